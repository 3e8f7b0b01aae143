import type { BookingState } from '../booking/booking-states.ts';
import { MINUTE, type Instant } from '../ids.ts';

/** What a holder is told of the state: never whether somebody came. */
export const LINK_STATES = ['confirmed', 'cancelled', 'over'] as const;
const DAY = 24 * 60 * MINUTE;
export type LinkState = (typeof LINK_STATES)[number];

export function linkStateOf(state: BookingState): LinkState {
  return state === 'confirmed' || state === 'cancelled' ? state : 'over';
}

/** G4: a day after the appointment is over, or after it was cancelled. */
export function linkEndsAt({ endedAt, endsAt }: { endedAt: Instant | null; endsAt: Instant }): Instant {
  return Math.min(endedAt ?? endsAt, endsAt) + DAY;
}
