import { afterAll, beforeAll, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { NextVersion } from '../../support/next-version.ts';
import { ProfileDevice } from '../../support/profile-device.ts';
import { readStores } from '../../support/readable-stores.ts';

/** A walk-in that is half chosen when the screen locks, or when a newer version comes. */

const CALLED = 'Planted-Heron-4711';

let library: Library;
let stand: NextVersion;
let desk: ProfileDevice;
beforeAll(async () => {
  library = await Library.open({ network: dayNetwork() });
  stand = await NextVersion.before(library.url);
  desk = await ProfileDevice.open(stand.url, { worker: true });
  await desk.signIn(DAY_PEOPLE.desk);
  await desk.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
});
afterAll(async () => {
  await desk?.close();
  await stand.close();
  await library.close();
});

const sheet = () => desk.page.getByRole('dialog');
const again = () => sheet().getByText('What you had begun is here again.');
const submit = () => sheet().locator('button[type=submit]:enabled');
/** Everything that is chosen in the form, as it stands there. */
const chosen = async () => {
  await submit().waitFor();
  return {
    marked: await sheet().locator('label:has(input:checked)').allInnerTexts(),
    people: await sheet().getByRole('combobox').inputValue(),
    name: await sheet().getByRole('textbox').inputValue(),
    press: await submit().innerText(),
  };
};
const bookings = () => library.rows<{ alias: string; people: number }>('select alias, people from booking');

let before: Awaited<ReturnType<typeof chosen>>;

test('after a lock the form stands open again, and nothing that was chosen is lost', async () => {
  await desk.button('Walk-in').click();
  await submit().waitFor();
  await sheet().getByText('By phone').click();
  await sheet().getByRole('combobox').selectOption('2');
  await submit().waitFor();
  await sheet().locator('.chip').last().click();
  await sheet().getByRole('textbox').fill(CALLED);
  before = await chosen();
  expect(before.press).not.toMatch(desk.word('Take it now'));

  // The last letter is a moment old: what is locked behind it has to be kept all the same.
  await desk.lock();
  expect(await desk.page.content()).not.toContain(CALLED);
  await desk.unlock();
  await again().waitFor();
  expect(await chosen()).toEqual(before);
});

test('a reload and a newer version take nothing either', async () => {
  const { indexedDB: kept } = await readStores(desk.page);
  await sheet().getByRole('textbox').press('End');
  await sheet().getByRole('textbox').press('!');
  before = { ...before, name: `${before.name}!` };
  // Sealing takes a moment, and no page can ask a reload to wait for it.
  await expect.poll(async () => (await readStores(desk.page)).indexedDB).not.toBe(kept);
  await desk.page.reload();
  await again().waitFor();
  expect(await chosen()).toEqual(before);

  stand.comesOut();
  await desk.page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()));
  const update = desk.page.getByRole('button', { name: 'Update' });
  await update.waitFor({ state: 'attached' });
  await desk.page.keyboard.press('Escape');
  await Promise.all([desk.page.waitForEvent('load'), update.click()]);
  await desk.button('Walk-in').click();
  await again().waitFor();
  expect(await chosen()).toEqual(before);
});

test('what is taken is what was chosen; its card stays to be copied down after a lock, and never lies on the disk', async () => {
  await submit().click();
  const slip = sheet().getByRole('region', { name: desk.word('Code card') });
  await slip.waitFor();
  expect(bookings()).toEqual([{ alias: `${CALLED}!`, people: 2 }]);
  const card = await slip.innerText();

  await desk.lock();
  await desk.unlock();
  await slip.waitFor();
  expect(await slip.innerText()).toBe(card);

  await desk.page.reload();
  await submit().waitFor();
  expect(await slip.count()).toBe(0);
  expect(await again().count()).toBe(0);
});

test('begun anew, nothing of the last one is in it; signed out, nothing of it can be read on the device', async () => {
  await sheet().getByRole('textbox').fill(CALLED);
  await desk.lock();
  await desk.unlock();
  await again().waitFor();
  await desk.page.getByRole('button', { name: 'Begin anew' }).click();
  await expect.poll(() => sheet().getByRole('textbox').inputValue()).toBe('');
  await expect.poll(() => again().count()).toBe(0);

  await sheet().getByRole('textbox').fill(CALLED);
  await desk.page.keyboard.press('Escape');
  await desk.signOutAtTheLock();
  await desk.kill();
  expect(desk.filesWith([CALLED])).toEqual([]);
});
