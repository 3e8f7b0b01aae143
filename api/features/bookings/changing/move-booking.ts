import type { Booking, MoveInput } from '#contract/bookings.ts';
import { decideMove } from '#domain/booking/booking-policy.ts';
import { branchMoney } from '#domain/network.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { noteChange } from '../../../storage/stores/change-store.ts';
import { bookingAnswer, opened } from '../booking-answer.ts';
import { expireHolds } from '../holding/expire-holds.ts';
import { factsOf, ownBookingToWrite } from '../own-booking.ts';
import { leavePlace } from '../placing/leave-place.ts';
import { takePlace } from '../placing/take-place.ts';
import { moveWish } from './move-wish.ts';
import { writeMove } from './write-move.ts';

/**
 * B6: another time, branch, mode or counsellor for a confirmed booking; its price and codes stay. All in one transaction:
 * whatever is refused after the old time was left brings it back.
 *
 * @throws Refusal `not_found`, `wrong_state`, `too_late_to_move`, `invalid`, `other_currency`, `slot_taken`, `patron_busy`
 */
export async function moveBooking(ctx: Ctx, input: MoveInput & { id: string }): Promise<{ booking: Booking }> {
  const { row, terms } = await ownBookingToWrite(ctx, 'booking.move', input.id);
  decideMove(factsOf(row), terms.service, ctx.now);

  const wish = moveWish(ctx.world.network, row, terms, input);
  const { currency } = branchMoney(wish.branch, ctx.world.network.head);
  if (currency !== row.currency) throw new Refusal('other_currency', { currency });

  await expireHolds(ctx);
  await leavePlace(ctx.tx, row);
  const { id, patron, session: old } = row;
  const visitor = { patron, lastCounsellor: old.counsellor, lastRoom: old.room ?? undefined };
  const session = await takePlace(ctx, { booking: id, wish, visitor, leaving: old.id });

  const moved = await writeMove(ctx, row, session);
  await recordAudit(ctx, 'booking.move', id, { from: old.id, to: session.id });
  await noteChange(ctx.tx, 'session', session.id);
  return { booking: bookingAnswer(ctx, opened(ctx.keys, moved), { service: terms.service, branch: wish.branch }) };
}
