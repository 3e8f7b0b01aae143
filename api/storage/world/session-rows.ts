import { sql } from 'kysely';
import type { IndexedSession } from '#domain/availability/occupancy/indexed-session.ts';
import { occupies, type BookingState } from '#domain/booking/booking-states.ts';
import type { Instant } from '#domain/ids.ts';
import type { Reader } from '../engine/database.ts';
import { statement } from '../engine/statement.ts';
import { meetingOf, type MeetingRow } from '../stores/session-store.ts';

/** A session beside one of its bookings, or beside none. */
export interface SessionBookingRow extends MeetingRow {
  id: string | null;
  state: BookingState | null;
  people: number | null;
  held_until: number | null;
}

export const SESSION_BOOKING_COLUMNS = sql`session.id, session.service, session.counsellor, session.branch, session.room,
  session.mode, session.starts_at, session.ends_at, session.counsellor_until, session.room_until, session.local_on,
  session.places, session.series, session.gone_at, booking.state, booking.people, booking.held_until`;

const page = statement<{ afterEnd: number; afterId: string; limit: number }>()((db, p) => ({
  compile: () =>
    sql<SessionBookingRow>`select ${SESSION_BOOKING_COLUMNS}
      from (select * from session where (ends_at, id) > (${p('afterEnd')}, ${p('afterId')}) and gone_at is null
        order by ends_at, id limit ${p('limit')}) as session
      left join booking on booking.session = session.id
      order by session.ends_at, session.id`.compile(db),
}));
/** As many rows as may lie in memory beside what is kept of them. */
const PAGE = 1_000;

/** Every session that ends from then on, as the index wants it, by the end: one page after the other, so that others are answered meanwhile. */
export async function* loadSessions(reader: Reader, from: Instant): AsyncGenerator<IndexedSession[], void> {
  for (let [afterEnd, afterId] = [from, '']; ;) {
    const rows = await reader.rows(page, { afterEnd, afterId, limit: PAGE });
    const sessions = indexedSessions(rows);
    yield sessions;
    const last = sessions.at(-1);
    if (!last || sessions.length < PAGE) return;
    ({ endsAt: afterEnd, id: afterId } = last);
  }
}

/** Gathers the bookings of each session. Sessions that are gone are left out. */
export function indexedSessions(rows: SessionBookingRow[]): IndexedSession[] {
  const sessions = new Map<string, IndexedSession>();
  for (const row of rows) {
    if (row.id === null || row.gone_at !== null) continue;

    let session = sessions.get(row.id);
    if (!session) sessions.set(row.id, (session = withoutBookings(row, row.id)));
    if (row.state === null || row.people === null) continue;

    if (row.held_until !== null) session.holds = [...session.holds, { until: row.held_until, people: row.people }];
    else if (occupies(row.state)) session.firm += row.people;
  }
  return [...sessions.values()];
}

const NO_HOLDS: IndexedSession['holds'] = [];

function withoutBookings(row: SessionBookingRow, id: string): IndexedSession {
  return { id, ...meetingOf(row), dated: row.series !== null, firm: 0, holds: NO_HOLDS };
}
