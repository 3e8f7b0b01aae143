import type { LinkedBooking } from '#contract/link/ticket-links.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import { opened } from '../booking-answer.ts';
import { ownBooking } from '../own-booking.ts';
import { linkedBookingAnswer } from './linked-booking-answer.ts';

/** G3: when and where. */
export async function lookByLink(ctx: ReadCtx, id: string): Promise<{ booking: LinkedBooking }> {
  const { row, terms } = await ownBooking(ctx, 'booking.read', id);
  return { booking: linkedBookingAnswer(ctx, opened(ctx.keys, row), terms) };
}
