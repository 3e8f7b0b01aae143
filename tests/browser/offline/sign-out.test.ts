import { afterAll, beforeAll, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { bookToday } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { ProfileDevice } from '../../support/profile-device.ts';
import { isSomebody } from '../../support/readable-stores.ts';

let library: Library;
let device: ProfileDevice;
beforeAll(
  async () => void (library = await Library.open({ network: dayNetwork(), settings: { checkInOpensMin: 1440 } })),
);
afterAll(async () => {
  await device?.close();
  await library.close();
});

test('signed out without a network, nothing readable of the first person is left, and what they did still arrives as theirs', async () => {
  const bookings = await bookToday(library.url, 4);
  // A bare “Heron” stands in the app's own texts; with a number it is somebody.
  const names = bookings.map(({ alias }) => alias).filter(isSomebody);
  device = await ProfileDevice.open(library.url, { worker: true });
  await device.signIn(DAY_PEOPLE.desk);
  await device.showWholeDay();
  await device.offline(true);
  for (const { alias } of bookings) await device.step(alias, 'Check in').click();
  await device.untilUnsent(4);

  await device.signOutAtTheLock();
  await device.page.goto('about:blank');
  await device.page.goto('/desk');
  await device.page.getByRole('heading').first().waitFor();
  expect(await device.page.locator('body').innerText(), 'on screen').not.toMatch(
    new RegExp([...names, DAY_PEOPLE.desk.name].join('|')),
  );
  await device.kill();
  expect(device.filesWith([...names, DAY_PEOPLE.desk.name, ...bookings.map(({ id }) => id)])).toEqual([]);

  // The next person signs in on the same device: the sealed entries go out, and are the first one's.
  await device.reopen('/sign-in');
  await device.signIn(DAY_PEOPLE.counsellor);
  await device.untilSent();
  const told = library.rows<{ recorded_by: string; outcome: string }>('select recorded_by, outcome from check_in');
  expect(told).toHaveLength(4);
  expect(new Set(told.map(({ recorded_by, outcome }) => `${recorded_by} ${outcome}`))).toEqual(
    new Set(['desk-1 applied']),
  );
}, 120_000);

test('the search would find what lay there readable: a control', async () => {
  const planted = 'Planted-Name-4711';
  await device.page.evaluate(
    (name) =>
      new Promise<void>((done, failed) => {
        const open = indexedDB.open('control');
        open.addEventListener('error', () => failed(open.error));
        open.addEventListener('upgradeneeded', () => void open.result.createObjectStore('names'));
        open.addEventListener('success', () => {
          const written = open.result.transaction('names', 'readwrite', { durability: 'strict' });
          written.objectStore('names').put(name, 1);
          written.addEventListener('complete', () => done());
        });
      }),
    planted,
  );
  await device.kill();
  expect(device.filesWith([planted]).length).toBeGreaterThan(0);
  await device.reopen('/sign-in');
});
