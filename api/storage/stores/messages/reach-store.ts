import { sql } from 'kysely';
import { OPEN_STATES } from '#domain/booking/booking-states.ts';
import type { Instant, Locale } from '#domain/ids.ts';
import type { MessageLevel } from '#domain/message/message-kind.ts';
import { USUAL_QUIET, type QuietHours } from '#domain/message/quiet-hours.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import { noteChange } from '../change-store.ts';
import { bookingOf, joinedBookings, type BookingRow } from '../bookings/booking-store.ts';

/** How a patron may be reached (M5, M8, M9). */
export interface Reach {
  /** Of what is booked from now on; each booking has its own. */
  level: MessageLevel;
  locale: Locale;
  contact: string | null;
  quiet: QuietHours;
}

const FIND = statement<{ person: string }>()((db, p) =>
  db
    .selectFrom('patron')
    .innerJoin('person', 'person.id', 'patron.person')
    .leftJoin('reach', 'reach.person', 'patron.person')
    .select(['patron.messages', 'person.locale', 'reach.contact', 'reach.quiet_from', 'reach.quiet_until'])
    .where('patron.person', '=', p('person'))
    .where('person.disabled_at', 'is', null),
);

/** Undefined for somebody who is no patron (any more). */
export async function reachOf(reader: Reader, person: string): Promise<Reach | undefined> {
  const row = await reader.first(FIND, { person });
  if (!row) return undefined;
  const { quiet_from: from, quiet_until: until } = row;
  return {
    level: row.messages as MessageLevel,
    locale: row.locale as Locale,
    contact: row.contact,
    quiet: from === null || until === null ? USUAL_QUIET : { from, until },
  };
}

const NEXT = statement<{ patron: string; now: number }>()((db, p) =>
  joinedBookings(db)
    .where('booking.patron', '=', p('patron'))
    .where('booking.state', '=', sql.lit('confirmed'))
    .where('booking.starts_at', '>', p('now'))
    .orderBy('booking.starts_at')
    .limit(sql.lit(1)),
);

/** The appointment that the next message is about. */
export async function nextBooking(reader: Reader, patron: string, now: Instant): Promise<BookingRow | undefined> {
  const row = await reader.first(NEXT, { patron, now });
  return row && bookingOf(row);
}

const OF_BOOKINGS = statement<{ patron: string; level: MessageLevel; now: number }>()((db, p) =>
  db
    .updateTable('booking')
    .set((eb) => ({ messages: p('level'), version: eb('version', '+', sql.lit(1)) }))
    .where('patron', '=', p('patron'))
    .where('starts_at', '>', p('now'))
    .where(
      'state',
      'in',
      OPEN_STATES.map((state) => sql.lit(state)),
    )
    .returning('session'),
);
const OF_PATRON = statement<{ patron: string; level: MessageLevel }>()((db, p) =>
  db
    .updateTable('patron')
    .set({ messages: p('level') })
    .where('person', '=', p('patron')),
);

/** M9: of what is booked, and of what will be. */
export async function setLevel(tx: Tx, patron: string, level: MessageLevel): Promise<void> {
  const changed = await tx.rows(OF_BOOKINGS, { patron, level, now: tx.now });
  for (const { session } of changed) await noteChange(tx, 'session', session);
  await tx.run(OF_PATRON, { patron, level });
}

const LOCALE = statement<{ person: string; locale: Locale }>()((db, p) =>
  db
    .updateTable('person')
    .set({ locale: p('locale') })
    .where('id', '=', p('person')),
);

export async function setLocale(tx: Tx, person: string, locale: Locale): Promise<void> {
  await tx.run(LOCALE, { person, locale });
}

type ReachParams = { person: string; contact: string | null; from: number; until: number };

const REACH = statement<ReachParams>()((db, p) =>
  db
    .insertInto('reach')
    .values({ person: p('person'), contact: p('contact'), quiet_from: p('from'), quiet_until: p('until') })
    .onConflict((conflict) =>
      conflict.column('person').doUpdateSet({
        contact: sql`excluded.contact`,
        quiet_from: sql`excluded.quiet_from`,
        quiet_until: sql`excluded.quiet_until`,
      }),
    ),
);

export async function setReach(
  tx: Tx,
  person: string,
  { contact, quiet }: Pick<Reach, 'contact' | 'quiet'>,
): Promise<void> {
  await tx.run(REACH, { person, contact, ...quiet });
}
