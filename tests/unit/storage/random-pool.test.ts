import { expect, test } from 'vitest';
import { drawRandom } from '../../../api/storage/sealing/random-pool.ts';

test('what is drawn is as long as was asked, keeps its value, and is never drawn again', () => {
  const drawn = Array.from({ length: 3_000 }, (_, i) => drawRandom(12 + (i % 3) * 10));
  const texts = drawn.map((bytes) => bytes.toString('hex'));
  expect(drawn.map(({ length }) => length)).toEqual(drawn.map((_, i) => 12 + (i % 3) * 10));
  expect(new Set(texts.map((text) => text.slice(0, 24))).size).toBe(drawn.length);
  expect(drawn.map((bytes) => bytes.toString('hex'))).toEqual(texts);
  expect(drawn.every((bytes) => bytes.some((byte) => byte !== 0))).toBe(true);
});

test('more than lies ready at once is random too', () => {
  const [one, other] = [drawRandom(10_000), drawRandom(10_000)];
  expect(one).toHaveLength(10_000);
  expect(one.equals(other)).toBe(false);
  expect(one.subarray(-16).equals(Buffer.alloc(16))).toBe(false);
});
