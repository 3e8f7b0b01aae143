import { afterAll, beforeAll, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { bookToday } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { DeskDevice } from '../../support/desk-device.ts';

let library: Library;
let device: DeskDevice;
beforeAll(
  async () => void (library = await Library.open({ network: dayNetwork(), settings: { checkInOpensMin: 1440 } })),
);
afterAll(async () => {
  await device?.close();
  await library.close();
});

interface Registrations {
  registrations: { registrationId: string }[];
}

test('the service worker sends what waits when the browser asks it to, whatever the page can do', async () => {
  const [booking] = await bookToday(library.url, 1);
  device = await DeskDevice.open(library.url, { worker: true });
  await device.signIn(DAY_PEOPLE.desk);
  const { page, context } = device;
  // The page cannot: what reaches the server after this comes from its worker.
  await page.route('**/api/check-ins/sealed', (route) => route.abort());
  await device.step(booking!.alias, 'Check in').click();
  await device.untilUnsent(1);
  expect(library.rows('select id from check_in')).toEqual([]);

  const session = await context.newCDPSession(page);
  const known = new Promise<string>((found) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }: Registrations) => {
      const [own] = registrations;
      if (own) found(own.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.dispatchSyncEvent', {
    origin: new URL(library.url).origin,
    registrationId: await known,
    tag: 'quietroom-outbox',
    lastChance: false,
  });
  await device.untilSent();
  expect(library.rows('select id from check_in')).toHaveLength(1);
  await page.locator('.outbox').first().waitFor({ state: 'detached' });
});
