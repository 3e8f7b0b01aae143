import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESK, Library, PHONE, type VisitOptions } from '../../support/browser-journey.ts';
import { bookToday, walkInNow, type DayBooking } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { firstOrAll } from '../../support/fault-size.ts';
import { pressCode, scanToken, typePersian } from '../../support/kiosk-steps.ts';
import { accessFaults, sidewaysScroll, smallTargets } from '../../support/page-watch.ts';
import { wordsOf } from '../../support/screen-words.ts';

let library: Library;
let booked: DayBooking[];
let walkIn: { room: string; alias: string };
beforeAll(async () => {
  library = await Library.open({ network: dayNetwork() });
  walkIn = await walkInNow(library.url);
  booked = await bookToday(library.url, 4);
});
afterAll(() => library.close());

/** A device that the desk has made a screen of that kind. */
async function screenOf(kind: 'kiosk' | 'door', options: VisitOptions = {}, room = '') {
  // A page of its own without the app, where the browser can be signed in.
  const visit = await library.visit({ viewport: DESK, worker: false, path: '/away.html', ...options });
  const { page } = visit;
  const word = wordsOf(options.locale ?? 'en');
  const answer = await page.request.post('/api/sign-in/password', {
    data: DAY_PEOPLE.desk,
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  expect(answer.status()).toBe(204);
  await page.evaluate(() => localStorage.setItem('quietroom', JSON.stringify({ signedIn: true })));
  await page.goto(`/${kind}`);
  const lock = page.getByRole('button', { name: word('Lock this device to it') });
  await lock.waitFor();
  if (room) await page.getByRole('combobox').selectOption(room);
  await visit.picture(`${kind}-setup`);
  await lock.click();
  await page.locator(kind === 'kiosk' ? '.pad' : '.door').waitFor();
  return { ...visit, word };
}

describe('a screen for checking in', () => {
  test('takes six digits, welcomes without a name, and is empty again after 15 seconds', async () => {
    const { page, word, watch, picture } = await screenOf('kiosk');
    await page.clock.install();
    await page.reload();
    await page.locator('.pad').waitFor();
    await picture('kiosk');
    const [first] = booked as [DayBooking];

    await pressCode(page, first.code);
    await page.clock.runFor(300);
    await page.getByRole('heading', { name: word('You are checked in') }).waitFor();
    await picture('kiosk-welcome');
    const text = await page.locator('body').innerText();
    expect(text).not.toContain(first.alias);
    expect(text).toMatch(/\d\d:\d\d/);
    expect(library.rows(`select state from booking where id = '${first.id}'`)).toEqual([{ state: 'arrived' }]);

    await page.clock.runFor(14_000);
    await page.getByRole('heading', { name: word('You are checked in') }).waitFor();
    await page.clock.runFor(1500);
    await page.locator('.pad').waitFor();
    expect(await page.locator('.pad-code').innerText()).toBe('');

    await page.keyboard.type('123');
    await expect.poll(() => page.locator('.pad-code').innerText()).not.toBe('');
    await page.clock.runFor(16_000);
    await expect
      .poll(() => page.locator('.pad-code').innerText(), { message: 'half a code that was left behind' })
      .toBe('');
    expect(watch.faults).toEqual([]);
  });

  test('takes what a keyboard types in Persian digits, and says who is checked in already', async () => {
    const { page, word } = await screenOf('kiosk');
    await typePersian(page, booked[0]!.code);
    await page.getByRole('heading', { name: word('You are already checked in') }).waitFor();
  });

  test('takes a ticket under the reader, also while the answer before is still there', async () => {
    const { page, word } = await screenOf('kiosk');
    await pressCode(page, '000000');
    await page.getByRole('heading', { name: word('Please come to the desk') }).waitFor();

    await scanToken(page, booked[1]!.token);
    await page.getByRole('heading', { name: word('You are checked in') }).waitFor();
    expect(library.rows(`select state from booking where id = '${booked[1]!.id}'`)).toEqual([{ state: 'arrived' }]);
  });

  test('says kindly that it needs a network, and keeps nothing for later', async () => {
    const { page, word, offline } = await screenOf('kiosk');
    await offline(true);
    await page.getByText(word('This screen has no network just now')).waitFor();
    await pressCode(page, booked[2]!.code);
    await page.getByRole('heading', { name: word('Please come to the desk') }).waitFor();
    await offline(false);
    expect(library.rows(`select state from booking where id = '${booked[2]!.id}'`)).toEqual([{ state: 'confirmed' }]);
  });

  test('speaks a visitor’s language, and its own again to the next', async () => {
    const { page } = await screenOf('kiosk');
    await page.clock.install();
    await page.reload();
    await page.locator('.pad').waitFor();
    await page.getByRole('button', { name: 'فارسی' }).click();
    await page.getByRole('heading', { name: wordsOf('fa')('Check in') }).waitFor();
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    await page.clock.runFor(61_000);
    await page.getByRole('heading', { name: wordsOf('en')('Check in') }).waitFor();
  });

  test('stays itself: back, Escape and the desk’s pages lead nowhere; only the desk’s sign-in ends it', async () => {
    const { page, word, watch } = await screenOf('kiosk', { worker: true, path: '/' });
    await page.goBack().catch(() => undefined);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.locator('.pad').waitFor();
    expect(new URL(page.url()).pathname).toBe('/kiosk');
    expect((await page.request.get('/api/desk/day?branch=main&date=2026-11-24')).status()).toBe(403);
    await page.goto('/desk');
    await page.locator('.pad').waitFor();

    await page.getByRole('button', { name: word('For the desk') }).click();
    await page.getByLabel(word('Name')).fill(DAY_PEOPLE.desk.name);
    await page.getByLabel(word('Password')).fill('certainly-not-this-one');
    watch.expect(401, /password$/);
    await page.getByRole('button', { name: word('Sign in') }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel(word('Password')).fill(DAY_PEOPLE.desk.password);
    await page.getByRole('button', { name: word('Sign in') }).click();
    await page.waitForURL(/\/desk/);
    expect(watch.faults).toEqual([]);
  });
});

describe.each(
  firstOrAll([
    { locale: 'fa', viewport: PHONE },
    { locale: 'en', viewport: DESK },
  ]),
)('the screen for checking in, in $locale at $viewport.width px', ({ locale, viewport }) => {
  test('passes axe, has targets for a finger, and does not scroll sideways', async () => {
    const { page, word, picture } = await screenOf('kiosk', { locale, viewport });
    await look('pad');
    await pressCode(page, '000000');
    await page.getByRole('heading', { name: word('Please come to the desk') }).waitFor();
    await look('answer');

    async function look(name: string): Promise<void> {
      await picture(`kiosk-${name}`);
      expect.soft(await accessFaults(page), name).toEqual([]);
      expect.soft(await smallTargets(page), name).toEqual([]);
      expect.soft(await sidewaysScroll(page), name).toBeLessThanOrEqual(0);
    }
  });
});

describe('a door', () => {
  test('says free and nothing more; and nothing at all once it has heard nothing for two minutes', async () => {
    const { page, word, offline, picture } = await screenOf('door', {}, 'room-3');
    await page.clock.install();
    await page.reload();
    const free = page.getByRole('heading', { name: word('Free') });
    await free.waitFor();
    await picture('door');
    expect(await page.locator('body').innerText()).toBe('Free');
    expect(await accessFaults(page)).toEqual([]);

    await offline(true);
    await page.clock.runFor(60_000);
    await free.waitFor();
    await page.clock.runFor(70_000);
    await page.getByRole('heading', { name: '–', exact: true }).waitFor();
    await offline(false);
    await page.clock.runFor(20_000);
    await free.waitFor();
  });

  test('says until when it is in use, where somebody is in', async () => {
    const { room, alias } = walkIn;
    const { page, word, picture } = await screenOf('door', {}, room);
    await page.getByRole('heading', { name: word('In use until <0>{0}</0>') }).waitFor();
    await picture('door-used');
    expect(await page.locator('body').innerText()).not.toContain(alias);
  });
});
