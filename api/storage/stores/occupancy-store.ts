import { sql, type Kysely } from 'kysely';
import { CELL, DAY_CELLS, type Instant } from '#domain/ids.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { statement, type Bindable, type Engine, type Statement } from '../engine/statement.ts';
import type { Schema } from '../schema.ts';

/**
 * The rule against double booking: one row for each five-minute cell of each resource. Cells are counted from 1970 in UTC
 * (`at / 300000`), so that days of 23 or 25 hours and counsellors in two zones need no thought (ARCHITECTURE.md, 2).
 */

/** A stretch of cells of one resource: `c:` counsellor, `r:` room, `p:` patron. */
export interface Part {
  resource: string;
  fromCell: number;
  cells: number;
}

export const counsellorResource = (id: string) => `c:${id}`;
export const roomResource = (id: string) => `r:${id}`;
export const patronResource = (id: string) => `p:${id}`;

/** The cells that `[from, to)` touches: starts are on the grid of cells, ends are rounded up. */
export function partOf(resource: string, from: Instant, to: Instant): Part {
  const fromCell = Math.floor(from / CELL);
  return { resource, fromCell, cells: Math.ceil(to / CELL) - fromCell };
}

const MOST_PARTS = 3;

const whole = (value: number, engine: Engine) =>
  sql<number>`cast(${value} as ${sql.raw(engine === 'postgres' ? 'bigint' : 'integer')})`;

type ClaimParams = Record<string, Bindable>;

function claimStatement(count: number): Statement<ClaimParams, unknown> {
  return statement<ClaimParams>()((db, p, engine) => {
    const part = (place: number) =>
      db.selectNoFrom([
        sql<string>`cast(${p(`resource${place}`)} as text)`.as('resource'),
        whole(p(`from${place}`) as number, engine).as('from_cell'),
        whole(p(`cells${place}`) as number, engine).as('cells'),
      ]);
    const parts = Array.from({ length: count - 1 }, (_, place) => part(place + 1)).reduce(
      (all, next) => all.unionAll(next),
      part(0),
    );

    return db
      .insertInto('occupancy')
      .columns(['day', 'cell', 'resource', 'session', 'booking'])
      .expression(
        db
          .selectFrom(parts.as('part'))
          .crossJoin('number')
          .whereRef('number.n', '<', 'part.cells')
          .select([
            sql<number>`(part.from_cell + number.n) / ${sql.lit(DAY_CELLS)}`.as('day'),
            sql<number>`(part.from_cell + number.n) % ${sql.lit(DAY_CELLS)}`.as('cell'),
            'part.resource',
            sql<string>`cast(${p('session')} as text)`.as('session'),
            sql<string>`cast(${p('booking')} as text)`.as('booking'),
          ])
          // In key order: two claims that met in mixed order would deadlock PostgreSQL (measured).
          .orderBy('day')
          .orderBy('cell')
          .orderBy('part.resource'),
      );
  });
}

const CLAIM = Array.from({ length: MOST_PARTS }, (_, place) => claimStatement(place + 1));

/**
 * Takes every cell of up to three parts, or none of them.
 * @throws Conflict when one of them is taken: on PostgreSQL the transaction is lost then.
 */
export async function claimCells(tx: Tx, parts: Part[], session: string, booking: string | null): Promise<void> {
  await tx.run(...claimOf(parts, session, booking));
}

/** As `claimCells`; false, and nothing taken, when one of the cells is: the transaction goes on. */
export async function tryClaimCells(tx: Tx, parts: Part[], session: string, booking: string | null): Promise<boolean> {
  return (await tx.attemptRun(...claimOf(parts, session, booking))) !== undefined;
}

function claimOf(
  parts: Part[],
  session: string,
  booking: string | null,
): [Statement<ClaimParams, unknown>, ClaimParams] {
  const claim = CLAIM[parts.length - 1];
  if (!claim) throw new Error(`1 to ${MOST_PARTS} parts are claimed at once, not ${parts.length}`);

  const params: ClaimParams = { session, booking };
  parts.forEach((part, place) => {
    params[`resource${place}`] = part.resource;
    params[`from${place}`] = part.fromCell;
    params[`cells${place}`] = part.cells;
  });
  return [claim, params];
}

