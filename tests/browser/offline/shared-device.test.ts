import { afterAll, beforeAll, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { bookToday } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { ProfileDevice } from '../../support/profile-device.ts';
import { isSomebody } from '../../support/readable-stores.ts';

/** "Others use this device": nothing outlives the tab but what waits to be sent, and that is sealed. */

let library: Library;
let desk: ProfileDevice;
beforeAll(async () => {
  library = await Library.open({ network: dayNetwork(), settings: { checkInOpensMin: 1440 } });
  desk = await ProfileDevice.open(library.url, { worker: true });
});
afterAll(async () => {
  await desk?.close();
  await library.close();
});

/** Every value of every database of the app but those that are public. */
const kept = () =>
  desk.page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, failed) => {
        request.addEventListener('success', () => done(request.result));
        request.addEventListener('error', () => failed(request.error));
      });
    const found: Record<string, object[]> = {};
    for (const { name = '' } of await indexedDB.databases()) {
      if (!['quietroom-vault', 'quietroom-outbox'].includes(name)) continue;
      const database = await answer(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        found[store] = await answer<object[]>(database.transaction(store).objectStore(store).getAll());
      }
      database.close();
    }
    return {
      ...found,
      vault: found.vault?.length ?? 0,
      rows: (found.rows ?? []).map((row) => Object.keys(row).sort()),
    };
  });

test('what waits is all that outlives the tab: sealed, said so, and it still arrives under its own name', async () => {
  const booked = await bookToday(library.url, 2);
  await desk.page.goto('/sign-in');
  await desk.page.getByLabel(/Others use this device/).check();
  await desk.signIn(DAY_PEOPLE.desk);
  await desk.showWholeDay();
  await desk.offline(true);
  for (const { alias } of booked) await desk.step(alias, 'Check in').click();
  await expect.poll(() => desk.unsent()).toBe(2);

  await desk.page.locator('.outbox:visible').click();
  await desk.page.getByText(/only what waits outlives this tab, sealed so that nobody can read it here/).waitFor();
  const sealed = [
    'appendedAt',
    'grant',
    'id',
    'label',
    'notBefore',
    'sealed',
    'seq',
    'signature',
    'state',
    'thread',
    'tries',
  ];
  expect(await kept()).toEqual({ rows: [sealed, sealed], vault: 0 });

  // The tab is closed, and the browser with it.
  await desk.shutDown();
  // A bare “Heron” stands in the app's own texts; with a number it is somebody.
  const names = booked.flatMap(({ alias, id }) => [id, ...[alias].filter(isSomebody)]);
  expect(desk.filesWith([...names, DAY_PEOPLE.desk.name])).toEqual([]);
  await desk.reopen('about:blank');
  await desk.offline(true);
  await desk.page.goto('/desk');
  await desk.page.getByText('Nothing is kept on this device').waitFor();
  expect(await desk.page.locator('body').innerText()).not.toMatch(new RegExp(names.join('|')));
  expect(await desk.unsent()).toBe(2);

  await desk.offline(false);
  await desk.page.goto('/sign-in');
  await desk.untilSent();
  expect(library.rows('select recorded_by, outcome from check_in')).toEqual([
    { recorded_by: 'desk-1', outcome: 'applied' },
    { recorded_by: 'desk-1', outcome: 'applied' },
  ]);
});
