import { afterAll, beforeAll, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { bookToday, type DayBooking } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { dayStory } from '../../support/day-story.ts';
import { DeskDevice } from '../../support/desk-device.ts';
import { isFull } from '../../support/fault-size.ts';
import { ProfileDevice } from '../../support/profile-device.ts';

/** Check-in is open all day: what is tried is what becomes of it, not when it opens. */
const settings = { checkInOpensMin: 1440 };
const DEVICES = 3;
const BOOKINGS = isFull ? 48 : 6;
const LEAST = isFull ? 200 : 20;
const SETTLED_MS = 10_000;

let library: Library;
let devices: DeskDevice[] = [];
beforeAll(
  async () => void (library = await Library.open({ network: dayNetwork({ counsellors: 4 }), settings, mayDie: true })),
);
afterAll(async () => {
  for (const device of devices) await device.close();
  await library.close();
});

test(`a desk day of ${LEAST} events on three devices without a network, with server and browser killed in between`, async () => {
  const bookings = await bookToday(library.url, BOOKINGS);
  const first = await ProfileDevice.open(library.url, { worker: true });
  devices = [first];
  while (devices.length < DEVICES) devices.push(await DeskDevice.open(library.url, { worker: true }));
  await Promise.all(
    devices.map(async (device) => {
      await device.signIn(DAY_PEOPLE.desk);
      await device.showWholeDay();
      await device.step(aliasOf(bookings, 0), 'Check in').waitFor();
      await device.offline(true);
    }),
  );

  const { story, ends } = dayStory(20261124, DEVICES, bookings.length);
  expect(story.length).toBeGreaterThanOrEqual(LEAST);
  for (const [at, { device, booking, press }] of story.entries()) {
    const tablet = devices[device]!;
    if (press === 'Undo') await tablet.undoCheckIn(aliasOf(bookings, booking));
    else await tablet.step(aliasOf(bookings, booking), press).click();

    // Half way the first device loses its power, and the server loses its own while some are sending.
    if (at === Math.floor(story.length / 2)) {
      const pressed = story.slice(0, at + 1).filter((one) => one.device === 0).length;
      await first.untilUnsent(pressed);
      await first.kill();
      await first.reopenOffline('/desk');
      expect(await first.unsent()).toBe(pressed);
      await first.showWholeDay();
    }
  }
  // Each press is on disk exactly once.
  for (const [at, device] of devices.entries()) {
    await device.untilUnsent(story.filter((one) => one.device === at).length);
  }
  expect(library.rows('select id from check_in')).toEqual([]);

  await first.offline(false);
  await library.restart();
  for (const device of devices) await device.offline(false);
  const began = performance.now();
  for (const device of devices) await device.untilSent();
  const took = performance.now() - began;

  const told = library.rows<{ id: string; outcome: string }>('select id, outcome from check_in');
  expect(told).toHaveLength(story.length);
  expect(told.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
  const states = new Map(
    library.rows<{ id: string; state: string }>('select id, state from booking').map(({ id, state }) => [id, state]),
  );
  expect(bookings.map(({ id }) => states.get(id))).toEqual(ends);
  expect(took, 'settled after reconnecting').toBeLessThan(SETTLED_MS);
  console.log(`${told.length} events of ${DEVICES} devices settled ${(took / 1000).toFixed(1)} s after reconnecting`);
}, 240_000);

const aliasOf = (bookings: DayBooking[], at: number) => bookings[at]!.alias;
