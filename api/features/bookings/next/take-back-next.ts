import type { TakenBackAnswer } from '#contract/counsellor.ts';
import { decideTakeBack } from '#domain/booking/booking-policy.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { endBooking } from '../../../storage/stores/bookings/booking-write-store.ts';
import { factsOf, ownBookingToWrite } from '../own-booking.ts';
import { leavePlace } from '../placing/leave-place.ts';
import { lockDiscounts, returnDiscounts } from '../pricing/return-discounts.ts';

/** C6. @throws Refusal `forbidden`, `not_found`, `wrong_state` */
export async function takeBackNext(ctx: Ctx, { id }: { id: string }): Promise<TakenBackAnswer> {
  assertCan(ctx.actor, 'counsellor.next');
  const { row } = await ownBookingToWrite(ctx, 'counsellor.next', id);
  const { from, to } = decideTakeBack(factsOf(row), ctx.settings, ctx.now);

  await lockDiscounts(ctx.tx, [row]);
  if (!(await endBooking(ctx.tx, id, from, to))) throw new Refusal('wrong_state', { state: row.state });
  await returnDiscounts(ctx.tx, row);
  await leavePlace(ctx.tx, row);
  await recordAudit(ctx, 'booking.take_back', id, { session: row.session.id, after: row.follows });
  return { booking: id };
}
