import { sql } from 'kysely';
import { DAY_CELLS, type Instant } from '#domain/ids.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import { cellRuns, isCellOf, oneResource, type CellRun } from '../occupancy-store.ts';

type ClaimParams = CellRun & { resource: string; block: string };

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
  for (const run of cellRuns(from, until)) await tx.run(CLAIM, { resource, block, ...run });
}

const HOLDERS = statement<CellRun & { resource: string }>()((db, p, engine) =>
  db
    .selectFrom('occupancy')
    .select('session')
    .distinct()
    .where(isCellOf(engine, p, oneResource(p('resource')))),
);

/** The sessions and blocks that have a cell of the resource in `[from, until)`. */
export async function holdersOf(
  reader: Reader,
  resource: string,
  { from, until }: { from: Instant; until: Instant },
): Promise<Set<string>> {
  const holders = new Set<string>();
  for (const run of cellRuns(from, until))
    for (const { session } of await reader.rows(HOLDERS, { resource, ...run })) holders.add(session);
  return holders;
}
