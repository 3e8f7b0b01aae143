import type { UndoEvent } from '#domain/check-in/check-in-item.ts';
import { undoableBy } from '#domain/check-in/visit-course.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import type { BookingRow } from '../../../storage/stores/bookings/booking-store.ts';
import { checkInsByBooking } from '../../../storage/stores/day/check-in-store.ts';
import { tellingsOf } from '../checking-in/open-visit.ts';

/** D4: what the counsellor who asks could take back of each visit, by booking. Visits to come are not looked up. */
export async function undoableVisits(
  ctx: ReadCtx,
  bookings: readonly BookingRow[],
): Promise<ReadonlyMap<string, UndoEvent[]>> {
  const begun = bookings.filter(({ arrivedAt }) => arrivedAt !== null);
  const told = await checkInsByBooking(ctx.reader, begun);
  const who = { by: ctx.actor.person, side: 'counsellor' } as const;
  return new Map(
    [...told].map(([booking, rows]) => [booking, undoableBy(who, tellingsOf(rows), ctx.now, ctx.settings)]),
  );
}
