import type { LocalDate } from '#domain/ids.ts';
import { dayNumber } from '#domain/time/local-date.ts';
import type { Reader } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import { textIn, textList } from '../../engine/value-list.ts';
import { sessionOf, type Session } from '../session-store.ts';
import type { NoteRow } from './booking-note-store.ts';

const DAY_MS = 24 * 3_600_000;

type DatesParams = { counsellor: string; from: LocalDate; to: LocalDate; earliest: number; latest: number };

const ON = statement<DatesParams>()((db, p) =>
  db
    .selectFrom('session')
    .selectAll()
    .where('counsellor', '=', p('counsellor'))
    // The index on starts serves it: whatever the zone, a date lies within a day of its UTC day.
    .where('starts_at', '>=', p('earliest'))
    .where('starts_at', '<', p('latest'))
    .where('local_on', '>=', p('from'))
    .where('local_on', '<=', p('to'))
    .where('gone_at', 'is', null)
    .orderBy('starts_at')
    .orderBy('id'),
);

/** A counsellor's sessions of the dates `from` … `to` at their branches, both included, by start. */
export async function sessionsOfCounsellor(
  reader: Reader,
  asked: { counsellor: string; from: LocalDate; to: LocalDate },
): Promise<Session[]> {
  const earliest = (dayNumber(asked.from) - 1) * DAY_MS;
  const latest = (dayNumber(asked.to) + 2) * DAY_MS;
  return (await reader.rows(ON, { ...asked, earliest, latest })).map(sessionOf);
}

const NOTES = statement<{ bookings: string }>()((db, p, engine) =>
  db
    .selectFrom('booking_note')
    .selectAll()
    .where(textIn(engine, 'booking', p('bookings'))),
);

/** The notes of these bookings, sealed, by booking. */
export async function notesOf(reader: Reader, bookings: readonly { id: string }[]): Promise<Map<string, NoteRow>> {
  if (bookings.length === 0) return new Map();
  const rows = await reader.rows(NOTES, { bookings: textList(bookings.map(({ id }) => id)) });
  return new Map(rows.map((row) => [row.booking, row]));
}
