import { sql } from 'kysely';
import type { IndexedSession } from '#domain/availability/occupancy-index.ts';
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

const since = statement<{ since: number }>()((db, p) => ({
  compile: () =>
    sql<SessionBookingRow>`select ${SESSION_BOOKING_COLUMNS}
      from session left join booking on booking.session = session.id
      where session.ends_at >= ${p('since')} and session.gone_at is null`.compile(db),
}));

/** Every session that ends from then on, as the index wants it. */
export async function loadSessions(reader: Reader, from: Instant): Promise<IndexedSession[]> {
  return indexedSessions(await reader.rows(since, { since: from }));
}

/** Gathers the bookings of each session. Sessions that are gone are left out. */
export function indexedSessions(rows: SessionBookingRow[]): IndexedSession[] {
  const sessions = new Map<string, IndexedSession>();
  for (const row of rows) {
    if (row.id === null || row.gone_at !== null) continue;

    let session = sessions.get(row.id);
    if (!session) sessions.set(row.id, (session = withoutBookings(row, row.id)));
    if (row.state === null || row.people === null) continue;

    if (row.held_until !== null) session.holds.push({ until: row.held_until, people: row.people });
    else if (occupies(row.state)) session.firm += row.people;
  }
  return [...sessions.values()];
}

function withoutBookings(row: SessionBookingRow, id: string): IndexedSession {
  return { id, ...meetingOf(row), dated: row.series !== null, firm: 0, holds: [] };
}
