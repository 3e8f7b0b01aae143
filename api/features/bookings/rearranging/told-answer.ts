import type { Told } from '#contract/blocks.ts';
import { localTimeOf } from '#domain/time/zone.ts';
import type { Ctx } from '../../../storage/context.ts';
import type { BookingRow } from '../../../storage/stores/bookings/booking-store.ts';
import type { Terms } from '../booking-terms.ts';
import { tellPatron } from '../telling/ask-messages.ts';

/** L9: who has to be told what; nobody, where it was only held. */
export function toldOf(
  { id, alias, state, session, messages }: BookingRow,
  { branch }: Terms,
  change: Pick<Told, 'what' | 'room' | 'newLocalStart'>,
): Told[] {
  if (state === 'held') return [];
  const localStart = localTimeOf(branch.timeZone, session.startsAt);
  return [{ booking: id, alias, localStart, ...change, messages: messages !== 'none' }];
}

/** M1: another room, counsellor or time; nobody, where it was only held. */
export async function tellOfChange(ctx: Ctx, bookings: readonly BookingRow[]): Promise<void> {
  for (const booking of bookings) if (booking.state !== 'held') await tellPatron(ctx, booking, 'changed');
}
