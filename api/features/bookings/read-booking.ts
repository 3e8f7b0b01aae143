import type { Booking } from '#contract/bookings.ts';
import type { ReadCtx } from '../../storage/context.ts';
import { childOf } from './answer-for.ts';
import { bookingAnswer, opened } from './booking-answer.ts';
import { ownBooking } from './own-booking.ts';

/** @throws Refusal `not_found` */
export async function readBooking(ctx: ReadCtx, { id }: { id: string }): Promise<{ booking: Booking }> {
  const { row, terms } = await ownBooking(ctx, 'booking.read', id);
  const booking = opened(ctx.keys, row);
  return { booking: bookingAnswer(ctx, booking, terms, await childOf(ctx, booking)) };
}
