import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESK, Library, PHONE } from '../../support/browser-journey.ts';
import { Counsellor } from '../../support/counsellor-steps.ts';
import { bookToday, walkInNow } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { DeskDevice } from '../../support/desk-device.ts';
import { lookAt } from '../../support/screen-look.ts';

let library: Library;
beforeAll(async () => {
  library = await Library.open({ network: dayNetwork({ firstDay: 'sat' }), settings: { graceMin: 0 } });
  await walkInNow(library.url);
  await bookToday(library.url, 8);
});
afterAll(() => library.close());

// Each screen in each language is looked at in both sizes, and by axe in one: the two differ in width and in direction.
describe.each([
  { locale: 'en', phone: true },
  { locale: 'fa', phone: false },
] as const)('a counsellor’s screens in $locale', ({ locale, phone }) => {
  test('pass axe, have targets for a finger, do not scroll sideways', async () => {
    const device = await DeskDevice.open(library.url, { locale, phone });
    try {
      await device.signIn(DAY_PEOPLE.counsellor);
      const counsellor = new Counsellor(device);
      const { page, word } = device;
      const sizes = phone ? [DESK, PHONE] : [PHONE, DESK];
      const look = (name: string) => lookAt(device, name, { locale, sizes });
      await page.locator('.tl .ev').first().waitFor();
      await look('day');
      await page.locator('.tl .ev').first().click();
      await counsellor.sheet.waitFor();
      await look('visit');
      await counsellor.press('Write a note', 'Change the note');
      await look('note');
      await counsellor.close();
      await page.getByRole('button', { name: word('Choose a day') }).click();
      await counsellor.sheet.waitFor();
      await look('picker');
      await counsellor.close();
      await page.getByRole('button', { name: word('I am ill today') }).click();
      await counsellor.sheet.locator('.affected select').first().waitFor();
      await look('ill');
      await counsellor.close();

      await page.goto('/my-week');
      await page
        .locator(phone ? '.wk-list .slot' : '.wk .ev')
        .first()
        .waitFor();
      await look('week');
      await page.setViewportSize(PHONE);
      await page.locator('.wk-list .slot').first().waitFor();
      await page.setViewportSize(DESK);
      await page.locator('.wk .ev').first().waitFor();
      const [first, second] = await page.locator('.wk .hd').all();
      const [a, b] = [await first!.boundingBox(), await second!.boundingBox()];
      expect(a!.x < b!.x, 'the first day stands where the script begins').toBe(locale === 'en');
      const day = locale === 'fa' ? 'شنبه' : 'Saturday';
      expect(await first!.innerText()).toContain(day);
      expect(device.watch.faults).toEqual([]);
    } finally {
      await device.close();
    }
  });
});
