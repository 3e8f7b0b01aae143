import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { dueHolds, type BookingRow } from '../../../storage/stores/bookings/booking-store.ts';
import { endBooking } from '../../../storage/stores/bookings/booking-write-store.ts';
import { leavePlace } from '../placing/leave-place.ts';
import { lockDiscounts, returnDiscounts } from '../pricing/return-discounts.ts';

/** Nobody's doing: no actor. */
type SweepCtx = Pick<Ctx, 'tx' | 'keys' | 'newId' | 'now'>;

/** What one claiming transaction clears away for all: far more holds than any six minutes see, and still quick. */
const MAX_ROUNDS = 20;

/**
 * B2: holds whose time is over give back their time, places, uses, money and codes. Swept inside the transaction that
 * wants to claim, so that no job has to run for a slot to be free.
 */
export async function expireHolds(ctx: SweepCtx): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { due, mayBeMore } = await dueHolds(ctx.tx);
    if (due.length > 0) await expireAll(ctx, due);
    if (!mayBeMore) return;
  }
}

async function expireAll(ctx: SweepCtx, due: BookingRow[]): Promise<void> {
  await lockDiscounts(ctx.tx, due);
  for (const booking of due.toSorted((a, b) => a.session.startsAt - b.session.startsAt)) {
    if (!(await endBooking(ctx.tx, booking.id, 'held', 'expired'))) continue;
    await returnDiscounts(ctx.tx, booking);
    await leavePlace(ctx.tx, booking);
    await recordAudit({ ...ctx, actor: undefined }, 'booking.expire', booking.id, { session: booking.session.id });
  }
}
