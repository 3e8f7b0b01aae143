import { describe, expect, test } from 'vitest';
import {
  assertMayOpen,
  changeUntil,
  decideCancel,
  decideConfirm,
  decideExtend,
  decideMove,
  decidePrepare,
  decideRetake,
  isExtendable,
  stateAt,
  undoUntil,
  type BookingFacts,
} from '#domain/booking/booking-policy.ts';
import { BOOKING_STATES, canMoveTo, occupies } from '#domain/booking/booking-states.ts';
import { MINUTE } from '#domain/ids.ts';
import { Refusal } from '#domain/refusal.ts';
import { DEFAULT_SETTINGS } from '#domain/settings.ts';

const NOW = Date.parse('2026-11-23T06:00:00Z');
const START = NOW + 3 * 24 * 60 * MINUTE;
const DAY_BEFORE = { cancelBeforeMin: 1440 };

const booking = (facts: Partial<BookingFacts> = {}): BookingFacts => ({
  state: 'held',
  startsAt: START,
  heldUntil: NOW + 6 * MINUTE,
  extended: false,
  confirmedAt: null,
  endedAt: null,
  ...facts,
});
const confirmed = (facts: Partial<BookingFacts> = {}) =>
  booking({ state: 'confirmed', heldUntil: null, confirmedAt: NOW, ...facts });
const cancelled = (facts: Partial<BookingFacts> = {}) => confirmed({ state: 'cancelled', endedAt: NOW, ...facts });

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'allowed';
}

describe('holds', () => {
  test('B1 states go forward along the table and nowhere else', () => {
    const moves = BOOKING_STATES.flatMap((from) =>
      BOOKING_STATES.filter((to) => canMoveTo(from, to)).map((to) => `${from} ${to}`),
    );
    expect(moves).toEqual([
      'held confirmed',
      'held expired',
      'held cancelled',
      'confirmed arrived',
      'confirmed cancelled',
      'confirmed no_show',
      'arrived in_session',
      'arrived cancelled',
      'arrived no_show',
      'in_session completed',
    ]);
    expect(BOOKING_STATES.filter((state) => !occupies(state))).toEqual(['expired', 'cancelled']);
  });

  test('B2 a hold lasts until, and not including, its end', () => {
    expect(stateAt(booking(), NOW + 6 * MINUTE - 1)).toBe('held');
    expect(stateAt(booking(), NOW + 6 * MINUTE)).toBe('expired');
    expect(stateAt(confirmed(), START + 1)).toBe('confirmed');
  });

  test('B3 a hold is extended once, from its end, while it lasts', () => {
    expect(decideExtend(booking(), DEFAULT_SETTINGS, NOW + 1)).toEqual({ heldUntil: NOW + 12 * MINUTE });
    expect(refusal(() => decideExtend(booking({ extended: true }), DEFAULT_SETTINGS, NOW))).toBe('already_extended');
    expect(refusal(() => decideExtend(booking(), DEFAULT_SETTINGS, NOW + 6 * MINUTE))).toBe('hold_expired');
    expect(refusal(() => decideExtend(confirmed(), DEFAULT_SETTINGS, NOW))).toBe('wrong_state');
    expect([isExtendable(booking(), NOW), isExtendable(booking({ extended: true }), NOW)]).toEqual([true, false]);
  });

  test('B4 only a hold that still lasts is confirmed', () => {
    expect(decideConfirm(booking(), NOW + 6 * MINUTE - 1)).toEqual({ state: 'confirmed' });
    expect(refusal(() => decideConfirm(booking(), NOW + 6 * MINUTE))).toBe('hold_expired');
    expect(refusal(() => decideConfirm(booking({ state: 'expired', heldUntil: null }), NOW))).toBe('hold_expired');
    expect(refusal(() => decideConfirm(confirmed(), NOW))).toBe('wrong_state');
  });
});

describe('changes', () => {
  test('B5 a confirmed booking is cancelled up to and including the deadline, a hold at any time', () => {
    const deadline = changeUntil(START, DAY_BEFORE);
    expect(deadline).toBe(START - 24 * 60 * MINUTE);
    expect(decideCancel(confirmed(), DAY_BEFORE, deadline)).toEqual({ from: 'confirmed', to: 'cancelled' });
    expect(refusal(() => decideCancel(confirmed(), DAY_BEFORE, deadline + 1))).toBe('too_late_to_cancel');

    const late = booking({ heldUntil: START });
    expect(decideCancel(late, DAY_BEFORE, deadline + 1)).toEqual({ from: 'held', to: 'cancelled' });
    expect(refusal(() => decideCancel(booking({ state: 'arrived', heldUntil: null }), DAY_BEFORE, NOW))).toBe(
      'wrong_state',
    );
    expect(refusal(() => decideCancel(cancelled(), DAY_BEFORE, NOW))).toBe('wrong_state');
  });

  test('B6 only a confirmed booking is moved, in the same window', () => {
    const deadline = changeUntil(START, DAY_BEFORE);
    expect(refusal(() => decideMove(confirmed(), DAY_BEFORE, deadline))).toBe('allowed');
    expect(refusal(() => decideMove(confirmed(), DAY_BEFORE, deadline + 1))).toBe('too_late_to_move');
    expect(refusal(() => decideMove(booking(), DAY_BEFORE, NOW))).toBe('wrong_state');
  });

  test('B7 a cancellation is undone for ten minutes, once, never after the start, and never of a hold let go', () => {
    const retake = (facts: BookingFacts, now: number, retaken = false) =>
      refusal(() => decideRetake({ ...facts, retaken }, DEFAULT_SETTINGS, now));
    expect(retake(cancelled(), NOW + 10 * MINUTE - 1)).toBe('allowed');
    expect(retake(cancelled(), NOW + 10 * MINUTE)).toBe('wrong_state');
    expect(retake(cancelled(), NOW, true)).toBe('wrong_state');
    expect(retake(cancelled({ confirmedAt: null }), NOW)).toBe('wrong_state');
    expect(undoUntil(cancelled({ startsAt: NOW + 5 * MINUTE }), DEFAULT_SETTINGS)).toBe(NOW + 5 * MINUTE);
  });

  test('B8 preparations change until the midnight before', () => {
    expect(refusal(() => decidePrepare(confirmed(), START, START - 1))).toBe('allowed');
    expect(refusal(() => decidePrepare(confirmed(), START, START))).toBe('too_late_to_change');
    expect(refusal(() => decidePrepare(cancelled(), START, NOW))).toBe('wrong_state');
  });

  test('B9 the limit of open bookings', () => {
    expect(refusal(() => assertMayOpen({ maxOpenPerPatron: 2 }, 1))).toBe('allowed');
    expect(refusal(() => assertMayOpen({ maxOpenPerPatron: 2 }, 2))).toBe('too_many_open');
  });
});
