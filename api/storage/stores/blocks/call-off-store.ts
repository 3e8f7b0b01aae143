import { sql } from 'kysely';
import type { Instant } from '#domain/ids.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import type { Schema } from '../../schema.ts';
import { bookingOf, joinedBookings, type BookingRow } from '../bookings/booking-store.ts';
import { sessionOf, type Session } from '../session-store.ts';

/** Dated sessions that staff called off, with whom that cost a place: what brings them back. */
export interface CallOff {
  id: string;
  side: 'desk' | 'counsellor';
  session: Session;
  broughtBackAt: Instant | null;
}

/** A booking that went with its session, and the state it was in. */
export interface LostPlace {
  booking: string;
  state: 'confirmed' | 'arrived';
}

type CallOffParams = { id: string; session: string; calledOffBy: string; side: CallOff['side'] };

const INSERT = statement<CallOffParams & { now: number }>()((db, p) =>
  db.insertInto('call_off').values({
    id: p('id'),
    session: p('session'),
    called_off_by: p('calledOffBy'),
    side: p('side'),
    called_off_at: p('now'),
    brought_back_at: null,
  }),
);

const INSERT_PLACE = statement<{ callOff: string; booking: string; state: LostPlace['state'] }>()((db, p) =>
  db.insertInto('call_off_place').values({ call_off: p('callOff'), booking: p('booking'), state: p('state') }),
);

export async function insertCallOff(tx: Tx, callOff: CallOffParams, lost: readonly LostPlace[]): Promise<void> {
  await tx.run(INSERT, { ...callOff, now: tx.now });
  for (const place of lost) await tx.run(INSERT_PLACE, { ...place, callOff: callOff.id });
}

type Query = Parameters<Parameters<ReturnType<typeof statement>>[0]>[0];
type Row = Schema['session'] & { call_off: string; side: CallOff['side']; brought_back_at: number | null };

const joined = (db: Query) =>
  db
    .selectFrom('call_off')
    .innerJoin('session', 'session.id', 'call_off.session')
    .selectAll('session')
    .select(['call_off.id as call_off', 'call_off.side', 'call_off.brought_back_at']);

function callOffOf(row: Row): CallOff {
  return { id: row.call_off, side: row.side, session: sessionOf(row), broughtBackAt: row.brought_back_at };
}

const FIND = statement<{ id: string }>()((db, p) => joined(db).where('call_off.id', '=', p('id')));

/** Those that were brought back too. */
export async function findCallOff(reader: Reader, id: string): Promise<CallOff | undefined> {
  const row = await reader.first(FIND, { id });
  return row && callOffOf(row);
}

/** More groups are off at once at no branch. */
const MOST_LISTED = 50;

type ListParams = { side: CallOff['side']; branch: string; counsellor: string; now: number };

const LIST = statement<ListParams>()((db, p) =>
  joined(db)
    .select((eb) =>
      eb
        .selectFrom('call_off_place')
        .innerJoin('booking', 'booking.id', 'call_off_place.booking')
        .whereRef('call_off_place.call_off', '=', 'call_off.id')
        .select((of) => of.fn.coalesce(of.fn.sum<number>('booking.people'), sql.lit(0)).as('people'))
        .as('people'),
    )
    .where('call_off.brought_back_at', 'is', null)
    .where('call_off.side', '=', p('side'))
    .where('session.starts_at', '>', p('now'))
    .where((eb) => eb.or([eb('session.branch', '=', p('branch')), eb('session.counsellor', '=', p('counsellor'))]))
    .orderBy('session.starts_at')
    .orderBy('session.id')
    .limit(sql.lit(MOST_LISTED)),
);

export interface CalledOffSession extends CallOff {
  /** Who lost a place by it. */
  people: number;
}

/** Those ahead that are off still: of a desk's branch, or of a counsellor; by start. */
export async function calledOffAhead(
  reader: Reader,
  whose: { branch: string } | { counsellor: string },
  now: Instant,
): Promise<CalledOffSession[]> {
  const params: ListParams =
    'branch' in whose
      ? { side: 'desk', branch: whose.branch, counsellor: '', now }
      : { side: 'counsellor', branch: '', counsellor: whose.counsellor, now };
  return (await reader.rows(LIST, params)).map((row) => ({ ...callOffOf(row), people: Number(row.people ?? 0) }));
}

const PLACES = statement<{ id: string }>()((db, p) =>
  joinedBookings(db)
    .innerJoin('call_off_place', 'call_off_place.booking', 'booking.id')
    .select('call_off_place.state as lost_state')
    .where('call_off_place.call_off', '=', p('id'))
    .orderBy('booking.id'),
);

/** The bookings that went with it, and the state each was in; by id. */
export async function placesLost(
  reader: Reader,
  id: string,
): Promise<{ row: BookingRow; state: LostPlace['state'] }[]> {
  const rows = await reader.rows(PLACES, { id });
  return rows.map((row) => ({ row: bookingOf(row), state: row.lost_state }));
}

const DONE = statement<{ id: string; now: number }>()((db, p) =>
  db
    .updateTable('call_off')
    .set({ brought_back_at: p('now') })
    .where('id', '=', p('id'))
    .where('brought_back_at', 'is', null),
);

const REVIVE = statement<{ session: string }>()((db, p) =>
  db.updateTable('session').set({ gone_at: null }).where('id', '=', p('session')).where('gone_at', 'is not', null),
);

/** The session stands again, with no place taken; its cells are the caller's. False where it does already. */
export async function bringSessionBack(tx: Tx, { id, session }: CallOff): Promise<boolean> {
  if ((await tx.run(DONE, { id, now: tx.now })) !== 1) return false;
  return (await tx.run(REVIVE, { session: session.id })) === 1;
}

const REVIVE_BOOKING = statement<{ id: string; state: LostPlace['state']; alias: string }>()((db, p) =>
  db
    .updateTable('booking')
    .set((eb) => ({ state: p('state'), alias: p('alias'), ended_at: null, version: eb('version', '+', sql.lit(1)) }))
    .where('id', '=', p('id'))
    .where('state', '=', sql.lit('cancelled' as const)),
);

/** Undefined when the alias is another booking's of that branch and day by now: draw another. False: it is not cancelled. */
export async function bringBookingBack(
  tx: Tx,
  booking: { id: string; state: LostPlace['state']; alias: string },
): Promise<boolean | undefined> {
  const rows = await tx.attemptRun(REVIVE_BOOKING, booking);
  return rows === undefined ? undefined : rows === 1;
}
