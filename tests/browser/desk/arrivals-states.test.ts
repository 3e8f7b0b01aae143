import { afterAll, beforeAll, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { tellAtDesk, walkInNow } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { DeskDevice } from '../../support/desk-device.ts';
import { accessFaults, sidewaysScroll } from '../../support/page-watch.ts';

/** The list of arrivals when there is nobody on it, and when it cannot be had. */

const DAY = /\/api\/desk\/day/;

let library: Library;
let desk: DeskDevice;
beforeAll(async () => {
  library = await Library.open({ network: dayNetwork(), settings: { checkInOpensMin: 1440 } });
  desk = await DeskDevice.open(library.url);
  desk.watch.expect(500, DAY);
  await desk.page.route(DAY, (route) => route.fulfill({ status: 500, body: '' }));
  await desk.signIn(DAY_PEOPLE.desk);
});
afterAll(async () => {
  await desk?.close();
  await library.close();
});

const fault = (text: string) => desk.page.getByRole('alert').filter({ hasText: text });
const isUsable = async () => {
  expect(await accessFaults(desk.page)).toEqual([]);
  expect(await sidewaysScroll(desk.page)).toBeLessThanOrEqual(0);
};

/** How much the vault holds, sealed. */
const keptBytes = () =>
  desk.page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done) => (request.onsuccess = () => done(request.result)));
    const database = await answer(indexedDB.open('quietroom-vault'));
    const kept = await answer<{ bytes?: ArrayBuffer }[]>(database.transaction('vault').objectStore('vault').getAll());
    database.close();
    return kept.reduce((sum, { bytes }) => sum + (bytes?.byteLength ?? 0), 0);
  });

test('a list that did not load says so, and is asked for again with one press', async () => {
  await fault('The list did not load.').waitFor();
  expect(await desk.page.getByRole('table').count()).toBe(0);
  await isUsable();
  await desk.page.unroute(DAY);
  await desk.button('Try again').click();
  await fault('The list did not load.').waitFor({ state: 'detached' });
});

test('nobody expected: it says until when, which rooms are free, and offers a walk-in', async () => {
  const empty = desk.page.getByRole('heading', { name: /^Nobody is expected before \d/ });
  await empty.waitFor();
  await desk.page.getByText('Nobody else is expected today.').waitFor();
  await desk.page.getByText(/^.*Free for a walk-in now: Room 1, Room 2.* Room 3\.$/).waitFor();
  await isUsable();

  await desk.page.locator('.void').getByRole('button', { name: 'Walk-in' }).click();
  await desk.page.locator('dialog[open] button[type=submit]:enabled').waitFor();
  await desk.page.keyboard.press('Escape');
});

test('no row moves away under the finger: not when the network goes, not when something waits, not when it cannot be read anew', async () => {
  const { alias, id } = await walkInNow(library.url);
  const start = desk.step(alias, 'Start');
  await start.waitFor();
  const place = async () => (await desk.page.locator('tbody tr').first().boundingBox())?.y;
  const before = await place();

  await desk.offline(true);
  await desk.page.getByText('Offline').first().waitFor();
  expect(await place()).toBe(before);
  await start.click();
  await desk.untilUnsent(1);
  await desk.page.locator('.outbox:visible').waitFor();
  expect(await place()).toBe(before);
  await desk.offline(false);
  await desk.untilSent();
  await desk.page.locator('.outbox:visible').waitFor({ state: 'detached' });
  expect(await place()).toBe(before);

  await desk.page.route(DAY, (route) => route.fulfill({ status: 500, body: '' }));
  await tellAtDesk(library.url, id, 'started_undone');
  await fault('The list did not refresh.').waitFor();
  expect(await place()).toBe(before);
  await isUsable();
  await desk.page.unroute(DAY);
  await desk.button('Try again').click();
  await fault('The list did not refresh.').waitFor({ state: 'detached' });
});

test('a list that did not refresh stays, says how old it is, and can be worked with', async () => {
  const before = await keptBytes();
  const { alias, id } = await walkInNow(library.url);
  await desk.step(alias, 'Start').waitFor();
  // The day with one row more lies on the device by now.
  await expect.poll(keptBytes).toBeGreaterThan(before);
  await desk.page.route(DAY, (route) => route.fulfill({ status: 500, body: '' }));
  await desk.page.reload();
  await fault('The list did not refresh.').waitFor();
  await fault('You see').waitFor();
  await desk.step(alias, 'Start').click();
  await expect
    .poll(() => library.rows(`select state from booking where id = '${id}'`))
    .toEqual([{ state: 'in_session' }]);

  // Asked for again by itself, as soon as anything happens.
  await desk.page.unroute(DAY);
  await tellAtDesk(library.url, id, 'started_undone');
  await fault('The list did not refresh.').waitFor({ state: 'detached' });
  await desk.step(alias, 'Start').waitFor();
  expect(desk.watch.faults).toEqual([]);
});
