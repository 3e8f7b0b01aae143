import type { Booking } from '#contract/bookings.ts';
import type { Instant } from '#domain/ids.ts';

interface Arranged {
  held: Booking[];
  /** Cancelled a moment ago. */
  undoable: Booking[];
  next: Booking | undefined;
  later: Booking[];
  past: Booking[];
}

const OPEN = new Set<Booking['state']>(['confirmed', 'arrived', 'in_session']);

/** The next one, or else the last: the one whose library's clock counts for the whole list. */
export function nearest(bookings: readonly Booking[], now: Instant): Booking | undefined {
  const { held, next, past } = arranged(bookings, now);
  return next ?? held[0] ?? past[0];
}

/** Sorts own bookings by what a patron wants of them. Holds that came to nothing, let go or run out, are no part of anybody's history. */
export function arranged(bookings: readonly Booking[], now: Instant): Arranged {
  const byStart = bookings.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
  const open = byStart.filter(({ state, endsAt }) => OPEN.has(state) && now < Date.parse(endsAt));
  const [next, ...later] = open;
  const isTakenAgain = ({ id, startsAt, state }: Booking) =>
    state === 'cancelled' && bookings.some((one) => one.id !== id && one.startsAt === startsAt && OPEN.has(one.state));
  const isUndoable = ({ undoUntil }: Booking) => undoUntil !== undefined && now < Date.parse(undoUntil);

  return {
    held: byStart.filter(({ state, heldUntil }) => state === 'held' && now < Date.parse(heldUntil ?? '')),
    undoable: byStart.filter((one) => isUndoable(one) && !isTakenAgain(one)),
    next,
    later,
    past: byStart
      .filter((one) => !open.includes(one) && one.state !== 'held' && one.state !== 'expired' && !one.letGo)
      .filter((one) => !isUndoable(one) && !isTakenAgain(one))
      .toReversed(),
  };
}
