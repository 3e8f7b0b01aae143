import { getHeapStatistics } from 'node:v8';
import { expect, test } from 'vitest';
import { giveBackMemory } from '../../../api/storage/world/give-back-memory.ts';

const MB = 1_000_000;

test('what a large reading left behind goes back to the system; what is alive stays', async () => {
  const alive: { place: number }[] = [];
  let read: { place: number; text: string }[] | undefined = [];
  for (let place = 0; place < 400_000; place++) {
    read.push({ place, text: `row ${place}` });
    if (place % 10 === 0) alive.push({ place });
  }
  read = undefined;
  const before = getHeapStatistics().total_heap_size;

  await giveBackMemory();
  expect(getHeapStatistics().total_heap_size).toBeLessThan(before - 20 * MB);
  expect(alive.at(-1)).toEqual({ place: 399_990 });
});
