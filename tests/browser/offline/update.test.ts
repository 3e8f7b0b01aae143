import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { bookToday } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { DeskDevice } from '../../support/desk-device.ts';
import { NextVersion } from '../../support/next-version.ts';

const NOTE = 'brings a form to sign';

let library: Library;
let stand: NextVersion;
let device: DeskDevice;
beforeAll(async () => {
  library = await Library.open({ network: dayNetwork(), settings: { checkInOpensMin: 1440 } });
  stand = await NextVersion.before(library.url);
});
afterAll(async () => {
  await device?.close();
  await stand.close();
  await library.close();
});

const askForUpdate = (page: Page) =>
  page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()));

async function openNote(alias: string) {
  await device.page.getByRole('button', { name: new RegExp(`^${alias}, `) }).click();
  await device.page.getByRole('button', { name: 'Note', exact: true }).click();
  return device.page.getByLabel('Note for the counsellor');
}

test('a newer version that comes in the middle of a form takes nothing: not the text, not what waits to be sent', async () => {
  const [first, second] = await bookToday(library.url, 2);
  device = await DeskDevice.open(stand.url, { worker: true });
  await device.signIn(DAY_PEOPLE.desk);
  const { page } = device;
  // The first worker takes the page over before a second one can wait behind it.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);

  await device.offline(true);
  await device.step(first!.alias, 'Check in').click();
  await device.untilUnsent(1);
  await device.offline(false);
  await device.untilSent();

  const note = await openNote(second!.alias);
  await note.fill(NOTE);
  stand.comesOut();
  await askForUpdate(page);
  const toast = page.getByRole('button', { name: 'Update' });
  await toast.waitFor({ state: 'attached' });
  // The old version goes on, and the form with it, until somebody agrees.
  expect(await note.inputValue()).toBe(NOTE);

  await page.keyboard.press('Escape');
  await device.offline(true);
  await device.step(second!.alias, 'Check in').click();
  await device.untilUnsent(1);
  await Promise.all([page.waitForEvent('load', { timeout: 60_000 }), toast.click()]);

  // Open still, without the PIN; what was typed and what waits are there.
  await device.button('Lock').waitFor();
  expect(await device.unsent()).toBe(1);
  const kept = await openNote(second!.alias);
  await expect.poll(() => kept.inputValue()).toBe(NOTE);
  await page.keyboard.press('Escape');
  await device.offline(false);
  await device.untilSent();
  expect(library.rows('select id from check_in')).toHaveLength(2);
});
