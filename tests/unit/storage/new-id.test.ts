import { expect, test } from 'vitest';
import { idsInOrder } from '../../../api/storage/new-id.ts';

/** An id of a millisecond, as Node makes it. */
const idAt = (ms: number, counted = 'fff') => {
  const time = ms.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counted}-8123-456789abcdef`;
};
const madeAt = (...times: number[]) => {
  const left = [...times];
  const make = idsInOrder(() => idAt(left.shift()!));
  return times.map(() => make());
};
const timeOf = (id: string) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

test('each is greater than the one before, and of its form, however many a millisecond has', () => {
  const ids = madeAt(...Array.from({ length: 10_000 }, () => 1_795_000_000_000));
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(10_000);
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-8123-456789abcdef$/);
  // 4,096 to a millisecond: the rest goes into the ones after it.
  expect(timeOf(ids.at(-1)!)).toBeLessThanOrEqual(1_795_000_000_003);
});

test('a clock that is put right by a moment keeps the order; one that was wrong by more is believed', () => {
  const now = 1_795_000_000_000;
  const [first, second, third] = madeAt(now, now - 900, now - 5_000);
  expect(second! > first!).toBe(true);
  expect(timeOf(second!)).toBe(now);
  expect(timeOf(third!)).toBe(now - 5_000);
});

test('real ones are in order, too', () => {
  const make = idsInOrder();
  const ids = Array.from({ length: 1_000 }, make);
  expect(ids).toEqual(ids.toSorted());
});
