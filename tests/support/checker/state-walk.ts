import { BOOKING_STATES, canGoBackTo, canMoveTo, type BookingState } from '#domain/booking/booking-states.ts';
import type { Readable } from './check-library.ts';
import { rowsIn } from './rows-in.ts';
import type { ToldLog } from './told-log.ts';

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

interface Step {
  from: BookingState | undefined;
  to: BookingState;
  /** L13: what staff called off, staff bring back. */
  isBroughtBack?: boolean;
}

/**
 * Bookings whose steps, as the record has them, are not of the table, or do not add up to the state that they are in. Lines of
 * two processes need not lie in the order of their commits, so steps are added up: every state but the last is left as often as
 * it is entered.
 */
export async function stateFaults(library: Readable): Promise<unknown[]> {
  const lines = await rowsIn<Line>(library, `select action, subject, facts from audit order by id`);
  const steps = new Map<string, Step[]>();
  for (const line of lines) {
    const step = stepOf(line);
    if (!step) continue;
    const known = steps.get(line.subject);
    if (known) known.push(step);
    else steps.set(line.subject, [step]);
  }

  const stored = await rowsIn<{ id: string; state: BookingState }>(
    library,
    // The record names a booking whose person was erased by another id.
    `select id, state from booking where patron <> '(nobody)'`,
  );
  return stored.filter(({ id, state }) => !isWalk(steps.get(id) ?? [], state));
}

function stepOf({ action, facts }: Line): Step | undefined {
  const known = LEADS_TO[action];
  if (known) return known;
  const said = JSON.parse(facts) as { from?: BookingState; to?: BookingState };
  if (action === 'booking.cancel') return { from: said.from, to: 'cancelled' };
  if (action === 'booking.bring_back' && said.to) return { from: 'cancelled', to: said.to, isBroughtBack: true };
  if (action.startsWith('check_in.') && said.from && said.to && said.from !== said.to)
    return { from: said.from, to: said.to };
  return undefined;
}

function isWalk(steps: readonly Step[], last: BookingState): boolean {
  const isOfTable = ({ from, to, isBroughtBack }: Step) =>
    from === undefined || canMoveTo(from, to) || canGoBackTo(from, to) || isBroughtBack === true;
  if (steps.filter(({ from }) => from === undefined).length !== 1 || !steps.every(isOfTable)) return false;
  return BOOKING_STATES.every((state) => {
    const entered = steps.filter(({ to }) => to === state).length;
    const left = steps.filter(({ from }) => from === state).length;
    return entered - left === (state === last ? 1 : 0);
  });
}

interface Batch {
  items?: { id: string; booking: string; event: string }[];
}

/** Items of which a device was told that they are recorded, and which are not there or are something else. */
export async function lostItems(library: Readable, { intents }: ToldLog): Promise<unknown[]> {
  const stored = await rowsIn<{ id: string; event: string }>(library, 'select id, event from check_in');
  const events = new Map(stored.map(({ id, event }) => [id, event]));
  const lost: unknown[] = [];
  for (const { path, json, answer } of intents) {
    if (path !== '/api/check-ins' || answer?.status !== 200) continue;
    const { items = [] } = json as Batch;
    for (const { id, outcome } of answer.body.results ?? []) {
      const item = items.find((one) => one.id === id);
      if (outcome === 'applied' && item && events.get(id) !== item.event && !isKeptElsewhere(item)) lost.push(item);
    }
  }
  return lost;
}

/** Of notes there is one, whoever wrote it last. */
function isKeptElsewhere({ event }: { event: string }): boolean {
  return event === 'note';
}
