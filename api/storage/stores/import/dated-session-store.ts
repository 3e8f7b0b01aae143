import type { DatedSession } from '#domain/network-file/dated-sessions.ts';
import type { Group } from '#domain/network.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import type { Schema } from '../../schema.ts';

/** Sessions of series, gone ones too: a date that comes back takes up its old row. */
export type DatedRow = Pick<
  Schema['session'],
  | 'id'
  | 'service'
  | 'counsellor'
  | 'branch'
  | 'room'
  | 'starts_at'
  | 'ends_at'
  | 'counsellor_until'
  | 'room_until'
  | 'places'
  | 'taken'
  | 'gone_at'
  | 'arranged_at'
> & { series: string };

const READ = statement<{ after: number }>()((db, p) =>
  db
    .selectFrom('session')
    .select(['id', 'service', 'counsellor', 'branch', 'room', 'starts_at', 'ends_at', 'counsellor_until'])
    .select(['room_until', 'places', 'taken', 'gone_at', 'arranged_at'])
    .select((eb) => eb.ref('series').$notNull().as('series'))
    .where('series', 'is not', null)
    .where('starts_at', '>', p('after'))
    .orderBy('starts_at'),
);

export async function readDatedSessions(reader: Reader, after: number): Promise<DatedRow[]> {
  return reader.rows(READ, { after });
}

const NUMBERS = statement<Record<never, never>>()((db) =>
  db
    .selectFrom('session')
    .select((eb) => [eb.ref('series').$notNull().as('series'), eb.fn.max('series_number').as('last')])
    .where('series', 'is not', null)
    .groupBy('series'),
);

/** The last number given in each series. A number is never given again. */
export async function lastSeriesNumbers(reader: Reader): Promise<Map<string, number>> {
  const rows = await reader.rows(NUMBERS, {});
  return new Map(rows.map((row) => [row.series, Number(row.last)]));
}

const BOOKED = statement<{ session: string }>()((db, p) =>
  db.selectFrom('booking').select('id').where('session', '=', p('session')).limit(1),
);

/** Whether anybody ever booked it, cancelled or not. */
export async function wasEverBooked(reader: Reader, session: string): Promise<boolean> {
  return (await reader.first(BOOKED, { session })) !== undefined;
}

const DELETE = statement<{ id: string }>()((db, p) => db.deleteFrom('session').where('id', '=', p('id')));

export async function deleteSession(tx: Tx, id: string): Promise<void> {
  await tx.run(DELETE, { id });
}

const PLACES = statement<{ id: string; places: number }>()((db, p) =>
  db
    .updateTable('session')
    .set({ places: p('places') })
    .where('id', '=', p('id')),
);

export async function setPlaces(tx: Tx, id: string, places: number): Promise<void> {
  await tx.run(PLACES, { id, places });
}

type Rewrite = Omit<DatedRow, 'taken' | 'gone_at' | 'arranged_at' | 'series' | 'starts_at'>;

const REWRITE = statement<Rewrite>()((db, p) =>
  db
    .updateTable('session')
    .set({
      service: p('service'),
      counsellor: p('counsellor'),
      branch: p('branch'),
      room: p('room'),
      ends_at: p('ends_at'),
      counsellor_until: p('counsellor_until'),
      room_until: p('room_until'),
      places: p('places'),
      gone_at: null,
    })
    .where('id', '=', p('id')),
);

/** A session that nobody has booked, as the file has it now; its start is what it is known by. */
export async function rewriteSession(tx: Tx, id: string, group: Group, dated: DatedSession): Promise<void> {
  const { service, counsellor, branch, room, places } = group;
  await tx.run(REWRITE, {
    id,
    service,
    counsellor,
    branch,
    room,
    places,
    ends_at: dated.endsAt,
    counsellor_until: dated.counsellorUntil,
    room_until: dated.roomUntil,
  });
}
