import { afterAll, beforeAll, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { Counsellor } from '../../support/counsellor-steps.ts';
import { bookToday } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { DeskDevice } from '../../support/desk-device.ts';
import { readStores } from '../../support/readable-stores.ts';

/** Time away that is half decided when the screen locks: what becomes of each is as much work as a form of many fields. */

let library: Library;
let device: DeskDevice;
let counsellor: Counsellor;
beforeAll(async () => {
  library = await Library.open({ network: dayNetwork() });
  await bookToday(library.url, 4);
  device = await DeskDevice.open(library.url, { phone: true });
  await device.signIn(DAY_PEOPLE.counsellor);
  counsellor = new Counsellor(device);
  await device.page.locator('.tl .ev').first().waitFor();
});
afterAll(async () => {
  await device?.close();
  await library.close();
});

const again = () => counsellor.sheet.getByText('What you had begun is here again.');
const selects = () => counsellor.sheet.getByRole('combobox');
const decided = async () => {
  await counsellor.sheet.locator('.affected select').first().waitFor();
  return counsellor.sheet
    .locator('.affected select')
    .evaluateAll((all) => (all as HTMLSelectElement[]).map(({ value }) => value));
};

test('the hours of a block are there after a lock and after a reload', async () => {
  await device.button('Block time').click();
  await selects()
    .first()
    .selectOption(String(18 * 60));
  await selects()
    .last()
    .selectOption(String(19 * 60 + 30));
  await device.lock();
  await device.unlock();
  await again().waitFor();
  expect([await selects().first().inputValue(), await selects().last().inputValue()]).toEqual(['1080', '1170']);

  await device.page.reload();
  await again().waitFor();
  expect(await selects().last().inputValue()).toBe('1170');
  await counsellor.press('Begin anew');
  expect(await selects().last().inputValue()).not.toBe('1170');
  await counsellor.close();
});

test('ill: what was decided for each is there after a lock; who has to be told stays until somebody has read it', async () => {
  await device.button('I am ill today').click();
  const suggested = await decided();
  await counsellor.sheet.locator('.affected select').first().selectOption('cancel');
  const made = ['cancel', ...suggested.slice(1)];
  expect(made).not.toEqual(suggested);
  expect(await decided()).toEqual(made);

  await device.lock();
  await device.unlock();
  await again().waitFor();
  // Whom it concerns is asked for anew, since meanwhile it may be others.
  await expect.poll(decided).toEqual(made);

  for (let at = 1; at < made.length; at++) {
    if (made[at] === '') await counsellor.sheet.locator('.affected select').nth(at).selectOption('cancel');
  }
  await counsellor.press('Save all of it');
  await counsellor.says('Tell them').waitFor();
  expect((await readStores(device.page)).indexedDB).toContain('draft open my day');
  const tell = await counsellor.sheet.locator('.tell').innerText();
  await device.lock();
  await device.unlock();
  await counsellor.says('Tell them').waitFor();
  expect(await counsellor.sheet.locator('.tell').innerText()).toBe(tell);
  expect(library.rows('select id from block')).toHaveLength(1);

  await counsellor.close();
  // Forgotten on the disk a moment after it is closed; a reload before that would open it once more.
  await expect.poll(async () => (await readStores(device.page)).indexedDB).not.toContain('draft open my day');
  await device.page.reload();
  await device.button('Block time').waitFor();
  expect(await counsellor.sheet.count()).toBe(0);
  expect(device.watch.faults).toEqual([]);
});
