import { BOOKING_STATES, canGoBackTo, canMoveTo, type BookingState } from '#domain/booking/booking-states.ts';
import { rowsOf } from '../booking-library.ts';
import type { Checked } from './check-library.ts';

/** Where each action of the record leads; those that are not here leave the state as it is. */
const LEADS_TO: Record<string, { from: BookingState | undefined; to: BookingState }> = {
  'booking.hold': { from: undefined, to: 'held' },
  'booking.retake': { from: undefined, to: 'confirmed' },
  'booking.next': { from: undefined, to: 'confirmed' },
  'desk.walk_in': { from: undefined, to: 'confirmed' },
  'booking.confirm': { from: 'held', to: 'confirmed' },
  'booking.expire': { from: 'held', to: 'expired' },
  'booking.take_back': { from: 'confirmed', to: 'cancelled' },
};

interface Line {
  action: string;
  subject: string;
  facts: string;
}

type Step = { from: BookingState | undefined; to: BookingState };

/**
 * Bookings whose steps, as the record has them, are not of the table, or do not add up to the state that they are in. Lines of
 * two processes need not lie in the order of their commits, so steps are added up: every state but the last is left as often as
 * it is entered.
 */
export async function stateFaults(library: Checked): Promise<unknown[]> {
  const lines = await rowsOf<Line>(library, `select action, subject, facts from audit order by id`);
  const steps = new Map<string, Step[]>();
  for (const line of lines) {
    const step = stepOf(line);
    if (step) steps.set(line.subject, [...(steps.get(line.subject) ?? []), step]);
  }

  const stored = await rowsOf<{ id: string; state: BookingState }>(library, 'select id, state from booking');
  return stored.filter(({ id, state }) => !isWalk(steps.get(id) ?? [], state));
}

function stepOf({ action, facts }: Line): Step | undefined {
  const known = LEADS_TO[action];
  if (known) return known;
  const said = JSON.parse(facts) as { from?: BookingState; to?: BookingState };
  if (action === 'booking.cancel') return { from: said.from, to: 'cancelled' };
  if (action.startsWith('check_in.') && said.from && said.to && said.from !== said.to)
    return { from: said.from, to: said.to };
  return undefined;
}

function isWalk(steps: readonly Step[], last: BookingState): boolean {
  const isOfTable = ({ from, to }: Step) => from === undefined || canMoveTo(from, to) || canGoBackTo(from, to);
  if (steps.filter(({ from }) => from === undefined).length !== 1 || !steps.every(isOfTable)) return false;
  return BOOKING_STATES.every((state) => {
    const entered = steps.filter(({ to }) => to === state).length;
    const left = steps.filter(({ from }) => from === state).length;
    return entered - left === (state === last ? 1 : 0);
  });
}
