import type { BookingState } from '../booking/booking-states.ts';
import { MINUTE, type Instant } from '../ids.ts';
import { Refusal } from '../refusal.ts';

interface Visit {
  state: BookingState;
  startsAt: Instant;
  endsAt: Instant;
  counsellorUntil: Instant;
  heldUntil: Instant | null;
}

/**
 * Q3: until when somebody is with us, or just expected: from the start or the arrival, whichever comes first, to the end of
 * the talk, or of the notes where it is still told to go on. Undefined where nothing stands in the way.
 */
export function underWayUntil({ state, startsAt, endsAt, counsellorUntil }: Visit, now: Instant): Instant | undefined {
  const isThere = state === 'arrived' || state === 'in_session';
  const until = isThere ? counsellorUntil : endsAt;
  const hasBegun = isThere || (state === 'confirmed' && startsAt <= now);
  return hasBegun && now < until ? until : undefined;
}

/** Q2: what has to be cancelled first: a hold that lasts and an appointment that has not begun. */
export function isStillAhead({ state, startsAt, heldUntil }: Visit, now: Instant): boolean {
  if (state === 'held') return heldUntil !== null && heldUntil > now;
  return state === 'confirmed' && startsAt > now;
}

const FRESH_MIN = 15;

/**
 * Q6: on a shared device the sign-in must be fresh (F4), for somebody else may sit there by now. On a device of one's own it is
 * not asked for: who has lost the slip with their number could never go then, and who holds their device could
 * cancel everything anyway.
 * @throws Refusal `sign_in_again`
 */
export function assertSignedInAnew(signIn: { begunAt: Instant; sharedDevice: boolean }, now: Instant): void {
  if (signIn.sharedDevice && now - signIn.begunAt >= FRESH_MIN * MINUTE) throw new Refusal('sign_in_again');
}
