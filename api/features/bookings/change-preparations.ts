import type { PreparationsInput } from '#contract/bookings.ts';
import { decidePrepare } from '#domain/booking/booking-policy.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../storage/context.ts';
import { recordAudit } from '../../storage/stores/audit-store.ts';
import { prepareBooking } from '../../storage/stores/bookings/booking-write-store.ts';
import { noteChange } from '../../storage/stores/change-store.ts';
import { answerFor, type BookingAnswer } from './answer-for.ts';
import { opened, prepareUntil } from './booking-answer.ts';
import { factsOf, ownBookingToWrite } from './own-booking.ts';

/** B8. @throws Refusal `not_found`, `too_late_to_change`, `wrong_state` */
export async function changePreparations(ctx: Ctx, input: PreparationsInput & { id: string }): Promise<BookingAnswer> {
  const { row, terms } = await ownBookingToWrite(ctx, 'booking.prepare', input.id);
  decidePrepare(factsOf(row), prepareUntil(row.session.localOn, terms), ctx.now);

  const preparations = JSON.stringify(input.preparations);
  if (!(await prepareBooking(ctx.tx, row.id, preparations))) throw new Refusal('wrong_state', { state: row.state });
  await noteChange(ctx.tx, 'session', row.session.id);
  await recordAudit(ctx, 'booking.prepare', row.id, { preparations: input.preparations });
  return answerFor(ctx, opened(ctx.keys, { ...row, preparations }), terms);
}
