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

test('with a storage quota of 1 MB it says that there is no room, goes on, and loses nothing while the page is open', async () => {
  const bookings = await bookToday(library.url, 8);
  device = await DeskDevice.open(library.url);
  await device.limitStorage(1_000_000);
  await device.signIn(DAY_PEOPLE.desk);
  await device.showWholeDay();
  await device.fillStorage();

  await device.offline(true);
  for (const { alias } of bookings) await device.step(alias, 'Check in').click();
  await device.page.getByText(device.word('This device has no room')).first().waitFor();
  await device.page.getByRole('button', { name: /Waiting to send \(8\)/ }).waitFor();
  expect(await device.unsent(), 'on disk').toBeLessThan(8);

  await device.offline(false);
  await expect
    .poll(() => library.rows<{ outcome: string }>('select outcome from check_in').map(({ outcome }) => outcome), {
      timeout: 20_000,
    })
    .toEqual(bookings.map(() => 'applied'));
}, 120_000);
