import type { Told } from '#contract/blocks.ts';
import { localTimeOf } from '#domain/time/zone.ts';
import type { BookingRow } from '../../../storage/stores/bookings/booking-store.ts';
import type { Terms } from '../booking-terms.ts';

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
