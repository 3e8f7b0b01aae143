import { assertMayOpen, decideRetake } from '#domain/booking/booking-policy.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { redemptionsOf } from '../../../storage/stores/bookings/discount-store.ts';
import { patronForHold } from '../../../storage/stores/bookings/patron-store.ts';
import { carryTicketLink } from '../../../storage/stores/bookings/ticket-link-store.ts';
import { noteChange } from '../../../storage/stores/change-store.ts';
import { answerFor, type BookingAnswer } from '../answer-for.ts';
import { expireHolds } from '../holding/expire-holds.ts';
import { MAX_DRAWS } from '../holding/draw-ticket.ts';
import { writeBooking } from '../holding/write-booking.ts';
import { factsOf, ownBookingToWrite } from '../own-booking.ts';
import { retakePlace } from '../placing/retake-place.ts';
import { askReminder, tellPatron } from '../telling/ask-messages.ts';
import { assertStillToBeHad, redeemAgain } from './retake-discounts.ts';

/**
 * B7, undo: a new booking, confirmed at once, at the time, price and codes of one that was cancelled a moment ago.
 * @throws Refusal `not_found`, `wrong_state`, `too_many_open`, `slot_taken`, `patron_busy`
 */
export async function retakeBooking(ctx: Ctx, input: { id: string }): Promise<BookingAnswer> {
  const { row, terms } = await ownBookingToWrite(ctx, 'booking.retake', input.id);
  decideRetake({ ...factsOf(row), retaken: row.retaken }, ctx.settings, ctx.now);

  await expireHolds(ctx);
  const { service, branch } = row.session;
  const profile = await patronForHold(ctx.tx, { patron: row.patron, service, branch, now: ctx.now });
  assertMayOpen(terms.service, profile?.open ?? 0);

  const id = ctx.newId();
  const lines = await redemptionsOf(ctx.tx, row.id);
  await assertStillToBeHad(ctx, lines);
  const session = await retakePlace(ctx, id, row, terms);

  const { ticketSealed: _, wrappedKey, ...kept } = row;
  for (let draw = 0; draw < MAX_DRAWS; draw++) {
    const draft = { ...kept, id, session, retakes: row.id, follows: null };
    const booking = await ctx.tx.attempt(() => writeBooking(ctx, draft, { state: 'confirmed', wrappedKey }));
    if (!booking) continue;

    await redeemAgain(ctx, id, lines);
    await carryTicketLink(ctx.tx, row.id, id);
    await recordAudit(ctx, 'booking.retake', id, { session: session.id, retakes: row.id });
    await noteChange(ctx.tx, 'session', session.id);
    await askReminder(ctx, booking);
    await tellPatron(ctx, booking, 'booked');
    return answerFor(ctx, booking, terms);
  }
  // Not the ticket's code, so often: the cancelled booking was taken up by another request meanwhile.
  throw new Refusal('wrong_state', { state: row.state });
}
