import { afterAll, beforeAll, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { bookToday } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { DeskDevice } from '../../support/desk-device.ts';

const FAIL_OVER_MS = 5_000;

let library: Library;
let device: DeskDevice;
beforeAll(
  async () => void (library = await Library.open({ network: dayNetwork(), settings: { checkInOpensMin: 1440 } })),
);
afterAll(async () => {
  await device?.close();
  await library.close();
});

test('of three tabs one sends at a time, and when it goes another has taken over within five seconds', async () => {
  const bookings = await bookToday(library.url, 6);
  device = await DeskDevice.open(library.url, { worker: true });
  await device.signIn(DAY_PEOPLE.desk);
  const tabs = [device.page, ...(await Promise.all([device.newTab('/desk'), device.newTab('/desk')]))];
  let most = 0;
  let under = 0;
  await device.context.route('**/api/check-ins/sealed', async (route) => {
    most = Math.max(most, ++under);
    await new Promise((done) => setTimeout(done, 150));
    await route.continue();
    under--;
  });

  for (const [at, { alias }] of bookings.slice(0, 3).entries()) {
    await device.stepIn(tabs[at]!, alias, 'Check in').click();
  }
  await expect.poll(() => library.rows('select id from check_in').length).toBe(3);
  expect(most, 'senders at once').toBe(1);

  // Every tab sees what another recorded.
  for (const tab of tabs)
    for (const { alias } of bookings.slice(0, 3)) await device.stepIn(tab, alias, 'Start').waitFor();

  await device.offline(true);
  await device.stepIn(tabs[2]!, bookings[3]!.alias, 'Check in').click();
  await expect.poll(() => device.unsentIn(tabs[1]!)).toBe(1);
  await tabs[2]!.close();
  await tabs[0]!.close();
  await device.offline(false);
  const began = performance.now();
  await expect.poll(() => device.unsentIn(tabs[1]!), { timeout: FAIL_OVER_MS, interval: 50 }).toBe(0);
  expect(performance.now() - began).toBeLessThan(FAIL_OVER_MS);
  expect(library.rows('select id from check_in')).toHaveLength(4);
}, 120_000);
