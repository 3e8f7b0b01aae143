import type { Actor } from '../actor.ts';
import { MINUTE, type Instant } from '../ids.ts';
import type { Service } from '../network.ts';
import { Refusal } from '../refusal.ts';
import type { Settings } from '../settings.ts';
import { toWire } from '../wire-instant.ts';
import type { BookingState } from './booking-states.ts';

/** What decisions are made from: a booking's own state and its session's time. */
export interface BookingFacts {
  state: BookingState;
  startsAt: Instant;
  heldUntil: Instant | null;
  extended: boolean;
  confirmedAt: Instant | null;
  endedAt: Instant | null;
}

type Window = Pick<Service, 'cancelBeforeMin'>;

/** B2: a hold whose time is over is expired, whether or not somebody has swept it yet. */
export function stateAt(booking: Pick<BookingFacts, 'state' | 'heldUntil'>, now: Instant): BookingState {
  return booking.state === 'held' && (booking.heldUntil ?? 0) <= now ? 'expired' : booking.state;
}

/** B2: how long a hold made now lasts. */
export function heldUntil(settings: Settings, now: Instant): Instant {
  return now + settings.holdMin * MINUTE;
}

export function isExtendable(booking: BookingFacts, now: Instant): boolean {
  return stateAt(booking, now) === 'held' && !booking.extended;
}

/** B3: once, by the length of a hold, from the end of the first. */
export function decideExtend(booking: BookingFacts, settings: Settings, now: Instant): { heldUntil: Instant } {
  const end = heldEnd(booking, now);
  if (booking.extended) throw new Refusal('already_extended');
  return { heldUntil: end + settings.holdMin * MINUTE };
}

/** B4: a hold that still lasts; confirming what is confirmed is `wrong_state`, since the same key gives the same answer. */
export function decideConfirm(booking: BookingFacts, now: Instant): { state: 'confirmed' } {
  heldEnd(booking, now);
  return { state: 'confirmed' };
}

function heldEnd(booking: BookingFacts, now: Instant): Instant {
  const state = stateAt(booking, now);
  if (state === 'expired') throw new Refusal('hold_expired');
  if (state !== 'held' || booking.heldUntil === null) throw new Refusal('wrong_state', { state });
  return booking.heldUntil;
}

/** K3: the window binds the patron; the desk cancels and moves up to the start. */
export function windowFor({ role }: Pick<Actor, 'role'>, service: Window): Window {
  return role === 'desk' ? { cancelBeforeMin: 0 } : service;
}

/** B5: the last instant at which a confirmed booking may be cancelled or moved. */
export function changeUntil(startsAt: Instant, service: Window): Instant {
  return startsAt - service.cancelBeforeMin * MINUTE;
}

/** B5: a hold is let go at any time, a confirmed booking up to and including `changeUntil`. */
export function decideCancel(
  booking: BookingFacts,
  service: Window,
  now: Instant,
): { from: 'held' | 'confirmed'; to: 'cancelled' } {
  const state = stateAt(booking, now);
  if (state === 'held') return { from: state, to: 'cancelled' };
  if (state !== 'confirmed') throw new Refusal('wrong_state', { state });

  const deadlineAt = changeUntil(booking.startsAt, service);
  if (now > deadlineAt) throw new Refusal('too_late_to_cancel', { deadlineAt: toWire(deadlineAt) });
  return { from: state, to: 'cancelled' };
}

/** B6: only a confirmed booking is moved, in the same window as it is cancelled. */
export function decideMove(booking: BookingFacts, service: Window, now: Instant): void {
  const state = stateAt(booking, now);
  if (state !== 'confirmed') throw new Refusal('wrong_state', { state });

  const deadlineAt = changeUntil(booking.startsAt, service);
  if (now > deadlineAt) throw new Refusal('too_late_to_move', { deadlineAt: toWire(deadlineAt) });
}

/** B7: until when a cancelled booking may be taken up again; undefined where it never can be. */
export function undoUntil(booking: BookingFacts, settings: Settings): Instant | undefined {
  if (booking.state !== 'cancelled' || booking.confirmedAt === null || booking.endedAt === null) return undefined;
  return Math.min(booking.endedAt + settings.undoMin * MINUTE, booking.startsAt);
}

/** B7: a new booking, confirmed at once, takes the same time again. */
export function decideRetake(
  booking: BookingFacts & { retaken: boolean },
  settings: Settings,
  now: Instant,
): { state: 'confirmed' } {
  const until = undoUntil(booking, settings);
  if (until === undefined || booking.retaken || now >= until) {
    throw new Refusal('wrong_state', { state: stateAt(booking, now) });
  }
  return { state: 'confirmed' };
}

/** C6: until when a counsellor may take back a booking that was made so. */
export function takeBackUntil({ confirmedAt, startsAt }: BookingFacts, settings: Settings): Instant {
  return Math.min((confirmedAt ?? 0) + settings.undoMin * MINUTE, startsAt);
}

/** C6: a next appointment that was made a moment ago, and that nothing has happened to. */
export function decideTakeBack(
  booking: BookingFacts & { follows: string | null },
  settings: Settings,
  now: Instant,
): { from: 'confirmed'; to: 'cancelled' } {
  const state = stateAt(booking, now);
  const isLate = now >= takeBackUntil(booking, settings);
  if (state !== 'confirmed' || booking.follows === null || isLate) throw new Refusal('wrong_state', { state });
  return { from: state, to: 'cancelled' };
}

/** B8: preparations change until the branch's midnight before the day, which is handed in as `prepareUntil`. */
export function decidePrepare(booking: BookingFacts, prepareUntil: Instant, now: Instant): void {
  const state = stateAt(booking, now);
  if (state !== 'held' && state !== 'confirmed') throw new Refusal('wrong_state', { state });
  if (now >= prepareUntil) throw new Refusal('too_late_to_change', { deadlineAt: toWire(prepareUntil) });
}

/** B9: `open` are the patron's held and confirmed bookings of the service that have not begun. */
export function assertMayOpen(service: Pick<Service, 'maxOpenPerPatron'>, open: number): void {
  if (open >= service.maxOpenPerPatron) throw new Refusal('too_many_open', { open, max: service.maxOpenPerPatron });
}
