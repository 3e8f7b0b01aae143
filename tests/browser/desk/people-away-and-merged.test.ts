import { afterAll, beforeAll, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { bookToday, joinCircle, type DayBooking } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { DeskDevice } from '../../support/desk-device.ts';

let library: Library;
let desk: DeskDevice;
let booked: DayBooking[];

beforeAll(async () => {
  library = await Library.open({
    network: dayNetwork({ counsellors: 3, circle: true }),
    settings: { checkInOpensMin: 1440 },
  });
  booked = await bookToday(library.url, 5);
  for (const patron of [5, 6]) await joinCircle(library.url, patron);
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
const ofPatron = (booking: string) =>
  library.rows<{ patron: string }>(`select patron from booking where id = '${booking}'`)[0]!.patron;

test('somebody with a code card shows a library card: looked at side by side, merged, and taken apart again', async () => {
  await desk.page.goto('/desk/find');
  await desk.button('Make a code card').click();
  await desk.page.locator('.people a').first().click();
  await desk.button('This person has shown a library card').click();
  const number = desk.page.getByLabel(desk.word('Number of the library card'));

  await number.fill('1');
  await desk.button('Look up the card').click();
  await desk.page.getByText(desk.word('No card has this number. Check it with the person.')).waitFor();

  await number.fill(DAY_PEOPLE.patrons[0]!.card);
  await desk.button('Look up the card').click();
  const sides = desk.page.locator('.merge-sides section');
  await sides.nth(1).waitFor();
  expect(await sides.count()).toBe(2);
  expect(await sides.nth(0).innerText()).toMatch(/0 appointments ahead/);
  expect(await sides.nth(1).innerText()).toMatch(/[1-9]\d* appointments? ahead/);
  expect(await desk.page.getByRole('main').innerText()).not.toMatch(/Talk|Test patron/);

  await desk.button('They are one person: merge').click();
  await desk.page.getByText(desk.word('Merged with a code card')).waitFor();
  expect(library.rows('select id from patron_merge where undone_at is null')).toHaveLength(1);

  await desk.page.getByText(desk.word('Has a library card.')).waitFor();
  await desk.button('Undo').click();
  await desk.page
    .getByText(desk.word('Everything is back under the code card. Whoever signed in since has to sign in again.'))
    .waitFor();
  expect(library.rows('select id from patron_merge where undone_at is null')).toHaveLength(0);
  expect(ofPatron(booked[0]!.id)).toMatch(/^patron-/);
});

test('a counsellor is ill: the desk decides for each who is in the way, tells them, and gives the time back', async () => {
  await desk.page.goto('/desk/rooms');
  await desk.page.getByRole('button', { name: /^Ada Lind: is ill/ }).click();
  await sheet().getByText(desk.word('Rest of today')).click();
  await inSheet('See who is in the way').click();
  const affected = sheet().locator('.affected');
  const save = sheet().getByRole('button', { name: /Save all of it|still to decide/ });
  await save.waitFor();
  const lines = await affected.allInnerTexts();
  for (const line of lines) expect(line, 'alias, time and room, nothing else').not.toMatch(/Talk|topic|€/);
  for (const choice of await affected.locator('select').all()) {
    if ((await choice.inputValue()) === '') await choice.selectOption('cancel');
  }
  await inSheet('Save all of it').click();
  await sheet().getByText(desk.word('Tell them', 'Nobody has to be told.')).first().waitFor();
  await inSheet('All done').click();
  const [block] = library.rows<{ by_desk: number; counsellor: string }>(
    'select by_desk, counsellor from block where gone_at is null',
  );
  expect(block).toEqual({ by_desk: 1, counsellor: 'ada' });

  await desk.page.getByRole('button', { name: /^Ada Lind is back/ }).click();
  await desk.page.getByRole('button', { name: /^Ada Lind is back/ }).waitFor({ state: 'detached' });
});

test('a group that was called off for an illness is brought back with everybody who had a place', async () => {
  const ofCircle = () =>
    library
      .rows<{ state: string }>(
        `select b.state from booking b join session s on s.id = b.session where s.service = 'circle' order by b.id`,
      )
      .map(({ state }) => state);
  await desk.page.goto('/desk/rooms');
  await desk.page.getByRole('button', { name: /^Bo Falk: is ill/ }).click();
  await sheet().getByText(desk.word('Rest of today')).click();
  await inSheet('See who is in the way').click();
  await sheet()
    .getByRole('button', { name: /Save all of it|still to decide/ })
    .waitFor();
  for (const choice of await sheet().locator('.affected select').all()) await choice.selectOption('cancel');
  await inSheet('Save all of it').click();
  await inSheet('All done').click();
  expect(ofCircle()).toEqual(['cancelled', 'cancelled']);
  await desk.page.getByRole('button', { name: /^Bo Falk is back/ }).click();

  await desk.page.getByText('2 people had a place').waitFor();
  await desk.page.getByRole('button', { name: /: bring it back$/ }).click();
  await desk.page.getByText(desk.word('has the place again')).nth(1).waitFor();
  expect(ofCircle()).toEqual(['confirmed', 'confirmed']);
});

test('nothing went wrong behind the screen', () => {
  expect(desk.watch.strangers).toEqual([]);
  // What happened to it may be heard before the page has turned: the closed account is then asked for once more.
  expect(desk.watch.faults.filter((fault) => !/^404 GET \S+\/api\/desk\/patrons\//.test(fault))).toEqual([]);
});
