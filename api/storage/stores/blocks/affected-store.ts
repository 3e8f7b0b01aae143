import { sql } from 'kysely';
import type { Instant } from '#domain/ids.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import { textIn, textList } from '../../engine/value-list.ts';
import { bookingOf, joinedBookings, type BookingRow } from '../bookings/booking-store.ts';
import { sessionOf, type Session } from '../session-store.ts';
import type { Block } from './block-store.ts';

/** As many cells as one claim takes: no session is longer, so that none that began sooner can reach into a range. */
const LONGEST_MS = 2_016 * 300_000;

type RangeParams = { whose: string; from: number; until: number; earliest: number };

const ofCounsellor = statement<RangeParams>()((db, p) =>
  db
    .selectFrom('session')
    .selectAll()
    .where('counsellor', '=', p('whose'))
    .where('starts_at', '>=', p('earliest'))
    .where('starts_at', '<', p('until'))
    .where('counsellor_until', '>', p('from'))
    .where('gone_at', 'is', null)
    .orderBy('starts_at')
    .orderBy('id'),
);

const ofRoom = statement<RangeParams>()((db, p) =>
  db
    .selectFrom('session')
    .selectAll()
    .where('room', '=', p('whose'))
    .where('starts_at', '>=', p('earliest'))
    .where('starts_at', '<', p('until'))
    .where('room_until', '>', p('from'))
    .where('gone_at', 'is', null)
    .orderBy('starts_at')
    .orderBy('id'),
);

/** Sessions that take some of the time `[from, until)` of a counsellor or a room, notes and turn-around included, by start. */
export async function sessionsInTheWay(
  reader: Reader,
  { counsellor, room }: Pick<Block, 'counsellor' | 'room'>,
  { from, until }: { from: Instant; until: Instant },
): Promise<Session[]> {
  const params = { whose: counsellor ?? room ?? '', from, until, earliest: from - LONGEST_MS };
  return (await reader.rows(counsellor === null ? ofRoom : ofCounsellor, params)).map(sessionOf);
}

const occupying = statement<{ sessions: string; now: number }>()((db, p, engine) =>
  joinedBookings(db)
    .where(textIn(engine, 'booking.session', p('sessions')))
    .where('booking.state', 'not in', [sql.lit('expired' as const), sql.lit('cancelled' as const)])
    .where((eb) => eb.or([eb('booking.held_until', 'is', null), eb('booking.held_until', '>', p('now'))]))
    .orderBy('booking.starts_at')
    .orderBy('booking.alias'),
);

/** S5: the bookings of these sessions that occupy now, by session. */
export async function occupyingBookings(
  reader: Reader,
  sessions: readonly { id: string }[],
  now: Instant,
): Promise<Map<string, BookingRow[]>> {
  if (sessions.length === 0) return new Map();
  const rows = await reader.rows(occupying, { sessions: textList(sessions.map(({ id }) => id)), now });
  return Map.groupBy(rows.map(bookingOf), (row) => row.session.id);
}

const lockBookings = statement<{ sessions: string }>()((db, p, engine) =>
  db
    .selectFrom('booking')
    .select('id')
    .where(textIn(engine, 'session', p('sessions')))
    .orderBy('id')
    .forUpdate(),
);

/** Nobody else changes a booking of these sessions until the transaction ends. SQLite writes one transaction at a time. */
export async function lockBookingsOf(tx: Tx, sessions: readonly { id: string }[]): Promise<void> {
  if (tx.engine === 'sqlite' || sessions.length === 0) return;
  await tx.rows(lockBookings, { sessions: textList(sessions.map(({ id }) => id)) });
}

const lockRows = statement<{ sessions: string }>()((db, p, engine) =>
  db
    .selectFrom('session')
    .select('id')
    .where(textIn(engine, 'id', p('sessions')))
    .orderBy('id')
    .forUpdate(),
);

/** Nobody takes a place of these sessions until the transaction ends. After discounts, before cells (ARCHITECTURE.md, 6). */
export async function lockSessions(tx: Tx, sessions: readonly { id: string }[]): Promise<void> {
  if (tx.engine === 'sqlite' || sessions.length === 0) return;
  await tx.rows(lockRows, { sessions: textList(sessions.map(({ id }) => id)) });
}
