import type { Booking } from '#contract/bookings.ts';
import type { DeskBooking } from '#contract/desk.ts';
import type { ReadCtx } from '../../storage/context.ts';
import { deskBookingAnswer } from './at-the-desk/desk-booking-answer.ts';
import { bookingAnswer, type Answered } from './booking-answer.ts';
import type { Terms } from './booking-terms.ts';

export interface BookingAnswer {
  booking: Booking | DeskBooking;
}

/** What a verb answers: the patron is told all of the booking, the desk what it may know (K2). */
export async function answerFor(ctx: ReadCtx, booking: Answered, terms: Terms): Promise<BookingAnswer> {
  const isDesk = ctx.actor.role === 'desk';
  return { booking: isDesk ? await deskBookingAnswer(ctx, booking, terms) : bookingAnswer(ctx, booking, terms) };
}
