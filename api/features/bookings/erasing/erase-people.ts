import type { Ctx } from '../../../storage/context.ts';
import { detachBooking } from '../../../storage/rights/detach-booking.ts';
import { eraseRows } from '../../../storage/rights/erase-rows.ts';
import { insertErasure, type Erasure } from '../../../storage/rights/erasure-store.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { endBooking } from '../../../storage/stores/bookings/booking-write-store.ts';
import type { BookingRow } from '../../../storage/stores/bookings/booking-store.ts';
import { leavePlace } from '../placing/leave-place.ts';
import { lockDiscounts, returnDiscounts } from '../pricing/return-discounts.ts';
import type { AboutToErase } from './about-to-erase.ts';

/** Nobody's doing, where the system erases: no actor. */
export type ErasingCtx = Pick<Ctx, 'tx' | 'keys' | 'newId' | 'now'> & { actor?: Ctx['actor'] };

/**
 * Q2, Q5, Q7: appointments ahead are cancelled as a cancellation of theirs is, bookings lose their person, rows and keys go, and
 * the list outside the database has what it takes to do it once more.
 */
export async function erasePeople(
  ctx: ErasingCtx,
  { person, children, bookings, ahead }: Omit<AboutToErase, 'kept'>,
  why: Erasure['why'],
  at = ctx.now,
): Promise<void> {
  await cancelAhead(ctx, ahead);
  for (const { id } of bookings) await detachBooking(ctx.tx, id);
  for (const child of children) await erase(ctx, { person: child, at, why: 'guardian' });
  await erase(ctx, { person, at, why });
}

async function erase(ctx: ErasingCtx, erasure: Erasure): Promise<void> {
  await eraseRows(ctx.tx, ctx.keys, erasure.person);
  await insertErasure(ctx.tx, erasure);
  await recordAudit(ctx, 'person.erased', erasure.person, { why: erasure.why });
}

/** As `cancelBooking`, without its window: nobody is kept because it is too late to cancel. Nobody is told either. */
async function cancelAhead(ctx: ErasingCtx, ahead: readonly BookingRow[]): Promise<void> {
  await lockDiscounts(ctx.tx, ahead);
  for (const booking of ahead) {
    const { id, session } = booking;
    const state = booking.state as 'held' | 'confirmed';
    await endBooking(ctx.tx, id, state, 'cancelled');
    await returnDiscounts(ctx.tx, booking);
    await leavePlace(ctx.tx, booking);
    await recordAudit(ctx, 'booking.cancel', id, { session: session.id, from: state, erased: true });
  }
}
