import { sql } from 'kysely';
import type { LocalDate } from '#domain/ids.ts';
import type { Reader } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import { bookingOf, joinedBookings, type BookingRow } from '../bookings/booking-store.ts';

/** A booking beside what was paid for it: taken or waived, less what was given back. */
export type VisitRow = BookingRow & { paidMinor: number };

/** Of the booking in the same select. */
export const paid = sql<number>`coalesce((select sum(case when payment.method = 'refunded' then -payment.amount_minor
  else payment.amount_minor end) from payment where payment.booking = booking.id), 0)`;

/** Nobody comes so often in three days; whoever books and cancels all day does not fill the desk's screen. */
const MOST_OF_ONE = 50;

type DatesParams = { branch: string; from: LocalDate; to: LocalDate };

const ON = statement<DatesParams>()((db, p) =>
  joinedBookings(db)
    .select(paid.as('paid'))
    .where('booking.branch', '=', p('branch'))
    .where('booking.local_on', '>=', p('from'))
    .where('booking.local_on', '<=', p('to'))
    .where('booking.confirmed_at', 'is not', null)
    .orderBy('booking.starts_at')
    .orderBy('booking.id'),
);

/** Bookings that were confirmed once, of the dates `from` … `to` at a branch, both included; those called off too. */
export async function visitsOn(reader: Reader, asked: DatesParams): Promise<VisitRow[]> {
  return (await reader.rows(ON, asked)).map((row) => ({ ...bookingOf(row), paidMinor: Number(row.paid) }));
}

const OF_PATRON = statement<DatesParams & { patron: string }>()((db, p) =>
  joinedBookings(db)
    .select(paid.as('paid'))
    .where('booking.patron', '=', p('patron'))
    .where('booking.branch', '=', p('branch'))
    .where('booking.local_on', '>=', p('from'))
    .where('booking.local_on', '<=', p('to'))
    .where('booking.confirmed_at', 'is not', null)
    .orderBy('booking.starts_at')
    .orderBy('booking.id')
    .limit(sql.lit(MOST_OF_ONE)),
);

/** As `visitsOn`, of one patron; 50 at most. */
export async function visitsOfPatron(reader: Reader, asked: DatesParams & { patron: string }): Promise<VisitRow[]> {
  return (await reader.rows(OF_PATRON, asked)).map((row) => ({ ...bookingOf(row), paidMinor: Number(row.paid) }));
}

const PAID = statement<{ booking: string }>()((db, p) =>
  db.selectFrom('booking').select(paid.as('paid')).where('booking.id', '=', p('booking')),
);

/** Minor units. */
export async function paidFor(reader: Reader, booking: string): Promise<number> {
  return Number((await reader.first(PAID, { booking }))?.paid ?? 0);
}
