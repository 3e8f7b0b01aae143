import type { Booking } from '#contract/bookings.ts';
import type { DeskBooking } from '#contract/desk.ts';
import type { LinkedBooking } from '#contract/link/ticket-links.ts';
import type { ReadCtx } from '../../storage/context.ts';
import { initialsOf } from '../../storage/stores/guardians/guardian-store.ts';
import { deskBookingAnswer } from './at-the-desk/desk-booking-answer.ts';
import { linkedBookingAnswer } from './by-link/linked-booking-answer.ts';
import { bookingAnswer, type Answered, type ToldChild } from './booking-answer.ts';
import type { Terms } from './booking-terms.ts';

export interface BookingAnswer {
  booking: Booking | DeskBooking | LinkedBooking;
}

/** What a verb answers: the patron is told all of the booking, the desk what it may know (K2), a link's holder when and where (G3). */
export async function answerFor(ctx: ReadCtx, booking: Answered, terms: Terms): Promise<BookingAnswer> {
  switch (ctx.actor.role) {
    case 'desk':
      return { booking: await deskBookingAnswer(ctx, booking, terms) };
    case 'link':
      return { booking: linkedBookingAnswer(ctx, booking, terms) };
    default:
      return { booking: bookingAnswer(ctx, booking, terms, await childOf(ctx, booking)) };
  }
}

/** Whose it is, where it is not the patron's own: a child's whose guardian they are. */
export async function childOf({ reader, actor }: ReadCtx, { patron }: Answered): Promise<ToldChild | undefined> {
  if (actor.role !== 'patron' || actor.person === patron) return undefined;
  return { id: patron, initials: await initialsOf(reader, patron) };
}
