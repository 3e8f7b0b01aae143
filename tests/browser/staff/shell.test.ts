import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { bookToday, callOffAtDesk, type DayBooking } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { DeskDevice, PIN, type DeviceOptions } from '../../support/desk-device.ts';
import { firstOrAll } from '../../support/fault-size.ts';
import { accessFaults, sidewaysScroll, smallTargets } from '../../support/page-watch.ts';

const DAY_MS = 24 * 3_600_000;

let library: Library;
let booked: DayBooking[];
let device: DeskDevice;

beforeAll(async () => {
  library = await Library.open({ network: dayNetwork({ counsellors: 6 }), settings: { checkInOpensMin: 1440 } });
  booked = await bookToday(library.url, 12);
});
afterEach(() => device?.close());
afterAll(() => library.close());

async function open(options: DeviceOptions = {}, before?: (device: DeskDevice) => Promise<void>): Promise<void> {
  device = await DeskDevice.open(library.url, options);
  await before?.(device);
  await device.signIn(DAY_PEOPLE.desk);
  await device.page.locator('[id^=row-]').first().waitFor();
}

const locked = () => device.page.getByRole('heading', { name: device.word('Locked') });
const pin = () => device.page.getByLabel(device.word('PIN of this device'));
const next = () => booked.shift() as DayBooking;

describe('the lock', () => {
  test('comes after two minutes without a touch, hides everything, and opens by the PIN', async () => {
    await open({}, ({ page }) => page.clock.install());
    const name = booked[0]!.alias;
    await device.page.clock.runFor(90_000);
    expect(await locked().isVisible()).toBe(false);
    await device.page.mouse.move(200, 200);
    await device.page.clock.runFor(60_000);
    expect(await locked().isVisible()).toBe(false);
    await device.page.clock.runFor(61_000);
    await locked().waitFor();
    expect(await device.page.content()).not.toContain(name);

    await device.unlock(PIN);
    await device.page.locator('[id^=row-]').first().waitFor();
  });

  test('keeps nothing after five wrong tries but what was not sent yet, and that arrives', async () => {
    await open();
    await device.offline(true);
    const waits = next().alias;
    await device.showWholeDay();
    await device.step(waits, 'Check in').click();
    await device.untilUnsent(1);
    await device.button('Lock').click();
    for (let left = 5; left > 0; left--) {
      await pin().fill('0000');
      await device.button('Open').click();
      if (left > 1) await device.page.getByText(`After ${left - 1} more`).waitFor();
    }
    await device.page.waitForURL('**/sign-in');
    expect(await device.unsent()).toBe(1);
    const kept = () =>
      device.page.evaluate(async () => {
        const open = indexedDB.open('quietroom-vault');
        await new Promise((done) => (open.onsuccess = done));
        const all = open.result.transaction('vault').objectStore('vault').getAllKeys();
        await new Promise((done) => (all.onsuccess = done));
        return all.result;
      });
    await expect.poll(kept).toEqual([]);

    await device.offline(false);
    await device.untilSent();
  });
});

test('a clock that is a day wrong is said loudly, and what is recorded carries the server’s time', async () => {
  await open({}, ({ page }) => page.clock.install({ time: Date.now() + DAY_MS }));
  await device.page.getByText(/clock is ahead: 1 day/).waitFor();
  expect(await device.page.getByRole('alert').filter({ hasText: 'clock is ahead' }).count()).toBe(1);

  await device.showWholeDay();
  const told = () => library.rows<{ at: number }>('select occurred_at as at from check_in order by at desc');
  const before = told().length;
  await device.step(next().alias, 'Check in').click();
  await device.page.clock.runFor(1000);
  await expect.poll(() => told().length).toBe(before + 1);
  expect(Math.abs(told()[0]!.at - Date.now())).toBeLessThan(60_000);
});

describe.each(
  firstOrAll([
    { locale: 'fa', phone: true },
    { locale: 'en', phone: false },
  ]),
)('what staff share, in $locale, on a phone: $phone', ({ locale, phone }) => {
  const look = async (name: string) => {
    expect.soft(await accessFaults(device.page), `${name}: axe`).toEqual([]);
    expect.soft(await smallTargets(device.page), `${name}: targets under 44 × 44`).toEqual([]);
    expect.soft(await sidewaysScroll(device.page), `${name}: pixels too wide`).toBeLessThanOrEqual(0);
    if (process.env.SCREENSHOTS === '1') {
      await device.page.screenshot({ path: `screenshots/staff-${name}.${locale}.${phone ? 'phone' : 'desk'}.png` });
    }
  };

  test('can be used by everyone', async () => {
    await open({ locale, phone });
    await device.showWholeDay();
    // The last of the day: it can be called off until it begins.
    const refused = booked.pop()!;
    await device.offline(true);
    await device.step(refused.alias, 'Check in').click();
    await device.step(next().alias, 'Check in').click();
    await device.untilUnsent(2);
    await device.page.locator('.outbox:visible').click();
    await device.page.getByRole('dialog').waitFor();
    await look('waiting');
    await device.page.keyboard.press('Escape');
    await device.page.getByRole('dialog').waitFor({ state: 'detached' });
    await look('offline');

    // Of two desks the other one was quicker to call it off.
    await callOffAtDesk(library.url, refused.id);
    await device.offline(false);
    await device.page.locator('.tray').waitFor();
    await look('refused');
    await device.page
      .getByRole('link', { name: device.word('Account') })
      .filter({ visible: true })
      .click();
    await device.page.waitForURL('**/account');
    await device.page.getByRole('heading', { name: device.word('Where you are signed in') }).waitFor();
    await look('account');
    await device.button('Lock').click();
    await locked().waitFor();
    await look('locked');
    await pin().fill('0000');
    await device.button('Open').click();
    await device.page.getByRole('alert').waitFor();
    await look('wrong-pin');
  });
});
