import { expect, test } from 'vitest';
import { BOOKING_STATES } from '#domain/booking/booking-states.ts';
import { linkEndsAt, linkStateOf } from '#domain/ticket-link/link-policy.ts';

const DAY = 86_400_000;

test('G3 a holder is not told whether anybody came', () => {
  const told = Object.fromEntries(BOOKING_STATES.map((state) => [state, linkStateOf(state)]));
  expect(told).toMatchObject({ confirmed: 'confirmed', cancelled: 'cancelled', no_show: 'over', completed: 'over' });
  expect(new Set(Object.values(told)).size).toBe(3);
});

test('G4 a link ends a day after the end, or after what ended it sooner', () => {
  expect(linkEndsAt({ endedAt: null, endsAt: 10 * DAY })).toBe(11 * DAY);
  expect(linkEndsAt({ endedAt: 3 * DAY, endsAt: 10 * DAY })).toBe(4 * DAY);
  expect(linkEndsAt({ endedAt: 12 * DAY, endsAt: 10 * DAY })).toBe(11 * DAY);
});
