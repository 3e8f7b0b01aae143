import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { REFERENCE_WEEK, shiftToToday } from '#domain/network-file/shift-to-today.ts';
import { lastDay } from '#domain/network-file/validity.ts';
import { checkNetworkFile } from '#domain/network-file/check-network-file.ts';
import type { NetworkFile } from '#domain/network.ts';
import { addDays, weekdayOf } from '#domain/time/local-date.ts';

const path = new URL('../../../api/cli/demo-network.json', import.meta.url);
const demo = JSON.parse(readFileSync(path, 'utf8')) as NetworkFile;

test('N13 before and in its own week the demonstration network is as it is written', () => {
  for (const today of ['2026-01-01', '2026-11-22', '2026-11-23', '2026-11-29']) {
    expect(shiftToToday(demo, today)).toEqual(demo);
  }
});

test('N13 groups, leave and validity shift by whole weeks, closures stay', () => {
  const later = shiftToToday(demo, '2027-05-06');
  const weeks = 23 * 7;
  const shifted = demo.groups.map(({ startsAt }) => addDays(startsAt.slice(0, 10), weeks) + startsAt.slice(10));

  expect(later.groups.map(({ startsAt }) => startsAt)).toEqual(shifted);
  expect(later.branches).toEqual(demo.branches);
  expect(later.rooms).toEqual(demo.rooms);
  const until = demo.discounts.find(({ id }) => id === 'relief-free-ilam')!.until!;
  expect(later.discounts.find(({ id }) => id === 'relief-free-ilam')!.until).toBe(addDays(until, weeks));
  const leave = (file: NetworkFile) => file.counsellors.flatMap((counsellor) => counsellor.leave);
  expect(leave(later)[0]!.from.length).toBe(leave(demo)[0]!.from.length);
  expect(leave(later).map(({ from }) => weekdayOf(from.slice(0, 10)))).toEqual(
    leave(demo).map(({ from }) => weekdayOf(from.slice(0, 10))),
  );
});

test('N13 whenever it is tried, the shifted network is without fault and its next group is near', () => {
  for (let weeks = 0; weeks < 400; weeks += 7) {
    const today = addDays(REFERENCE_WEEK, weeks * 7 + 3);
    const file = checkNetworkFile(shiftToToday(demo, today), { people: true });
    const next = file.groups.map(({ startsAt }) => startsAt).filter((at) => at > today);
    expect(next.length).toBeGreaterThan(3);
  }
}, 20_000);

test('N12 a right that is valid for months ends the day before the same day', () => {
  expect(lastDay('2026-11-22', 12)).toBe('2027-11-21');
  expect(lastDay('2026-08-31', 6)).toBe('2027-02-28');
  expect(lastDay('2027-08-31', 6)).toBe('2028-02-29');
  expect(lastDay('2026-12-01', 1)).toBe('2026-12-31');
  expect(lastDay('2026-10-31', 1)).toBe('2026-11-30');
});
