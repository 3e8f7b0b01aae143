import { afterAll, beforeAll, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { bookToday } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { DeskDevice } from '../../support/desk-device.ts';

/** What comes out of the printer, from a screen that is dark. */

let library: Library;
let desk: DeskDevice;
beforeAll(async () => {
  library = await Library.open({ network: dayNetwork({ counsellors: 6 }), settings: { checkInOpensMin: 1440 } });
  desk = await DeskDevice.open(library.url);
  await desk.page.emulateMedia({ colorScheme: 'dark' });
  await desk.signIn(DAY_PEOPLE.desk);
});
afterAll(async () => {
  await desk?.close();
  await library.close();
});

/** On A4, upright, without grounds, as a browser prints unless it is told otherwise. */
async function pages(): Promise<number> {
  const session = await desk.context.newCDPSession(desk.page);
  const { data } = await session.send('Page.printToPDF', {
    paperWidth: 8.27,
    paperHeight: 11.69,
    preferCSSPageSize: true,
  });
  await session.detach();
  return (
    Buffer.from(data, 'base64')
      .toString('latin1')
      .match(/\/Type \/Page\b(?!s)/g)?.length ?? 0
  );
}

/** The lightness of what lies under the ink, 0 to 1: a printer leaves it out, and people may have it printed. */
async function ground(selector: string): Promise<number> {
  await desk.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const colour = await desk.page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const canvas = new OffscreenCanvas(1, 1).getContext('2d')!;
      canvas.fillStyle = getComputedStyle(element).backgroundColor;
      canvas.fillRect(0, 0, 1, 1);
      return Array.from(canvas.getImageData(0, 0, 1, 1).data).slice(0, 3);
    });
  await desk.page.emulateMedia({ media: null, colorScheme: 'dark' });
  return colour.reduce((sum, part) => sum + part, 0) / 3 / 255;
}

test('a code card and a receipt are one page each, on white', async () => {
  await desk.page.goto('/desk');
  await desk.button('Walk-in').click();
  await desk.page.locator('dialog button[type=submit]:enabled').click();
  await desk.page.locator('.code-card').waitFor();
  expect(await pages()).toBe(1);
  expect(await ground('.code-card')).toBeGreaterThan(0.9);
  await desk.page.keyboard.press('Escape');

  const [walkIn] = library.rows<{ id: string }>(`select id from booking where state = 'arrived'`);
  await desk.page.locator(`#row-${walkIn!.id}`).first().waitFor();
  await desk.page.locator(`#row-${walkIn!.id}`).first().click();
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Payment' }).click();
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Record' }).click();
  await expect.poll(() => library.rows('select id from payment').length).toBe(1);
  await desk.page.goto(`/desk/receipt/${walkIn!.id}`);
  await desk.page.locator('.print-part').first().waitFor();
  expect(await pages()).toBe(1);
  expect(await ground('.print-part .slip, .print-part.slip')).toBeGreaterThan(0.9);
});

test('a full day is one sheet of paper', async () => {
  const booked = await bookToday(library.url, 50);
  await desk.page.goto('/desk/day-sheet');
  const rows = desk.page.locator('.paper-day tbody tr');
  await expect.poll(() => rows.count(), { timeout: 10_000 }).toBe(booked.length + 1);
  expect(booked.length).toBeGreaterThan(45);
  expect(await pages()).toBe(1);
});
