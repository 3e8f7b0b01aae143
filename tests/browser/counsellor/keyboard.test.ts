import { afterAll, beforeAll, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { tellAtDesk, walkInNow } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { DeskDevice } from '../../support/desk-device.ts';
import { Keyboard } from '../../support/keyboard.ts';

/** A counsellor's whole day without a mouse: nothing in this file clicks once somebody has signed in. */

let library: Library;
let device: DeskDevice;
let keys: Keyboard;
let visit: string;
beforeAll(async () => {
  library = await Library.open({ network: dayNetwork(), settings: { checkInOpensMin: 1440, graceMin: 0 } });
  visit = (await walkInNow(library.url, 'ada')).id;
  await tellAtDesk(library.url, visit, 'arrived_undone');
  device = await DeskDevice.open(library.url);
  await device.signIn(DAY_PEOPLE.counsellor);
  keys = new Keyboard(device.page);
  await device.page.locator(`#row-${visit}`).waitFor();
});
afterAll(async () => {
  await device?.close();
  await library.close();
});

const stateOf = (id: string) =>
  library.rows<{ state: string }>(`select state from booking where id = '${id}'`)[0]?.state;
const sheet = () => device.page.getByRole('dialog');
const says = (english: string) => sheet().getByText(device.word(english)).first().waitFor();
const closed = () => sheet().waitFor({ state: 'detached' });
const card = /^\d\d[:.]\d\d, /;

test('a visit is opened, seen to have come, started, finished, and each taken back', async () => {
  await keys.enter(card);
  await sheet().waitFor();
  await keys.enter(device.word('They are here'));
  await expect.poll(() => stateOf(visit)).toBe('arrived');
  await keys.enter(device.word('Start'));
  await expect.poll(() => stateOf(visit)).toBe('in_session');
  await keys.enter(device.word('Finish'));
  await expect.poll(() => stateOf(visit)).toBe('completed');
  await keys.enter(/^Undo: Finished$/);
  await expect.poll(() => stateOf(visit)).toBe('in_session');
});

test('a note is written, the next appointment booked and taken back', async () => {
  await keys.enter(device.word('Write a note'));
  await keys.tabTo(device.word('Note'));
  await keys.type('Brings a form to sign');
  await keys.enter(device.word('Keep the note'));
  await sheet().locator('.note-line').filter({ hasText: 'Brings a form to sign' }).waitFor();
  await device.untilSent();

  await keys.enter(device.word('Next appointment'));
  await sheet().locator('button.slot').first().waitFor();
  await keys.enter(/^\d\d:\d\d.*same weekday and hour/);
  await says('The next appointment is made');
  await keys.enter(device.word('Undo'));
  await says('Taken back: that time is free again.');
  expect(library.rows(`select id from booking where state = 'confirmed'`)).toEqual([]);
  await keys.press('Escape');
  await closed();
  // Back where it was opened.
  await expect.poll(() => device.page.evaluate(() => document.activeElement?.id)).toBe(`row-${visit}`);
});

test('who did not come is told, and time is blocked', async () => {
  await tellAtDesk(library.url, visit, 'started_undone');
  await tellAtDesk(library.url, visit, 'arrived_undone');
  await device.page
    .locator(`#row-${visit}`)
    .filter({ hasText: /Expected|late/ })
    .waitFor();
  await keys.enter(card);
  await sheet().waitFor();
  await keys.enter(device.word('Did not come'));
  await keys.tabTo(/^No word/);
  await keys.press('ArrowDown');
  await keys.enter(device.word('Record: did not come'));
  await expect.poll(() => stateOf(visit)).toBe('no_show');
  await device.untilSent();
  expect(library.rows(`select absence from booking where id = '${visit}'`)).toEqual([{ absence: 'excused' }]);
  await keys.press('Escape');
  await closed();

  await keys.enter(device.word('Block time'));
  await sheet().waitFor();
  await keys.enter(device.word('Show who is affected'));
  await says('Nobody is affected.');
  await keys.enter(device.word('Save all of it'));
  await says('Saved');
  await keys.enter(device.word('Close'));
  await closed();
  expect(library.rows('select kind from block')).toEqual([{ kind: 'block' }]);
});

test('another day and the week are reached', async () => {
  await keys.enter(device.word('Choose a day'));
  await sheet().waitFor();
  await keys.press('Escape');
  await closed();
  await keys.enter(device.word('My week'));
  await device.page.locator('.wk .ev').first().waitFor();
  await keys.enter(device.word('Week after'));
  await device.page.waitForURL(/week=/);
  expect(device.watch.faults).toEqual([]);
});
