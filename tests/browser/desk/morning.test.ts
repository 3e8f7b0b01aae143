import { afterAll, beforeAll, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { bookToday, type DayBooking } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { DeskDevice } from '../../support/desk-device.ts';

let library: Library;
let desk: DeskDevice;
let booked: DayBooking[];
/** Somebody without a booking, whose time began before the test did. */
let visitor: { booking: string; alias: string };

beforeAll(async () => {
  library = await Library.open({ network: dayNetwork(), settings: { checkInOpensMin: 1440, graceMin: 0 } });
  desk = await DeskDevice.open(library.url, { worker: true });
  await desk.signIn(DAY_PEOPLE.desk);
  visitor = await walkInNow();
  booked = await bookToday(library.url, 6);
  // Heard of by the live stream: nobody reloads anything.
  await desk.step(booked[0]!.alias, 'Check in').waitFor();
});
afterAll(async () => {
  await desk?.close();
  await library.close();
});

const stateOf = (id: string) =>
  library.rows<{ state: string }>(`select state from booking where id = '${id}'`)[0]?.state;
const sheet = () => desk.page.getByRole('dialog');
const inSheet = (...english: string[]) => sheet().getByRole('button', { name: desk.word(...english) });
const openRow = (alias: string) => desk.page.getByRole('button', { name: new RegExp(`^${alias}, `) }).click();

test('somebody arrives with one press, which can be taken back, and goes in', async () => {
  const { id, alias } = booked[0]!;
  await desk.step(alias, 'Check in').click();
  await expect.poll(() => stateOf(id)).toBe('arrived');
  await desk.undoCheckIn(alias);
  await expect.poll(() => stateOf(id)).toBe('confirmed');

  await desk.step(alias, 'Check in').click();
  await desk.step(alias, 'Start').click();
  await desk.step(alias, 'Finish').waitFor();
  await expect.poll(() => stateOf(id)).toBe('in_session');
});

test('what waits to be sent is shown as waiting, never as done', async () => {
  const { id, alias } = booked[1]!;
  const row = desk.page.getByRole('row').filter({ hasText: alias });
  await desk.offline(true);
  await desk.step(alias, 'Check in').click();
  await row.getByText(desk.word('{time}, waiting')).waitFor();
  expect(stateOf(id)).toBe('confirmed');

  await desk.offline(false);
  await row.getByText(desk.word('{time}, waiting')).waitFor({ state: 'detached' });
  await expect.poll(() => stateOf(id)).toBe('arrived');
});

test('somebody without a booking is taken with three presses, and leaves with a code card', async () => {
  const began = performance.now();
  await desk.page.keyboard.press('w');
  await sheet().locator('button[type=submit]:enabled').waitFor();
  await desk.page.keyboard.press('Enter');
  await sheet()
    .getByRole('heading', { name: desk.word('Taken') })
    .waitFor();
  const card = await sheet()
    .getByRole('region', { name: desk.word('Code card') })
    .innerText();
  expect(card).toMatch(/\d{4} ?\d{4}/);
  await desk.page.keyboard.press('Enter');
  await sheet().waitFor({ state: 'detached' });
  expect(performance.now() - began).toBeLessThan(20_000);
  expect(library.rows(`select id from booking where state in ('confirmed', 'arrived')`).length).toBeGreaterThan(5);
});

test('a room is swapped, and who has to be told is seen at once', async () => {
  const { id, alias } = booked[2]!;
  const roomOf = () =>
    library.rows<{ room: string }>(
      `select session.room from session join booking on booking.session = session.id where booking.id = '${id}'`,
    )[0]?.room;
  const before = roomOf();
  await openRow(alias);
  await inSheet('Another room').click();
  await inSheet('Take this room').click();
  await sheet().getByText(desk.word('Tell them', 'Nobody has to be told.')).first().waitFor();
  await inSheet('All done').click();
  expect(roomOf()).not.toBe(before);
});

test('a payment is recorded, its receipt says nothing of why, and the day’s sum has it', async () => {
  const { alias } = booked[0]!;
  await openRow(alias);
  await inSheet('Payment').click();
  await sheet().getByRole('textbox').fill('۲۰٫۰۰');
  await inSheet('Record').click();
  await desk.page.getByRole('row').filter({ hasText: alias }).getByText(desk.word('Paid')).waitFor();

  await openRow(alias);
  await sheet()
    .getByRole('link', { name: desk.word('Receipt') })
    .click();
  const receipt = desk.page.getByRole('article');
  await receipt.getByText('€20.00').first().waitFor();
  const text = await receipt.innerText();
  expect(text).toContain('€20.00');
  expect(text).not.toMatch(/Talk|Ada|Bo |counsel/);

  await desk.page.goto('/desk/cash-up');
  await desk.page.getByRole('row').filter({ hasText: '€20.00' }).first().waitFor();
  await desk.page.goto('/desk');
  await desk.page.getByRole('table').waitFor();
});

test('a sum that is more than open is not taken', async () => {
  const { alias } = booked[1]!;
  await openRow(alias);
  await inSheet('Payment').click();
  await sheet().getByRole('textbox').fill('2000');
  await inSheet('Record').click();
  await sheet().getByText(desk.word('At most {most}.')).waitFor();
  await desk.page.keyboard.press('Escape');
});

test('who did not come: why is told apart, and they may come after all', async () => {
  const { booking: id, alias } = visitor;
  await openRow(alias);
  await inSheet('Undo the arrival').click();
  await expect.poll(() => stateOf(id)).toBe('confirmed');
  await desk.page.getByRole('button', { name: `${alias}: Did not come` }).click();
  await sheet()
    .getByRole('radio', { name: /Excused/ })
    .check();
  await inSheet('Did not come').click();
  await expect.poll(() => stateOf(id)).toBe('no_show');
  expect(library.rows<{ absence: string }>(`select absence from booking where id = '${id}'`)[0]?.absence).toBe(
    'excused',
  );

  await openRow(alias);
  await inSheet('Did not come').click();
  await inSheet('They came after all').click();
  await expect.poll(() => stateOf(id)).toBe('arrived');
});

test('nothing went wrong behind the screen', () => {
  expect(desk.watch.strangers).toEqual([]);
  expect(desk.watch.faults).toEqual([]);
});

async function walkInNow(): Promise<{ booking: string; alias: string }> {
  const answer = await desk.page.request.post('/api/desk/walk-ins', {
    headers: { 'idempotency-key': crypto.randomUUID() },
    data: { branch: 'main', service: 'talk' },
  });
  return ((await answer.json()) as { booking: { booking: string; alias: string } }).booking;
}
