import { afterAll, beforeAll, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { Counsellor } from '../../support/counsellor-steps.ts';
import { tellAtDesk, walkInNow } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { DeskDevice } from '../../support/desk-device.ts';

/** What a counsellor recorded or booked can be taken back from wherever it is seen, as the rules allow it. */

let library: Library;
let device: DeskDevice;
let counsellor: Counsellor;
let visit: string;
beforeAll(async () => {
  library = await Library.open({ network: dayNetwork(), settings: { checkInOpensMin: 1440 } });
  visit = (await walkInNow(library.url, 'ada')).id;
  await tellAtDesk(library.url, visit, 'arrived_undone');
  device = await DeskDevice.open(library.url);
  await device.signIn(DAY_PEOPLE.counsellor);
  counsellor = new Counsellor(device);
});
afterAll(async () => {
  await device?.close();
  await library.close();
});

const stateOf = (id: string) =>
  library.rows<{ state: string }>(`select state from booking where id = '${id}'`)[0]?.state;
const undo = (step: string) => counsellor.sheet.getByRole('button', { name: `Undo: ${step}` });

/** Opens the visit in the week, where nothing of it was recorded. */
async function openInWeek(): Promise<void> {
  await device.page.goto('/my-week');
  await device.page.locator('.wk .ev').first().click();
  await counsellor.sheet.waitFor();
}

test('an arrival, a start and a finish are taken back on another page, after a reload', async () => {
  await counsellor.open(visit);
  await counsellor.press('They are here');
  await expect.poll(() => stateOf(visit)).toBe('arrived');
  await openInWeek();
  await undo('Arrived').click();
  await expect.poll(() => stateOf(visit)).toBe('confirmed');

  await counsellor.press('Start');
  await expect.poll(() => stateOf(visit)).toBe('in_session');
  await counsellor.press('Finish');
  await expect.poll(() => stateOf(visit)).toBe('completed');
  await device.page.reload();
  await openInWeek();
  await undo('Finished').click();
  await undo('Started').click();
  await undo('Arrived').click();
  await expect.poll(() => stateOf(visit)).toBe('confirmed');
});

test('what the desk recorded is the desk’s to take back: no button that would be refused', async () => {
  await tellAtDesk(library.url, visit, 'arrived');
  await counsellor.sheet.getByText(device.word('Arrived')).waitFor();
  expect(await undo('Arrived').count()).toBe(0);
  await counsellor.press('Start');
  await undo('Started').waitFor();
});

test('the next appointment is taken back where it was booked, and from the visit itself, also after a lock', async () => {
  const open = () => library.rows(`select id from booking where state = 'confirmed'`).length;
  const made = () => counsellor.sheet.getByRole('status').filter({ hasText: 'The next appointment is made' });
  const book = async () => {
    await counsellor.press('Next appointment');
    await counsellor.sheet.locator('button.slot').first().click();
    await made().waitFor();
    expect(open()).toBe(1);
  };
  await book();
  await made().getByRole('button', { name: 'Undo' }).click();
  await counsellor.sheet.getByText('Taken back: that time is free again.').waitFor();
  expect(open()).toBe(0);
  await counsellor.press('Back');

  await book();
  await device.lock();
  await device.unlock();
  await device.page.locator('.wk .ev').first().click();
  await made().getByRole('button', { name: 'Undo' }).click();
  await made().waitFor({ state: 'detached' });
  expect(open()).toBe(0);
  expect(device.watch.faults).toEqual([]);
});
