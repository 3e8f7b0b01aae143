import { afterAll, beforeAll, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { bookToday } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { DeskDevice } from '../../support/desk-device.ts';

let library: Library;
let desk: DeskDevice;
beforeAll(async () => {
  library = await Library.open({ network: dayNetwork(), settings: { checkInOpensMin: 1440 } });
  desk = await DeskDevice.open(library.url);
  await desk.page.clock.install();
  await desk.signIn(DAY_PEOPLE.desk);
});
afterAll(async () => {
  await desk?.close();
  await library.close();
});

const chip = () => desk.page.locator('.outbox:visible');
const loud = () => desk.page.getByRole('alert').filter({ hasText: 'Not sent for too long' });

/** The screen has locked by then. */
async function later(time: string): Promise<void> {
  await desk.page.clock.fastForward(time);
  await desk.page.getByRole('heading', { name: 'Locked' }).waitFor();
  await desk.unlock();
  await chip().waitFor();
}

test('what waits is counted with its age, is loud after 24 hours and not before, and is quiet once it was sent', async () => {
  const [first] = await bookToday(library.url, 1);
  await desk.showWholeDay();
  await desk.offline(true);
  await desk.step(first!.alias, 'Check in').click();
  await chip().filter({ hasText: 'Waiting to send (1)' }).waitFor();
  expect(await chip().getAttribute('class')).not.toContain('loud');

  await later('23:00:00');
  expect(await chip().innerText()).toContain('23 hours');
  expect(await chip().getAttribute('class')).not.toContain('loud');
  expect(await loud().count()).toBe(0);

  await later('01:30:00');
  await loud().filter({ hasText: '1 day' }).waitFor();
  expect(await chip().getAttribute('class')).toContain('loud');
  expect(await chip().innerText()).toContain('1 day');
  // A locked screen says of it no more than that it waits.
  await desk.lock();
  await desk.page.getByText('1 entry still waits.').waitFor();
  await desk.unlock();
  await loud().waitFor();

  await desk.offline(false);
  await desk.untilSent();
  await loud().waitFor({ state: 'detached' });
  expect(library.rows('select event from check_in')).toEqual([{ event: 'arrived' }]);
});
