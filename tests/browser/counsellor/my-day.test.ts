import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { Counsellor } from '../../support/counsellor-steps.ts';
import { bookToday, tellAtDesk, walkInNow } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { ProfileDevice } from '../../support/profile-device.ts';

/** Without a grace an absence can be told as soon as somebody should be there. */
const SETTINGS = { checkInOpensMin: 1440, graceMin: 0 };

let library: Library;
let device: ProfileDevice;
let counsellor: Counsellor;
let now: { id: string; alias: string };

beforeAll(async () => {
  library = await Library.open({ network: dayNetwork(), settings: SETTINGS });
  now = await walkInNow(library.url, 'ada');
  await bookToday(library.url, 4);
  device = await ProfileDevice.open(library.url, { phone: true, worker: true });
  await device.signIn(DAY_PEOPLE.counsellor);
  counsellor = new Counsellor(device);
});
afterAll(async () => {
  await device?.close();
  await library.close();
});

const stateOf = (id: string) =>
  library.rows<{ state: string }>(`select state from booking where id = '${id}'`)[0]?.state;

describe('my day on a phone', () => {
  test('shows initials only, and a name for ten seconds once it is pressed', async () => {
    const { page } = device;
    await counsellor.card(now.id).waitFor();
    expect(await page.locator('body').innerText()).not.toContain(now.alias);

    // Ten seconds late, so that it is right again when they have passed: the server compares times.
    await page.clock.install({ time: Date.now() - 10_000 });
    await counsellor.open(now.id);
    const name = counsellor.sheet.getByText(now.alias, { exact: true });
    await name.waitFor();
    await page.clock.runFor(10_000);
    await name.waitFor({ state: 'detached' });
    await counsellor.press('Show the name');
    await name.waitFor();
    await counsellor.close();
  });

  test('a visit is started and finished without a network; nothing is shown as done until the server has said so', async () => {
    await counsellor.card(now.id).waitFor();
    await device.offline(true);
    await counsellor.open(now.id);
    await counsellor.press('Start');
    await counsellor.says('waiting').waitFor();
    await counsellor.press('Finish');
    await counsellor.sheet.getByText(device.word('Finished')).waitFor();
    await counsellor.close();
    expect(await counsellor.card(now.id).innerText()).not.toMatch(device.word('Done'));
    await counsellor.card(now.id).getByText(device.word('waiting')).waitFor();
    expect(['arrived', 'confirmed']).toContain(stateOf(now.id));

    await device.offline(false);
    await device.untilSent();
    await counsellor.card(now.id).getByText(device.word('Done')).waitFor();
    expect(stateOf(now.id)).toBe('completed');
  });

  test('the day is there after a restart without a network', async () => {
    await device.page.reload();
    await counsellor.card(now.id).waitFor();
    await device.shutDown();
    await device.reopenOffline('/my-day', `#row-${now.id}`);
    await device.offline(false);
  });

  test('an end is taken back, an absence is told and taken back by saying when they came', async () => {
    await counsellor.open(now.id);
    await counsellor.undo('Finished');
    await device.untilSent();
    await expect.poll(() => stateOf(now.id)).toBe('in_session');
    await counsellor.undo('Started');
    await device.untilSent();
    await expect.poll(() => stateOf(now.id)).toBe('arrived');
    await expect
      .poll(() => counsellor.sheet.getByRole('button', { name: device.word('Did not come') }).count())
      .toBe(0);

    await tellAtDesk(library.url, now.id, 'arrived_undone');
    await counsellor.press('Did not come');
    await counsellor.sheet.getByText(device.word('Excused')).click();
    await counsellor.press('Record: did not come');
    await device.untilSent();
    await expect.poll(() => stateOf(now.id)).toBe('no_show');
    expect(library.rows(`select absence from booking where id = '${now.id}'`)).toEqual([{ absence: 'excused' }]);

    await counsellor.press('They came after all');
    await counsellor.press('Record: they came');
    await device.untilSent();
    await expect.poll(() => stateOf(now.id)).toBe('arrived');
    await counsellor.close();
  });

  test('a note has its warning and its limit, and can be written without a network', async () => {
    await device.offline(true);
    await counsellor.open(now.id);
    await counsellor.press('Write a note', 'Change the note');
    await counsellor.says('Not for clinical notes. The patron can read it.').waitFor();
    const field = counsellor.sheet.getByRole('textbox');
    await field.fill('x'.repeat(300));
    expect((await field.inputValue()).length).toBe(280);
    await field.fill('Brings a form to sign');
    await counsellor.press('Keep the note');
    await counsellor.says('written').waitFor();
    await device.offline(false);
    await device.untilSent();
    await counsellor.sheet.getByText('Brings a form to sign').waitFor();
    await counsellor.close();
  });

  test('the next appointment is two taps away from one that goes on', async () => {
    await counsellor.open(now.id);
    await counsellor.press('Start');
    await expect.poll(() => stateOf(now.id)).toBe('in_session');
    const before = library.rows('select id from booking').length;

    await counsellor.press('Next appointment');
    await counsellor.sheet.locator('button.slot').first().click();
    await counsellor.says('The next appointment is made').waitFor();
    expect(library.rows('select id from booking')).toHaveLength(before + 1);
    await counsellor.close();
    expect(device.watch.faults).toEqual([]);
  });
});