export type CellRange = { fromDay: number; fromCell: number; toDay: number; toCell: number };

const inRange = (p: <K extends keyof CellRange>(name: K) => CellRange[K]) =>
  sql<boolean>`(day, cell) >= (${p('fromDay')}, ${p('fromCell')}) and (day, cell) < (${p('toDay')}, ${p('toCell')})`;

/** The cells that `[from, to)` touches, as keys: half-open. */
export function cellRange(from: Instant, to: Instant): CellRange {
  const first = Math.floor(from / CELL);
  const end = Math.ceil(to / CELL);
  return {
    fromDay: Math.floor(first / DAY_CELLS),
    fromCell: first % DAY_CELLS,
    toDay: Math.floor(end / DAY_CELLS),
    toCell: end % DAY_CELLS,
  };
}

const FREE_SESSION = statement<CellRange & { session: string }>()((db, p) =>
  db.deleteFrom('occupancy').where('session', '=', p('session')).where(inRange(p)),
);

const FREE_BOOKING = statement<CellRange & { booking: string }>()((db, p) =>
  db.deleteFrom('occupancy').where('booking', '=', p('booking')).where(inRange(p)),
);

/** Counsellor, room and patrons: all cells of a session, which must lie in `[from, to)`. */
export async function freeCellsOfSession(tx: Tx, session: string, from: Instant, to: Instant): Promise<void> {
  await tx.run(FREE_SESSION, { session, ...cellRange(from, to) });
}

const FREE_RESOURCE = statement<CellRange & { session: string; resource: string }>()((db, p) =>
  db
    .deleteFrom('occupancy')
    .where('session', '=', p('session'))
    .where('resource', '=', p('resource'))
    .where(inRange(p)),
);

/** The cells of one resource of a session, which must lie in `[from, to)`. */
export async function freeCellsOfResource(
  tx: Tx,
  session: string,
  resource: string,
  { from, to }: { from: Instant; to: Instant },
): Promise<void> {
  await tx.run(FREE_RESOURCE, { session, resource, ...cellRange(from, to) });
}

/** The patron's cells of one booking, which must lie in `[from, to)`. */
export async function freeCellsOfBooking(tx: Tx, booking: string, from: Instant, to: Instant): Promise<void> {
  await tx.run(FREE_BOOKING, { booking, ...cellRange(from, to) });
}

const TAKEN = statement<CellRange>()((db: Kysely<Schema>, p) =>
  db
    .selectFrom('occupancy')
    .where(inRange(p))
    .groupBy('resource')
    .select(['resource', sql<number>`min(day * ${sql.lit(DAY_CELLS)} + cell)`.as('first')]),
);

/** Each resource that has a cell in `[from, to)`, with the first of its taken cells, counted from 1970. */
export async function takenResources(reader: Reader, from: Instant, to: Instant): Promise<Map<string, number>> {
  const rows = await reader.rows(TAKEN, cellRange(from, to));
  return new Map(rows.map((row) => [row.resource, Number(row.first)]));
}

const SWEEP_PAST = statement<{ day: number; limit: number }>()((db, p) =>
  db
    .deleteFrom('occupancy')
    .where((eb) =>
      eb(
        eb.refTuple('day', 'cell', 'resource'),
        'in',
        db
          .selectFrom('occupancy')
          .select(['day', 'cell', 'resource'])
          .where('day', '<', p('day'))
          .orderBy('day')
          .limit(p('limit'))
          .$asTuple('day', 'cell', 'resource'),
      ),
    ),
);

/** Deletes at most `limit` cells of UTC days that ended a day or more before `now`; how many were deleted. */
export async function sweepPastCells(tx: Tx, limit: number): Promise<number> {
  return tx.run(SWEEP_PAST, { day: Math.floor(tx.now / (CELL * DAY_CELLS)) - 1, limit });
}
