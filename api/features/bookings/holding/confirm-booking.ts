import type { ConfirmInput } from '#contract/bookings.ts';
import { decideConfirm } from '#domain/booking/booking-policy.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { confirmHeldBooking } from '../../../storage/stores/bookings/booking-write-store.ts';
import { noteChange } from '../../../storage/stores/change-store.ts';
import { answerFor, type BookingAnswer } from '../answer-for.ts';
import type { Answered } from '../booking-answer.ts';
import { factsOf, ownBookingToWrite } from '../own-booking.ts';
import { askReminder, tellPatron } from '../telling/ask-messages.ts';
import { agreeToBooking } from './agree-to-booking.ts';
import { drawTicket, MAX_DRAWS } from './draw-ticket.ts';

/** B4, G5. @throws Refusal `not_found`, `hold_expired`, `wrong_state`, `consent_needed` */
export async function confirmBooking(ctx: Ctx, input: ConfirmInput & { id: string }): Promise<BookingAnswer> {
  const { row, terms } = await ownBookingToWrite(ctx, 'booking.confirm', input.id);
  const { state } = decideConfirm(factsOf(row), ctx.now);
  const { id, session, wrappedKey } = row;
  const preparations = input.preparations ? JSON.stringify(input.preparations) : row.preparations;
  const messages = input.messages ?? row.messages;

  const consent = await agreeToBooking(ctx, input.consent);

  const { ticketSealed: _, wrappedKey: __, ...rest } = row;
  for (let draw = 0; draw < MAX_DRAWS; draw++) {
    const { token, ...ticket } = drawTicket(ctx, id, wrappedKey);
    const confirmation = { id, ticket, preparations, messages, consent };
    const done = await confirmHeldBooking(ctx.tx, confirmation);
    if (done === undefined) continue;
    if (!done) throw new Refusal('hold_expired');

    await recordAudit(ctx, 'booking.confirm', id, { session: session.id });
    await noteChange(ctx.tx, 'session', session.id);
    await askReminder(ctx, row);
    await tellPatron(ctx, row, 'booked');
    const now = { state, heldUntil: null, confirmedAt: ctx.now, preparations, messages };
    const answered: Answered = { ...rest, ...now, ticketCode: ticket.code, token };
    return answerFor(ctx, answered, terms);
  }
  throw new Error(`no ticket code was left at "${session.branch}" on ${session.localOn}`);
}
