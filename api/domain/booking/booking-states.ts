/** The one table of a booking's states (ARCHITECTURE.md, 14; rules B1…). */
export const BOOKING_STATES = [
  'held',
  'confirmed',
  'arrived',
  'in_session',
  'completed',
  'expired',
  'cancelled',
  'no_show',
] as const;

export type BookingState = (typeof BOOKING_STATES)[number];

const FORWARD: Record<BookingState, readonly BookingState[]> = {
  held: ['confirmed', 'expired', 'cancelled'],
  confirmed: ['arrived', 'cancelled', 'no_show'],
  arrived: ['in_session', 'no_show', 'cancelled'],
  in_session: ['completed'],
  completed: [],
  expired: [],
  cancelled: [],
  no_show: [],
};

/** Undone on the day itself, or told better later; who may, and until when, is said in check-in/visit-course.ts. */
const BACK: Partial<Record<BookingState, BookingState>> = {
  arrived: 'confirmed',
  in_session: 'arrived',
  completed: 'in_session',
  no_show: 'arrived',
};

export function canMoveTo(from: BookingState, to: BookingState): boolean {
  return FORWARD[from].includes(to);
}

export function canGoBackTo(from: BookingState, to: BookingState): boolean {
  return BACK[from] === to;
}

/** S5: the states whose time is taken. A hold occupies only until `heldUntil`. */
export function occupies(state: BookingState): boolean {
  return state !== 'expired' && state !== 'cancelled';
}

/** The states that count towards `maxOpenPerPatron`. */
export const OPEN_STATES = ['held', 'confirmed'] as const satisfies readonly BookingState[];
