import { expect, test } from 'vitest';
import { addDays, dateOf, daysBetween, dayNumber, isDate, weekdayOf } from '#domain/time/local-date.ts';
import { isTimeZone, localTimeOf, startOfDate, toInstant, toLocal } from '#domain/time/zone.ts';

const text = (at: number) => new Date(at).toISOString();

test('T1 of two occurrences the first is meant', () => {
  const named = toInstant('Europe/Kyiv', '2026-10-25', 3 * 60 + 30);
  expect([text(named.at), named.exists]).toEqual(['2026-10-25T00:30:00.000Z', true]);
});

test('T1 a time that does not occur means the instant of the jump', () => {
  const named = toInstant('Europe/Kyiv', '2026-03-29', 3 * 60 + 30);
  expect([text(named.at), named.exists]).toEqual(['2026-03-29T01:00:00.000Z', false]);
  expect(toInstant('Europe/Kyiv', '2026-03-29', 4 * 60)).toEqual({ at: named.at, exists: true });
});

test('T1 half an hour of change at Lord Howe, and a whole day that Samoa left out', () => {
  expect(toInstant('Australia/Lord_Howe', '2026-10-04', 2 * 60 + 15).exists).toBe(false);
  expect(text(toInstant('Australia/Lord_Howe', '2027-04-04', 1 * 60 + 45).at)).toBe('2027-04-03T14:45:00.000Z');
  expect(toInstant('Pacific/Apia', '2011-12-30', 12 * 60)).toEqual({
    at: Date.parse('2011-12-30T10:00:00Z'),
    exists: false,
  });
});

test('T1 24:00 is the next day’s 00:00', () => {
  expect(toInstant('Asia/Tehran', '2026-12-31', 1440).at).toBe(startOfDate('Asia/Tehran', '2027-01-01'));
});

test('T1 an instant reads as a wall clock', () => {
  expect(localTimeOf('Asia/Kathmandu', 0)).toBe('1970-01-01T05:30');
  expect(toLocal('America/St_Johns', Date.parse('2026-11-24T03:29:00Z'))).toEqual({ date: '2026-11-23', minute: 1439 });
  expect(localTimeOf('Europe/Helsinki', Date.parse('2090-07-01T00:00:00Z'))).toBe('2090-07-01T03:00');
});

test('zones that do not exist are known as such', () => {
  expect([isTimeZone('Asia/Tehran'), isTimeZone('Asia/Ilam'), isTimeZone('')]).toEqual([true, false, false]);
});

test('dates are counted without a calendar library', () => {
  expect([isDate('2028-02-29'), isDate('2027-02-29'), isDate('2027-2-9'), isDate('2027-13-01')]).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
  expect(weekdayOf('2026-11-24')).toBe('tue');
  for (let day = -719_000; day < 2_900_000; day += 997) expect(dayNumber(dateOf(day))).toBe(day);
});
