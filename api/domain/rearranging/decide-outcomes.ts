import type { BookingState } from '../booking/booking-states.ts';
import type { Instant } from '../ids.ts';
import { Refusal, type Fault } from '../refusal.ts';

/** What can become of a session whose counsellor or room has no time for it any more. */
export type OutcomeKind = 'room' | 'counsellor' | 'move' | 'cancel';

interface Meeting {
  session: { id: string; startsAt: Instant; series: string | null };
  bookings: readonly { state: BookingState }[];
}

const BEGUN: readonly BookingState[] = ['in_session', 'completed', 'no_show'];

/** L3: it is going on, or over, whatever the clock said it should. */
export function isUnderWay({ session, bookings }: Meeting, now: Instant): boolean {
  return session.startsAt <= now || bookings.some(({ state }) => BEGUN.includes(state));
}

/** L5: only one person's confirmed visit is moved; a hold is let go, and who has arrived is there already. */
export function isMovable({ session, bookings }: Meeting): boolean {
  return session.series === null && bookings.every(({ state }) => state === 'confirmed');
}

/**
 * L4, L5: the outcome of each meeting that is not under way, in their order. Outcomes of sessions that need none are passed
 * over: somebody may have cancelled meanwhile.
 *
 * @param takes whether a counsellor's or a room's time is taken: the other of the two may stay.
 * @param refuseLeft is called with those that no outcome names.
 * @throws Refusal `invalid` that names the outcome.
 */
export function decideOutcomes<M extends Meeting, O extends { session: string; do: OutcomeKind }>(
  meetings: readonly M[],
  outcomes: readonly O[],
  takes: 'counsellor' | 'room',
  now: Instant,
  refuseLeft: (left: M[]) => never,
): { meeting: M; outcome: O; path: string }[] {
  const faults: Fault[] = [];
  const named = new Map<string, { outcome: O; path: string }>();
  outcomes.forEach((outcome, place) => {
    const path = `outcomes[${place}]`;
    if (named.has(outcome.session)) faults.push({ path: `${path}.session`, code: 'named_twice' });
    named.set(outcome.session, { outcome, path });
  });

  const open = meetings.filter((meeting) => !isUnderWay(meeting, now));
  for (const meeting of open) {
    const given = named.get(meeting.session.id);
    if (given && !isPossible(meeting, given.outcome.do, takes))
      faults.push({ path: `${given.path}.do`, code: 'not_allowed' });
  }
  if (faults.length > 0) throw new Refusal('invalid', {}, faults);

  const left = open.filter(({ session }) => !named.has(session.id));
  if (left.length > 0) refuseLeft(left);
  return open.map((meeting) => ({ meeting, ...named.get(meeting.session.id)! }));
}

function isPossible(meeting: Meeting, what: OutcomeKind, takes: 'counsellor' | 'room'): boolean {
  if (what === 'move') return isMovable(meeting);
  return what === 'cancel' || what === takes;
}
