import { sql } from 'kysely';
import type { Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import { bookingOf, joinedBookings, type BookingRow } from '../bookings/booking-store.ts';
import { redeem, returnRedemptions, type Redemption } from '../bookings/discount-store.ts';
import { paid } from './visit-store.ts';

/** A right that came later, and the prices that follow it. */

/** States in which a price may still follow. */
const OPEN = ['held', 'confirmed', 'arrived', 'in_session'] as const;

const UNPAID = statement<{ patron: string; now: number }>()((db, p, engine) => {
  const query = joinedBookings(db)
    .where('booking.patron', '=', p('patron'))
    .where(
      'booking.state',
      'in',
      OPEN.map((state) => sql.lit(state)),
    )
    .where((eb) => eb.or([eb('booking.held_until', 'is', null), eb('booking.held_until', '>', p('now'))]))
    .where('booking.total_minor', '>', 0)
    .where(paid, '=', sql.lit(0))
    .orderBy('booking.id');
  return engine === 'postgres' ? query.forUpdate('booking') : query;
});

/** A patron's bookings that are not over, and for which nothing was paid yet; locked until the transaction ends. */
export async function openUnpaidBookings(tx: Tx, patron: string): Promise<BookingRow[]> {
  return (await tx.rows(UNPAID, { patron, now: tx.now })).map(bookingOf);
}

const REPRICE = statement<{ id: string; totalMinor: number; quote: string }>()((db, p) =>
  db
    .updateTable('booking')
    .set((eb) => ({ total_minor: p('totalMinor'), quote: p('quote'), version: eb('version', '+', sql.lit(1)) }))
    .where('id', '=', p('id'))
    .where(
      'state',
      'in',
      OPEN.map((state) => sql.lit(state)),
    ),
);

/** False when the booking is over by now. */
export async function repriceBooking(
  tx: Tx,
  priced: { id: string; totalMinor: number; quote: string },
): Promise<boolean> {
  return (await tx.run(REPRICE, priced)) === 1;
}

const FORGET = statement<{ booking: string }>()((db, p) =>
  db.deleteFrom('redemption').where('booking', '=', p('booking')),
);

/**
 * Gives back what a booking took, and takes this instead. The rows go: what a booking took is asked for when it is taken up
 * again, and that is its last price only.
 */
export async function redeemInstead(tx: Tx, booking: string, taken: readonly Redemption[]): Promise<void> {
  await returnRedemptions(tx, booking);
  await tx.run(FORGET, { booking });
  for (const each of taken) await redeem(tx, each);
}
