import type { MoveInput } from '#contract/bookings.ts';
import { decideMove, windowFor } from '#domain/booking/booking-policy.ts';
import { withoutNotice } from '#domain/booking/counter-world.ts';
import { branchMoney } from '#domain/network.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { noteChange } from '../../../storage/stores/change-store.ts';
import { answerFor, type BookingAnswer } from '../answer-for.ts';
import { opened } from '../booking-answer.ts';
import { expireHolds } from '../holding/expire-holds.ts';
import { factsOf, ownBookingToWrite } from '../own-booking.ts';
import { leavePlace } from '../placing/leave-place.ts';
import { takePlace } from '../placing/take-place.ts';
import { askReminder, tellPatron } from '../telling/ask-messages.ts';
import { moveWish } from './move-wish.ts';
import { writeMove } from './write-move.ts';

/**
 * B6: another time, branch, mode or counsellor for a confirmed booking; its price and codes stay. All in one transaction:
 * whatever is refused after the old time was left brings it back. The desk moves among its own branches (K3).
 *
 * @throws Refusal `not_found`, `wrong_state`, `too_late_to_move`, `invalid`, `other_currency`, `slot_taken`, `patron_busy`
 */
export async function moveBooking(ctx: Ctx, input: MoveInput & { id: string }): Promise<BookingAnswer> {
  const { row, terms, guardian } = await ownBookingToWrite(ctx, 'booking.move', input.id);
  decideMove(factsOf(row), windowFor(ctx.actor, terms.service), ctx.now);

  const wish = moveWish(ctx.world.network, row, terms, input);
  assertCan(ctx.actor, 'booking.move', { patron: row.patron, guardian, branch: wish.branch.id, booking: row.id });
  const { currency } = branchMoney(wish.branch, ctx.world.network.head);
  if (currency !== row.currency) throw new Refusal('other_currency', { currency });

  await expireHolds(ctx);
  await leavePlace(ctx.tx, row);
  const { id, patron, session: old } = row;
  const visitor = { patron, lastCounsellor: old.counsellor, lastRoom: old.room ?? undefined };
  const world = ctx.actor.role === 'desk' ? withoutNotice(ctx.world, terms.service) : ctx.world;
  const session = await takePlace({ ...ctx, world }, { booking: id, wish, visitor, leaving: old.id });

  const moved = await writeMove(ctx, row, session);
  await recordAudit(ctx, 'booking.move', id, { from: old.id, to: session.id });
  await noteChange(ctx.tx, 'session', session.id);
  await askReminder(ctx, moved);
  await tellPatron(ctx, moved, 'changed');
  return answerFor(ctx, opened(ctx.keys, moved), { service: terms.service, branch: wish.branch });
}
