import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { bookToday } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { dayStory } from '../../support/day-story.ts';
import { DeskDevice } from '../../support/desk-device.ts';
import { isFull } from '../../support/fault-size.ts';

const FLICKER_MS = 300;
const BOOKINGS = isFull ? 68 : 7;
const LEAST = isFull ? 200 : 15;

let library: Library;
let device: DeskDevice;
beforeAll(async () => {
  library = await Library.open({
    network: dayNetwork({ counsellors: 6, rooms: 6 }),
    settings: { checkInOpensMin: 1440 },
  });
});
afterAll(async () => {
  await device?.close();
  await library.close();
});

test(`a network that comes and goes every 300 ms during ${LEAST} actions: nothing is lost, doubled, or shown as done too early`, async () => {
  const bookings = await bookToday(library.url, BOOKINGS);
  device = await DeskDevice.open(library.url, { worker: true });
  await device.signIn(DAY_PEOPLE.desk);
  await device.showWholeDay();

  const { story, ends } = dayStory(7, 1, bookings.length);
  expect(story.length).toBeGreaterThanOrEqual(LEAST);
  const flicker = startFlicker(device);
  for (const { booking, press } of story) {
    const { alias } = bookings[booking]!;
    if (press === 'Undo') await device.undoCheckIn(alias);
    else await device.step(alias, press).click();

    // What stands there as done the server has said, so that it stands in its database (before or after the look).
    const before = reachedBy(bookings[booking]!.id);
    const shown = await device.doneOf(alias);
    const reached = Math.max(before, reachedBy(bookings[booking]!.id));
    expect(shown, `${alias} after ${press}`).toBeLessThanOrEqual(reached);
  }
  await flicker.stop();
  await device.untilSent();

  const told = library.rows<{ outcome: string }>('select outcome from check_in');
  expect(told).toHaveLength(story.length);
  expect(told.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
  const states = new Map(
    library.rows<{ id: string; state: string }>('select id, state from booking').map(({ id, state }) => [id, state]),
  );
  expect(bookings.map(({ id }) => states.get(id))).toEqual(ends);
}, 240_000);

/** Each cut is made before the next is begun, so that the last word is the last. */
function startFlicker(tablet: DeskDevice): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const ended = (async () => {
    for (let isCut = true; !stopping.signal.aborted; isCut = !isCut) {
      await tablet.offline(isCut);
      await sleep(FLICKER_MS);
    }
    await tablet.offline(false);
  })();
  return {
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}

const STEPS = ['confirmed', 'arrived', 'in_session', 'completed'];

function reachedBy(booking: string): number {
  const [row] = library.rows<{ state: string }>(`select state from booking where id = '${booking}'`);
  return STEPS.indexOf(row?.state ?? '');
}
