import { sql } from 'kysely';
import { DAY_CELLS, type Instant } from '#domain/ids.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import { cellRange, partOf, type CellRange } from '../occupancy-store.ts';

/** As many as `number` has: a longer block is claimed in parts. */
const MOST_CELLS = 2_016;

type ClaimParams = { resource: string; fromCell: number; cells: number; block: string };

const CLAIM = statement<ClaimParams>()((db, p, engine) => {
  const whole = sql.raw(engine === 'postgres' ? 'bigint' : 'integer');
  const cell = sql<number>`(cast(${p('fromCell')} as ${whole}) + number.n)`;
  return db
    .insertInto('occupancy')
    .columns(['day', 'cell', 'resource', 'session'])
    .expression(
      db
        .selectFrom('number')
        .where('number.n', '<', p('cells'))
        .select([
          sql<number>`${cell} / ${sql.lit(DAY_CELLS)}`.as('day'),
          sql<number>`${cell} % ${sql.lit(DAY_CELLS)}`.as('cell'),
          sql<string>`cast(${p('resource')} as text)`.as('resource'),
          sql<string>`cast(${p('block')} as text)`.as('session'),
        ])
        .orderBy('number.n'),
    )
    .onConflict((conflict) => conflict.doNothing());
});

/**
 * Takes every cell of `[from, until)` that nobody has, in key order. One that another transaction is about to take is
 * waited for: `holdersOf` then tells who has it.
 */
export async function claimFreeCells(
  tx: Tx,
  block: string,
  resource: string,
  { from, until }: { from: Instant; until: Instant },
): Promise<void> {
  const { fromCell, cells } = partOf(resource, from, until);
  for (let done = 0; done < cells; done += MOST_CELLS) {
    const params = { resource, fromCell: fromCell + done, cells: Math.min(MOST_CELLS, cells - done), block };
    await tx.run(CLAIM, params);
  }
}

const HOLDERS = statement<CellRange & { resource: string }>()((db, p) =>
  db
    .selectFrom('occupancy')
    .select('session')
    .distinct()
    .where('resource', '=', p('resource'))
    .where(
      sql<boolean>`(day, cell) >= (${p('fromDay')}, ${p('fromCell')}) and (day, cell) < (${p('toDay')}, ${p('toCell')})`,
    ),
);

/** The sessions and blocks that have a cell of the resource in `[from, until)`. */
export async function holdersOf(
  reader: Reader,
  resource: string,
  { from, until }: { from: Instant; until: Instant },
): Promise<Set<string>> {
  const rows = await reader.rows(HOLDERS, { resource, ...cellRange(from, until) });
  return new Set(rows.map((row) => row.session));
}
