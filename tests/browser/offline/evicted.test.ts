import { afterAll, beforeAll, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { bookToday, type DayBooking } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { DeskDevice } from '../../support/desk-device.ts';

/** The browser clears its storage when it likes. What is gone is said; nothing is guessed. */

const OUTBOX = 'quietroom-outbox';

let library: Library;
let desk: DeskDevice;
let booked: DayBooking[];
beforeAll(async () => {
  library = await Library.open({ network: dayNetwork({ counsellors: 6 }), settings: { checkInOpensMin: 1440 } });
  booked = await bookToday(library.url, 6);
  desk = await DeskDevice.open(library.url, { worker: true });
  await desk.signIn(DAY_PEOPLE.desk);
  await desk.showWholeDay();
});
afterAll(async () => {
  await desk?.close();
  await library.close();
});

const evictOutbox = () =>
  desk.page.evaluate(
    (name) =>
      new Promise<void>((done, failed) => {
        const request = indexedDB.deleteDatabase(name);
        request.addEventListener('success', () => done());
        request.addEventListener('error', () => failed(request.error));
      }),
    OUTBOX,
  );
/** As a browser does it that needs the room: whoever has a database open is not asked. */
async function evictAll(): Promise<void> {
  const session = await desk.context.newCDPSession(desk.page);
  const origin = new URL(library.url).origin;
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await session.detach();
}
const told = () => library.rows<{ booking: string }>('select booking from check_in').map(({ booking }) => booking);
const checkIn = ({ alias }: DayBooking) => desk.step(alias, 'Check in').click();
const gone = (english: string) => desk.page.getByRole('alert').filter({ hasText: english });

test('under the running app: what this page has seen is put back, and arrives', async () => {
  await desk.offline(true);
  await checkIn(booked[0]!);
  await checkIn(booked[1]!);
  await expect.poll(() => desk.unsent()).toBe(2);
  await evictOutbox();
  expect(await desk.unsent()).toBe(0);

  await checkIn(booked[2]!);
  // Another tab is given some time to say that it has taken them away.
  await expect.poll(() => desk.unsent(), { timeout: 10_000 }).toBe(3);
  expect(await gone('before they were sent').count()).toBe(0);
  await desk.offline(false);
  await desk.untilSent();
  expect(told().sort()).toEqual([booked[0]!.id, booked[1]!.id, booked[2]!.id].sort());
});

test('between two starts: nothing of the day is made up, and how many are gone is said until somebody has read it', async () => {
  await desk.offline(true);
  await checkIn(booked[3]!);
  await checkIn(booked[4]!);
  await expect.poll(() => desk.unsent()).toBe(2);
  await desk.page.getByRole('button', { name: /Waiting to send \(2\)/ }).waitFor();
  // No page of the app is there that could put anything back.
  await desk.page.goto('about:blank');
  await evictAll();
  await desk.page.goto('/desk');
  await desk.page.getByText('Nothing is kept on this device').waitFor();
  const shown = await desk.page.locator('body').innerText();
  for (const { alias } of booked) expect(shown).not.toContain(alias);

  await desk.offline(false);
  await desk.button('Try again').click();
  await desk.page.waitForURL('**/sign-in');
  await desk.signIn(DAY_PEOPLE.desk);
  await gone('2 entries are gone from this device before they were sent').waitFor();
  await desk.showWholeDay();
  expect(await desk.page.getByRole('button', { name: /Waiting to send/ }).count()).toBe(0);
  await desk.step(booked[3]!.alias, 'Check in').waitFor();
  expect(told()).toHaveLength(3);

  await gone('2 entries').getByRole('button', { name: 'Set aside' }).click();
  await gone('2 entries').waitFor({ state: 'detached' });
  await desk.page.reload();
  await desk.step(booked[5]!.alias, 'Check in').waitFor();
  expect(await gone('gone from this device').count()).toBe(0);
});
