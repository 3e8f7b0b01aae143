import { assertCan } from '#domain/permission.ts';
import type { ReadCtx } from '../../storage/context.ts';
import { listFamilyBookings } from '../../storage/stores/bookings/booking-store.ts';
import { childrenOf } from '../../storage/stores/guardians/guardian-store.ts';
import { termsOf } from './booking-terms.ts';
import { addAppointment, newCalendar } from './calendar-file.ts';

const FROM_THE_NEWEST = { start: Number.MAX_SAFE_INTEGER, id: '' };

/** Y6: every appointment that was ever confirmed, one's own and one's children's, as one is told by itself. @throws Refusal `forbidden` */
export async function wholeCalendar(ctx: ReadCtx): Promise<string> {
  const { actor, reader } = ctx;
  assertCan(actor, 'booking.list');
  const patrons = [actor.person, ...(await childrenOf(reader, actor.person)).map(({ child }) => child)];
  const calendar = newCalendar();

  let from: typeof FROM_THE_NEWEST | undefined = FROM_THE_NEWEST;
  while (from) {
    const { page, hasMore } = await listFamilyBookings(reader, patrons, from);
    // A hold that nobody confirmed was never an appointment.
    for (const row of page.filter(({ confirmedAt }) => confirmedAt !== null)) {
      addAppointment(ctx, calendar, row, await termsOf(ctx, row.session));
    }
    const last = hasMore ? page.at(-1) : undefined;
    from = last && { start: last.session.startsAt, id: last.id };
  }
  return calendar.toString();
}
