import { decideCancel, windowFor } from '#domain/booking/booking-policy.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { endBooking } from '../../../storage/stores/bookings/booking-write-store.ts';
import { answerFor, type BookingAnswer } from '../answer-for.ts';
import { opened } from '../booking-answer.ts';
import { factsOf, ownBookingToWrite } from '../own-booking.ts';
import { leavePlace } from '../placing/leave-place.ts';
import { lockDiscounts, returnDiscounts } from '../pricing/return-discounts.ts';
import { tellPatron } from '../telling/ask-messages.ts';

/** B5, K3: cancels, or lets a hold go. @throws Refusal `not_found`, `too_late_to_cancel`, `wrong_state` */
export async function cancelBooking(ctx: Ctx, { id }: { id: string }): Promise<BookingAnswer> {
  const { row, terms } = await ownBookingToWrite(ctx, 'booking.cancel', id);
  const { from, to } = decideCancel(factsOf(row), windowFor(ctx.actor, terms.service), ctx.now);

  await lockDiscounts(ctx.tx, [row]);
  if (!(await endBooking(ctx.tx, id, from, to))) throw new Refusal('wrong_state', { state: row.state });
  await returnDiscounts(ctx.tx, row);
  await leavePlace(ctx.tx, row);
  await recordAudit(ctx, 'booking.cancel', id, { session: row.session.id, from });
  if (from !== 'held') await tellPatron(ctx, row, 'called_off');

  const cancelled = { ...row, state: to, heldUntil: null, endedAt: ctx.now };
  return answerFor(ctx, opened(ctx.keys, cancelled), terms);
}
