import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { bookToday, type DayBooking } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { DeskDevice } from '../../support/desk-device.ts';
import { Keyboard } from '../../support/keyboard.ts';

/** The whole desk without a mouse: nothing in this file clicks once somebody has signed in. */

let library: Library;
let desk: DeskDevice;
let booked: DayBooking[];
let keys: Keyboard;

beforeAll(async () => {
  library = await Library.open({ network: dayNetwork(), settings: { checkInOpensMin: 1440 } });
  booked = await bookToday(library.url, 4);
  desk = await DeskDevice.open(library.url);
  keys = new Keyboard(desk.page);
  await desk.signIn(DAY_PEOPLE.desk);
  await desk.step(booked[0]!.alias, 'Check in').waitFor();
});
afterAll(async () => {
  await desk?.close();
  await library.close();
});

const stateOf = (id: string) =>
  library.rows<{ state: string }>(`select state from booking where id = '${id}'`)[0]?.state;
const press = (key: string) => keys.press(key);
const row = (alias: string) => desk.page.getByRole('row').filter({ hasText: alias });
const rowButton = (alias: string) => desk.page.getByRole('button', { name: new RegExp(`^${alias}, `) });
const sheet = () => desk.page.getByRole('dialog');
const hasFocus = (what: Locator) => what.evaluate((element) => element === document.activeElement);

const focusIsSeen = () => keys.focusIsSeen();
const tabTo = (name: RegExp) => keys.tabTo(name);

test('search, check in, start and finish, each with one key', async () => {
  const { id, alias } = booked[1]!;
  await press('/');
  await desk.page.keyboard.type(alias);
  await expect.poll(() => desk.page.locator('tbody tr').count()).toBe(1);
  await press('Enter');
  await expect.poll(() => hasFocus(rowButton(alias))).toBe(true);
  expect(await row(alias).getAttribute('aria-current')).toBe('true');
  expect(await focusIsSeen()).toBe(true);

  await press('c');
  await expect.poll(() => stateOf(id)).toBe('arrived');
  await desk.step(alias, 'Start').waitFor();
  await press('s');
  await expect.poll(() => stateOf(id)).toBe('in_session');
  await desk.step(alias, 'Finish').waitFor();
  await press('f');
  await expect.poll(() => stateOf(id)).toBe('completed');
});

test('arrows walk along the rows; U takes back; keys do nothing while somebody types', async () => {
  const { id, alias } = booked[0]!;
  // The focus may stand anywhere: walk up to the first row.
  for (let step = 0; step < 6; step++) await press('ArrowUp');
  await expect.poll(() => row(alias).getAttribute('aria-current')).toBe('true');
  await press('ArrowDown');
  await expect.poll(() => row(alias).getAttribute('aria-current')).toBeNull();
  await press('ArrowUp');
  await expect.poll(() => row(alias).getAttribute('aria-current')).toBe('true');

  await press('c');
  await expect.poll(() => stateOf(id)).toBe('arrived');
  await desk.step(alias, 'Start').waitFor();
  await press('u');
  await expect.poll(() => stateOf(id)).toBe('confirmed');

  await press('/');
  await desk.page.keyboard.type('c');
  await press('Escape');
  await desk.step(alias, 'Check in').waitFor();
  await expect.poll(() => desk.unsent()).toBe(0);
  expect(stateOf(id)).toBe('confirmed');
});

test('a row opens with Enter; its sheet keeps the focus, takes a payment, and gives the focus back', async () => {
  const { alias } = booked[2]!;
  await press('/');
  await desk.page.keyboard.type(alias);
  await expect.poll(() => desk.page.locator('tbody tr').count()).toBe(1);
  await press('Enter');
  await expect.poll(() => hasFocus(rowButton(alias))).toBe(true);
  expect(await row(alias).getAttribute('aria-current')).toBe('true');
  await press('Enter');
  await sheet().waitFor();
  await tabTo(desk.word('Payment'));
  await expect.poll(focusIsSeen).toBe(true);
  await press('Enter');
  await sheet().getByRole('textbox').waitFor();
  await tabTo(desk.word('Record'));
  await press('Enter');
  await sheet().waitFor({ state: 'detached' });
  await row(alias).getByText(desk.word('Paid')).waitFor();
  await expect.poll(() => hasFocus(rowButton(alias))).toBe(true);
});

test('somebody without a booking is taken with W and Enter', async () => {
  const before = library.rows('select id from booking').length;
  await press('w');
  await sheet().locator('button[type=submit]:enabled').waitFor();
  await expect.poll(focusIsSeen).toBe(true);
  await press('Enter');
  await sheet()
    .getByRole('region', { name: desk.word('Code card') })
    .waitFor();
  expect(library.rows('select id from booking').length).toBe(before + 1);
  await press('Enter');
  await sheet().waitFor({ state: 'detached' });
});

test('the keys can be looked up, and turned off', async () => {
  await press('Shift+Slash');
  await sheet().waitFor();
  await tabTo(/Use these keys/);
  await expect.poll(() => hasFocus(sheet().getByRole('switch'))).toBe(true);
  await press('Space');
  await press('Escape');
  await sheet().waitFor({ state: 'detached' });
  await press('w');
  // Behind an open sheet the button could not be reached.
  await tabTo(desk.word('Keys'));
  expect(await sheet().count()).toBe(0);
  await press('Enter');
  await sheet().getByRole('switch').focus();
  await press('Space');
  await press('Escape');
  await sheet().waitFor({ state: 'detached' });
  await press('w');
  await sheet().waitFor();
  await press('Escape');
  await sheet().waitFor({ state: 'detached' });
});

test('the other screens are reached and used with Tab and Enter', async () => {
  await tabTo(desk.word('Rooms today'));
  await press('Enter');
  await desk.page.getByRole('heading', { level: 1, name: desk.word('Rooms today') }).waitFor();
  await tabTo(/Room 3: close it/);
  await expect.poll(focusIsSeen).toBe(true);
  await press('Enter');
  await sheet().waitFor();
  await tabTo(desk.word('See who is in the way'));
  await press('Enter');
  await tabTo(desk.word('Close the room', '{undecided, plural, one {# still to decide} other {# still to decide}}'));
  await press('Escape');
  await sheet().waitFor({ state: 'detached' });
  expect(desk.watch.faults).toEqual([]);
});
