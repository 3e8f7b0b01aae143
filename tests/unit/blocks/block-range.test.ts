import { expect, test } from 'vitest';
import { blockRange, nextCell } from '#domain/rearranging/block-range.ts';
import { Refusal } from '#domain/refusal.ts';
import { at } from '../availability/open-network.ts';

const ZONE = 'Europe/Ljubljana';
const NOW = at('2026-12-07T10:12');
const range = (from: string, until: string) => blockRange(ZONE, { from, until }, NOW);

function fault(from: string, until: string): string {
  try {
    range(from, until);
    return 'none';
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    return refusal.faults.map(({ path, code }) => `${path} ${code}`).join();
  }
}

test('L10 a range is wall clock of the branch on five minutes, an end at midnight too', () => {
  expect(range('2026-12-07T08:00', '2026-12-07T24:00')).toEqual({
    from: at('2026-12-07T08:00'),
    until: at('2026-12-08T00:00'),
  });
  expect(fault('2026-12-08T08:03', '2026-12-08T09:00')).toBe('from not_on_grid');
  expect(fault('2026-12-08T08:00', '2026-12-08T09:61')).toBe('until wrong_format');
  expect(fault('2026-02-30T08:00', '2026-12-08T09:00')).toBe('from wrong_format');
  expect(fault('2026-12-08T08:00', '2026-12-08T24:05')).toBe('until wrong_format');
});

test('L10 it ends after it starts, in 62 days at most; begins today or later; is over later than now', () => {
  expect(fault('2026-12-08T09:00', '2026-12-08T09:00')).toBe('until ends_before_start');
  expect(fault('2026-12-08T09:00', '2027-02-08T09:00')).toBe('none');
  expect(fault('2026-12-08T09:00', '2027-02-08T09:05')).toBe('until range_too_long');
  expect(fault('2026-12-07T00:00', '2026-12-07T10:15')).toBe('none');
  expect(fault('2026-12-07T00:00', '2026-12-07T10:10')).toBe('until in_the_past');
  expect(fault('2026-12-06T23:55', '2026-12-07T12:00')).toBe('from in_the_past');
  expect(fault('2062-12-08T09:00', '2062-12-08T10:00')).toBe('until too_far_ahead');
});

test('L10 an hour that the clocks skip is no time', () => {
  const skipped = { from: '2027-03-28T02:00', until: '2027-03-28T03:00' };
  expect(() => blockRange(ZONE, skipped, NOW)).toThrow(Refusal);
});

test('L8 what is given back begins with the next five minutes', () => {
  expect(nextCell(NOW)).toBe(at('2026-12-07T10:15'));
  expect(nextCell(at('2026-12-07T10:15'))).toBe(at('2026-12-07T10:15'));
});
