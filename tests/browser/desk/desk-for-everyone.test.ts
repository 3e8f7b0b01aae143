import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESK, Library, PHONE } from '../../support/browser-journey.ts';
import { bookToday, type DayBooking } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { DeskDevice } from '../../support/desk-device.ts';
import { firstOrAll } from '../../support/fault-size.ts';
import { lookAt } from '../../support/screen-look.ts';

let library: Library;
let booked: DayBooking[];

beforeAll(async () => {
  library = await Library.open({
    network: dayNetwork({ counsellors: 6 }),
    settings: { checkInOpensMin: 1440, graceMin: 0 },
  });
  booked = await bookToday(library.url, 40);
});
afterAll(() => library.close());

// Each screen in each language is looked at in both sizes. From right to left the desk is also seen by shell.test.ts.
describe.each(
  firstOrAll([
    { locale: 'en', phone: false },
    { locale: 'fa', phone: true },
  ]),
)('every screen of the desk in $locale', ({ locale, phone }) => {
  let desk: DeskDevice;
  beforeAll(async () => {
    desk = await DeskDevice.open(library.url, { locale, phone });
    await desk.signIn(DAY_PEOPLE.desk);
    await desk.page.locator('tbody tr .open').first().waitFor();
  });
  afterAll(() => desk?.close());

  const sheet = () => desk.page.getByRole('dialog');
  const look = (name: string) => lookAt(desk, name, { locale, sizes: phone ? [DESK, PHONE] : [PHONE, DESK] });
  const closeSheet = async () => {
    await sheet()
      .getByRole('button', { name: desk.word('Close') })
      .click();
    await sheet().waitFor({ state: 'detached' });
  };

  test('arrivals, and every sheet that opens over them', async () => {
    await look('arrivals');
    await desk.page.locator('tbody tr .open').nth(1).click();
    await sheet().waitFor();
    await look('a visit');
    for (const part of ['Payment', 'Note', 'Another room', 'Another time', 'Cancel', 'Did not come']) {
      await sheet()
        .getByRole('button', { name: desk.word(part), exact: true })
        .click();
      await sheet()
        .getByRole('heading', { name: desk.word(part === 'Cancel' ? 'Cancel this appointment?' : part) })
        .waitFor();
      await look(part);
      await closeSheet();
      await desk.page.locator('tbody tr .open').nth(1).click();
      await sheet().waitFor();
    }
    await closeSheet();
    await desk.button('Walk-in').click();
    await sheet().locator('fieldset').first().waitFor();
    await look('walk-in');
    await closeSheet();
    await desk.button('Scan').click();
    await sheet().waitFor();
    await look('scan');
    await closeSheet();
  });

  test('rooms, people, cash-up and paper', async () => {
    const { page } = desk;
    const open = async (path: string, name: string) => {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await look(name);
    };
    await open('/desk/rooms', 'rooms');
    await page.locator('.room-strip > .btn').first().click();
    await sheet().locator('button[type=submit]').click();
    await look('closing a room');
    await closeSheet();
    await open('/desk/find', 'find');
    await page.getByRole('main').getByRole('textbox').fill(DAY_PEOPLE.patrons[0]!.card);
    await page.keyboard.press('Enter');
    await page.locator('.people a').first().click();
    await page.locator('.parts h2').first().waitFor();
    await look('a person');
    await desk.button('Record a concession').click();
    await look('a concession');
    await desk.button('Book an appointment').click();
    await page.locator('.parts .chip').first().click();
    await page.locator('.slots .slot').first().waitFor();
    await look('booking for somebody');
    await open('/desk/cash-up', 'cash-up');
    await open('/desk/day-sheet', 'day sheet');
    await open(`/desk/receipt/${booked[0]!.id}`, 'receipt');
  });

  test('forty visits fit on one sheet of paper, without what the desk may not see', async () => {
    expect(booked).toHaveLength(40);
    await desk.page.goto('/desk/day-sheet');
    await expect.poll(() => desk.page.locator('.paper-day tbody tr').count()).toBeGreaterThanOrEqual(40);
    const paper = (await desk.page.pdf({ format: 'A4' })).toString('latin1');
    expect(paper.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
    expect(await desk.page.locator('.day-sheet').innerText()).not.toMatch(/Talk|گفت‌وگو/);
  });

  test('nothing went wrong behind the screen', () => {
    expect(desk.watch.strangers).toEqual([]);
    expect(desk.watch.faults).toEqual([]);
  });
});
