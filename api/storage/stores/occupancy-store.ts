import { sql, type RawBuilder } from 'kysely';
import { CELL, DAY_CELLS, type Instant } from '#domain/ids.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { statement, type Bindable, type Engine, type Statement } from '../engine/statement.ts';
import { textList, textRows } from '../engine/value-list.ts';

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
/** As many as `number` has: a week. */
const MOST_CELLS = 2_016;

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

/** A run of cells of at most a week, counted from 1970. */
export type CellRun = { fromCell: number; cells: number };

/** The cells that `[from, to)` touches, week by week. */
export function cellRuns(from: Instant, to: Instant): CellRun[] {
  const runs: CellRun[] = [];
  const end = Math.ceil(to / CELL);
  for (let fromCell = Math.floor(from / CELL); fromCell < end; fromCell += MOST_CELLS)
    runs.push({ fromCell, cells: Math.min(MOST_CELLS, end - fromCell) });
  return runs;
}

type RunParam = <K extends keyof CellRun>(name: K) => CellRun[K];

/**
 * The cells of a run that are of one of the resources, each by its whole key: between two cells of a session lie those of
 * everybody in the country (60 ms for what takes 0.05 so).
 *
 * @param resources rows of one column, `resource`
 */
export function isCellOf(engine: Engine, p: RunParam, resources: RawBuilder<unknown>): RawBuilder<boolean> {
  const at = sql`(${whole(p('fromCell'), engine)} + number.n)`;
  return sql<boolean>`(day, cell, resource) in (
    select ${at} / ${sql.lit(DAY_CELLS)}, ${at} % ${sql.lit(DAY_CELLS)}, asked.resource
    from number cross join (${resources}) as asked where number.n < ${p('cells')})`;
}

export const oneResource = (resource: string): RawBuilder<unknown> => sql`select cast(${resource} as text) as resource`;

/** Of everybody and everything that a session takes time of. */
export const resourcesOf = (session: string): RawBuilder<unknown> =>
  sql`select 'c:' || counsellor as resource from session where id = ${session}
    union all select 'r:' || room from session where id = ${session} and room is not null
    union all select 'p:' || patron from booking where session = ${session}`;

const FREE_SESSION = statement<CellRun & { session: string }>()((db, p, engine) =>
  db
    .deleteFrom('occupancy')
    .where('session', '=', p('session'))
    .where(isCellOf(engine, p, resourcesOf(p('session')))),
);

/** Counsellor, room and patrons: all cells of a session, which must lie in `[from, to)`. */
export async function freeCellsOfSession(tx: Tx, session: string, from: Instant, to: Instant): Promise<void> {
  for (const run of cellRuns(from, to)) await tx.run(FREE_SESSION, { session, ...run });
}

const FREE_RESOURCE = statement<CellRun & { session: string; resource: string }>()((db, p, engine) =>
  db
    .deleteFrom('occupancy')
    .where('session', '=', p('session'))
    .where(isCellOf(engine, p, oneResource(p('resource')))),
);

/** The cells of one resource of a session or block, which must lie in `[from, to)`. */
export async function freeCellsOfResource(
  tx: Tx,
  session: string,
  resource: string,
  { from, to }: { from: Instant; to: Instant },
): Promise<void> {
  for (const run of cellRuns(from, to)) await tx.run(FREE_RESOURCE, { session, resource, ...run });
}

const FREE_BOOKING = statement<CellRun & { booking: string }>()((db, p, engine) =>
  db
    .deleteFrom('occupancy')
    .where('booking', '=', p('booking'))
    .where(isCellOf(engine, p, sql`select 'p:' || patron as resource from booking where id = ${p('booking')}`)),
);

/** The patron's cells of one booking, which must lie in `[from, to)`. */
export async function freeCellsOfBooking(tx: Tx, booking: string, from: Instant, to: Instant): Promise<void> {
  for (const run of cellRuns(from, to)) await tx.run(FREE_BOOKING, { booking, ...run });
}

const TAKEN = statement<CellRun & { resources: string }>()((db, p, engine) =>
  db
    .selectFrom('occupancy')
    .where(isCellOf(engine, p, sql`select value as resource from ${textRows(engine, p('resources'))} as listed`))
    .groupBy('resource')
    .select(['resource', sql<number>`min(day * ${sql.lit(DAY_CELLS)} + cell)`.as('first')]),
);

/** Those of the resources that have a cell in `[from, to)`, with the first of their taken cells, counted from 1970. */
export async function takenResources(
  reader: Reader,
  resources: Iterable<string>,
  from: Instant,
  to: Instant,
): Promise<Map<string, number>> {
  const first = new Map<string, number>();
  const asked = textList(resources);
  for (const run of cellRuns(from, to)) {
    for (const row of await reader.rows(TAKEN, { resources: asked, ...run }))
      if (!first.has(row.resource)) first.set(row.resource, Number(row.first));
  }
  return first;
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
