import { sql } from 'kysely';
import { CELL, DAY_CELLS, type Instant, type LocalDate } from '#domain/ids.ts';
import type { Mode } from '#domain/network.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { statement } from '../engine/statement.ts';
import type { Schema } from '../schema.ts';

/** One meeting: a counsellor, perhaps a room, an interval, places. */
export interface Session {
  id: string;
  service: string;
  counsellor: string;
  branch: string;
  room: string | null;
  mode: Mode;
  startsAt: Instant;
  endsAt: Instant;
  counsellorUntil: Instant;
  roomUntil: Instant | null;
  localOn: LocalDate;
  places: number;
  taken: number;
  series: string | null;
  seriesNumber: number | null;
}

type SessionRow = Schema['session'];

/** What it is and when, without what only its row tells. */
export type MeetingRow = Omit<SessionRow, 'id' | 'taken' | 'series_number' | 'created_at' | 'arranged_at' | 'mac'>;

const DAY = CELL * DAY_CELLS;

export function meetingOf(row: MeetingRow) {
  return {
    service: row.service,
    counsellor: row.counsellor,
    branch: row.branch,
    room: row.room,
    mode: row.mode as Mode,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    counsellorUntil: row.counsellor_until,
    roomUntil: row.room_until,
    localOn: row.local_on,
    places: row.places,
  };
}

export function sessionOf(row: SessionRow): Session {
  const { id, taken, series, series_number: seriesNumber } = row;
  return { id, ...meetingOf(row), taken, series, seriesNumber };
}

const INSERT = statement<Omit<SessionRow, 'gone_at' | 'arranged_at' | 'mac'>>()((db, p) =>
  db.insertInto('session').values({
    id: p('id'),
    service: p('service'),
    counsellor: p('counsellor'),
    branch: p('branch'),
    room: p('room'),
    mode: p('mode'),
    starts_at: p('starts_at'),
    ends_at: p('ends_at'),
    counsellor_until: p('counsellor_until'),
    room_until: p('room_until'),
    local_on: p('local_on'),
    places: p('places'),
    taken: p('taken'),
    series: p('series'),
    series_number: p('series_number'),
    created_at: p('created_at'),
  }),
);

export async function insertSession(tx: Tx, session: Session): Promise<void> {
  await tx.run(INSERT, {
    id: session.id,
    service: session.service,
    counsellor: session.counsellor,
    branch: session.branch,
    room: session.room,
    mode: session.mode,
    starts_at: session.startsAt,
    ends_at: session.endsAt,
    counsellor_until: session.counsellorUntil,
    room_until: session.roomUntil,
    local_on: session.localOn,
    places: session.places,
    taken: session.taken,
    series: session.series,
    series_number: session.seriesNumber,
    created_at: tx.now,
  });
}

const FIND = statement<{ id: string }>()((db, p) =>
  db.selectFrom('session').selectAll().where('id', '=', p('id')).where('gone_at', 'is', null),
);

/** A session that stands, or undefined. */
export async function findSession(reader: Reader, id: string): Promise<Session | undefined> {
  const row = await reader.first(FIND, { id });
  return row && sessionOf(row);
}

const TAKE_PLACES = statement<{ id: string; people: number }>()((db, p) =>
  db
    .updateTable('session')
    .set((eb) => ({ taken: eb('taken', '+', p('people')) }))
    .where('id', '=', p('id'))
    .where('gone_at', 'is', null)
    .where((eb) => eb(eb('taken', '+', p('people')), '<=', eb.ref('places'))),
);

/** False when so many places are not left, or the session is gone. The row is locked from here to the commit. */
export async function takePlaces(tx: Tx, id: string, people: number): Promise<boolean> {
  return (await tx.run(TAKE_PLACES, { id, people })) === 1;
}

const RETURN_PLACES = statement<{ id: string; people: number }>()((db, p) =>
  db
    .updateTable('session')
    .set((eb) => ({ taken: eb('taken', '-', p('people')) }))
    .where('id', '=', p('id')),
);

export async function returnPlaces(tx: Tx, id: string, people: number): Promise<void> {
  await tx.run(RETURN_PLACES, { id, people });
}

const END = statement<{ id: string; now: number }>()((db, p) =>
  db
    .updateTable('session')
    .set({ gone_at: p('now'), taken: sql.lit(0) })
    .where('id', '=', p('id'))
    .where('gone_at', 'is', null),
);

/** An undated session whose last booking is gone, or a dated one that left the file. Its cells are freed by the caller. */
export async function endSession(tx: Tx, id: string): Promise<void> {
  await tx.run(END, { id, now: tx.now });
}

const LOCK_COUNSELLOR = statement<{ counsellor: string }>()((db, p) =>
  db.selectFrom('counsellor').select('id').where('id', '=', p('counsellor')).forNoKeyUpdate(),
);

const COUNT_ON = statement<{ counsellor: string; localOn: string; from: number; to: number }>()((db, p) =>
  db
    .selectFrom('session')
    .select((eb) => eb.fn.countAll<number>().as('sessions'))
    .where('counsellor', '=', p('counsellor'))
    .where('local_on', '=', p('localOn'))
    .where('gone_at', 'is', null)
    // The index on ends serves it: whatever the zone, a date lies within two days of a start on it.
    .where('ends_at', '>=', p('from'))
    .where('ends_at', '<', p('to')),
);

/**
 * How many sessions a counsellor has on a date (S4), once expired holds are swept. On PostgreSQL the counsellor is locked
 * until the transaction ends, so that two bookings cannot both be the last of a day.
 */
export async function lockSessionsOn(
  tx: Tx,
  counsellor: string,
  localOn: LocalDate,
  startsAt: Instant,
): Promise<number> {
  if (tx.engine === 'postgres') await tx.rows(LOCK_COUNSELLOR, { counsellor });
  const row = await tx.first(COUNT_ON, { counsellor, localOn, from: startsAt - 2 * DAY, to: startsAt + 3 * DAY });
  return Number(row?.sessions ?? 0);
}
