import { decideExtend } from '#domain/booking/booking-policy.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { extendHeldBooking } from '../../../storage/stores/bookings/booking-write-store.ts';
import { noteChange } from '../../../storage/stores/change-store.ts';
import { answerFor, type BookingAnswer } from '../answer-for.ts';
import { opened } from '../booking-answer.ts';
import { factsOf, ownBookingToWrite } from '../own-booking.ts';

/** B3. @throws Refusal `not_found`, `hold_expired`, `already_extended`, `wrong_state` */
export async function extendHold(ctx: Ctx, { id }: { id: string }): Promise<BookingAnswer> {
  const { row, terms } = await ownBookingToWrite(ctx, 'booking.extend', id);
  const { heldUntil } = decideExtend(factsOf(row), ctx.settings, ctx.now);

  if (!(await extendHeldBooking(ctx.tx, id, heldUntil))) throw new Refusal('wrong_state', { state: row.state });
  await recordAudit(ctx, 'booking.extend', id, { session: row.session.id, heldUntil });
  await noteChange(ctx.tx, 'session', row.session.id);
  return answerFor(ctx, opened(ctx.keys, { ...row, heldUntil, extended: true }), terms);
}
