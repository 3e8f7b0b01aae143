import { expect, test } from 'vitest';
import { dateFrom, partsOf } from '../../../../web/features/desk/look/calendar-parts.ts';

test('a date has its parts in either calendar, and comes back the same', () => {
  expect(partsOf('2026-11-24', 'gregory')).toEqual({ year: 2026, month: 11, day: 24, months: 12, days: 30 });
  expect(partsOf('2026-11-24', 'persian')).toEqual({ year: 1405, month: 9, day: 3, months: 12, days: 30 });
  for (const calendar of ['gregory', 'persian'] as const) {
    expect(dateFrom(partsOf('2028-02-29', calendar), calendar)).toBe('2028-02-29');
  }
});

test('a day that the month has not is its last', () => {
  expect(dateFrom({ year: 2027, month: 2, day: 31 }, 'gregory')).toBe('2027-02-28');
  expect(dateFrom({ year: 1405, month: 12, day: 30 }, 'persian')).toBe(
    dateFrom({ year: 1405, month: 12, day: 29 }, 'persian'),
  );
});
