import { expect, test } from 'vitest';
import { searchSlots } from '#domain/availability/slot-search.ts';
import { nearestFirst, slotsAround } from '#domain/availability/slots-around.ts';
import { addDays } from '#domain/time/local-date.ts';
import { at, EARLY, MONDAY, openNetwork, session } from './open-network.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const WISH = { service: 'talk', branch: 'main' };
const busy = ['09:00', '10:00', '11:00'].map((clock) => session(`${MONDAY}T${clock}`));
const world = openNetwork({ sessions: busy });

/** S15 as it is written, of one time by itself. */
function naively(startsAt: number, count: number) {
  const all = searchSlots(
    world,
    { ...WISH, from: addDays(MONDAY, -90), to: addDays(MONDAY, 90), limit: Infinity },
    EARLY,
  );
  const near = all.filter((slot) => Math.abs(slot.startsAt - startsAt) <= 62 * DAY);
  return near.sort(nearestFirst(startsAt)).slice(0, count);
}

test('S15 the nearest slots of many times are those of each by itself', () => {
  const times = Array.from({ length: 60 }, (_, n) => at(`${MONDAY}T10:00`) + (n % 7) * DAY + n * 25 * MINUTE);
  const nearest = slotsAround(world, times, EARLY);

  for (const startsAt of times) {
    for (const count of [1, 2, 6, 200]) {
      const found = naively(startsAt, count);
      expect(found.length).toBeGreaterThan(0);
      expect(nearest(WISH, startsAt, count)).toEqual(found);
    }
  }
});

test('S15 before the first and after the last slot there is one side only; an unknown service has none', () => {
  const far = EARLY - 30 * DAY;
  const nearest = slotsAround(world, [far], EARLY);
  expect(nearest(WISH, far, 3)).toEqual(naively(far, 3));
  expect(nearest({ ...WISH, service: 'no-such' }, far, 3)).toEqual([]);
  expect(slotsAround(world, [], EARLY)(WISH, far, 3)).toEqual([]);
});
