import { afterAll, beforeAll, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { Counsellor } from '../../support/counsellor-steps.ts';
import { bookToday } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { DeskDevice } from '../../support/desk-device.ts';

let library: Library;
let device: DeskDevice;
let counsellor: Counsellor;

beforeAll(async () => {
  library = await Library.open({ network: dayNetwork() });
  await bookToday(library.url, 3);
  device = await DeskDevice.open(library.url, { phone: true });
  await device.signIn(DAY_PEOPLE.counsellor);
  counsellor = new Counsellor(device);
  await device.page.locator('.tl .ev').first().waitFor();
});
afterAll(async () => {
  await device?.close();
  await library.close();
});

const cancelled = () => library.rows(`select id from booking where state = 'cancelled'`).length;
const blocks = () => library.rows<{ kind: string }>('select kind from block').map(({ kind }) => kind);

test('time is blocked without anybody in its way, seen on the line of the day, and given back', async () => {
  const { page } = device;
  await page.getByRole('button', { name: device.word('Block time') }).click();
  await counsellor.sheet.waitFor();
  // The evening, in which nobody has booked.
  const [from, until] = [counsellor.sheet.getByRole('combobox').first(), counsellor.sheet.getByRole('combobox').last()];
  await from.selectOption(String(18 * 60));
  await until.selectOption(String(19 * 60));
  await counsellor.press('Show who is affected');
  await counsellor.says('Nobody is affected.').waitFor();
  expect(blocks(), 'nothing is saved before it is said so').toEqual([]);
  await counsellor.press('Save all of it');
  await counsellor.says('Saved').waitFor();
  await counsellor.close();
  expect(blocks()).toEqual(['block']);

  await page.getByRole('button', { name: device.word('Blocked') }).click();
  await counsellor.press('Remove it');
  await counsellor.sheet.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: device.word('Blocked') }).waitFor({ state: 'detached' });
});

test('ill: each appointment is decided before anything is saved, and nobody is cancelled without being chosen', async () => {
  const { page } = device;
  await page.getByRole('button', { name: device.word('I am ill today') }).click();
  const choices = counsellor.sheet.locator('.affected select');
  await choices.first().waitFor();
  const chosen = await choices.evaluateAll((selects) => (selects as HTMLSelectElement[]).map(({ value }) => value));
  expect(chosen.length).toBeGreaterThan(0);
  expect(chosen).not.toContain('cancel');

  const save = counsellor.sheet.getByRole('button', { name: device.word('Save all of it') });
  const open = chosen.filter((value) => value === '').length;
  expect(await save.isDisabled()).toBe(open > 0);
  expect([blocks().filter((kind) => kind === 'ill'), cancelled()]).toEqual([[], 0]);

  await choices.first().selectOption('cancel');
  for (let at = 0; at < chosen.length; at++) {
    const select = choices.nth(at);
    if ((await select.inputValue()) === '') await select.selectOption('cancel');
  }
  await save.click();
  await counsellor.says('Saved').waitFor();
  expect(blocks()).toContain('ill');
  expect(cancelled()).toBeGreaterThan(0);
  await counsellor.sheet.getByRole('listitem').first().waitFor();
  await counsellor.close();
  expect(device.watch.faults).toEqual([]);
});

test('without a network it says so, and nothing is saved', async () => {
  const { page } = device;
  await device.offline(true);
  await page.getByRole('button', { name: device.word('Block time') }).click();
  await counsellor.press('Show who is affected');
  await counsellor.sheet.getByText(device.word('This needs a network')).waitFor();
  await counsellor.close();
  await device.offline(false);
});
