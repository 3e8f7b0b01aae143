import { afterAll, beforeAll, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { bookToday, type DayBooking } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { DeskDevice } from '../../support/desk-device.ts';

let library: Library;
let desk: DeskDevice;
let booked: DayBooking[];

beforeAll(async () => {
  library = await Library.open({ network: dayNetwork({ counsellors: 4 }), settings: { checkInOpensMin: 1440 } });
  booked = await bookToday(library.url, 6);
  desk = await DeskDevice.open(library.url);
  await desk.signIn(DAY_PEOPLE.desk);
  await desk.step(booked[0]!.alias, 'Check in').waitFor();
});
afterAll(async () => {
  await desk?.close();
  await library.close();
});

const sheet = () => desk.page.getByRole('dialog');
const inSheet = (...english: string[]) => sheet().getByRole('button', { name: desk.word(...english) });

test('a card is found with a network only, and that is said kindly', async () => {
  await desk.offline(true);
  await desk.page.keyboard.press('/');
  await desk.page.keyboard.type(DAY_PEOPLE.patrons[0]!.card);
  await desk.page
    .getByText(desk.word('A card is looked up with a network only. The alias and the six digits work without one.'))
    .waitFor();
  await desk.offline(false);
  await desk.button('Look further').waitFor();
  await desk.page.keyboard.press('Escape');
});

test('a concession that was seen lowers the price at once', async () => {
  await desk.page.goto('/desk/find');
  await desk.page.getByRole('main').getByRole('textbox').fill(DAY_PEOPLE.patrons[0]!.card);
  await desk.page.keyboard.press('Enter');
  await desk.page.locator('.people a').first().click();
  await desk.page.getByText('€20.00').first().waitFor();
  await desk.button('Record a concession').click();
  const save = desk.page.getByRole('button', { name: desk.word('Record until {0}') });
  expect(await save.isDisabled(), 'nothing is recorded that nobody has seen').toBe(true);
  await desk.page.getByRole('checkbox', { name: desk.word('I have seen the evidence') }).check();
  await save.click();
  await desk.page.getByText(desk.word('An open appointment now costs {0}.')).first().waitFor();
  await desk.page.getByText('€10.00').first().waitFor();
});

test('an appointment is made for somebody at the counter, and its code can be read out', async () => {
  const before = library.rows(`select id from booking where state = 'confirmed'`).length;
  await desk.button('Book an appointment').click();
  await desk.page.getByRole('radio', { name: 'Talk' }).check({ force: true });
  await desk.button('Week after').click();
  await desk.page
    .getByRole('region', { name: desk.word('Times') })
    .locator('button.slot')
    .last()
    .click();
  await desk.button('Confirm').click();
  const slip = desk.page.locator('.slip');
  await slip.getByText(desk.word('It is booked.')).waitFor();
  expect(await slip.innerText()).toMatch(/\d{3} \d{3}/);
  expect(library.rows(`select id from booking where state = 'confirmed'`)).toHaveLength(before + 1);
});

test('an appointment is moved without anybody being told what it is for', async () => {
  await desk.page.goto('/desk');
  const { id, alias, startsAt } = booked[5]!;
  const asked: string[] = [];
  desk.page.on('request', (request) => asked.push(request.url()));
  await desk.page.getByRole('button', { name: new RegExp(`^${alias}, `) }).click();
  await inSheet('Another time').click();
  await sheet().locator('.chip').last().click();
  await inSheet('Move to {0}').click();
  await sheet().waitFor({ state: 'detached' });
  const [row] = library.rows<{ starts_at: number }>(
    `select session.starts_at from session join booking on booking.session = session.id where booking.id = '${id}'`,
  );
  expect(row?.starts_at).not.toBe(Date.parse(startsAt));
  expect(asked.filter((url) => url.includes('service='))).toEqual([]);
});

test('a room is closed for some hours: who is in the way is decided first, told afterwards, and it opens again', async () => {
  await desk.page.goto('/desk/rooms');
  await desk.page.getByRole('button', { name: /^Room 1: close it/ }).click();
  await inSheet('See who is in the way').click();
  const close = inSheet('Close the room', '{undecided, plural, one {# still to decide} other {# still to decide}}');
  await close
    .or(sheet().getByRole('button', { name: /still to decide/ }))
    .first()
    .waitFor();
  for (const choice of await sheet().locator('.affected select').all()) await choice.selectOption('cancel');
  await inSheet('Close the room').click();
  await sheet().getByText(desk.word('Tell them', 'Nobody has to be told.')).first().waitFor();
  await inSheet('All done').click();
  const closed = desk.page.locator('.strip .out button');
  await closed.click();
  await inSheet('Use it again').click();
  await sheet().waitFor({ state: 'detached' });
  // It has begun, so it is cut at the next five minutes.
  const [block] = library.rows<{ ends_at: number }>(`select ends_at from block where kind = 'out_of_use'`);
  expect(block!.ends_at - Date.now()).toBeLessThanOrEqual(5 * 60_000);
});

test('nothing went wrong behind the screen', () => {
  expect(desk.watch.strangers).toEqual([]);
  expect(desk.watch.faults).toEqual([]);
});
