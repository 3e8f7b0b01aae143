import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESK, Library, PHONE, type Visit } from '../support/browser-journey.ts';
import { firstOrAll } from '../support/fault-size.ts';
import { lookAt } from '../support/screen-look.ts';

let library: Library;
beforeAll(async () => void (library = await Library.open()));
afterAll(() => library.close());

type Pair = [string, string];
const WHO: Record<'en' | 'fa', Pair> = { en: ['29000005', '8417'], fa: ['29000001', '4821'] };
const WHERE: Record<'en' | 'fa', Pair> = { en: ['guidance-fi', 'kuhmo'], fa: ['individual-ir', 'ilam'] };

describe.each(
  firstOrAll([
    { locale: 'en', sizes: [PHONE, DESK] },
    { locale: 'fa', sizes: [DESK, PHONE] },
  ]),
)('a link for somebody else, in $locale', ({ locale, sizes }) => {
  test('is made on the ticket, moves and cancels without a sign-in, and ends when its patron says so', async () => {
    const own = await library.visit({ locale, viewport: sizes.at(-1)!, worker: false, search: WHERE[locale] });
    await own.patron.holdNextWeek(...WHO[locale]);
    await own.patron.confirm();
    await own.patron.button('A link for somebody else to change it').click();
    await own.patron.button('Make the link').click();
    const field = own.page.getByLabel(own.patron.word('The link, shown only now'));
    const url = new URL(await field.inputValue());
    expect(url.hash).toMatch(/^#[\w-]{43}$/);
    await look(own, 'link-made');

    // Somebody else's browser, where nobody is signed in.
    const other = await library.visit({
      locale,
      viewport: sizes.at(-1)!,
      path: url.pathname + url.hash,
      worker: false,
    });
    const { page, patron } = other;
    await patron.button('Move').waitFor();
    expect(new URL(page.url()).hash).toBe('');
    expect((await page.title()).split(' · ')[0]).toMatch(patron.word('Appointment'));
    await look(other, 'link-held');

    const before = await startOf(own);
    await patron.button('Move').click();
    await patron.button('Week after').click();
    await patron.times.last().waitFor();
    await look(other, 'link-times');
    await patron.times.last().click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: patron.word('Move to {time}') })
      .click();
    await patron.undoButton.waitFor();
    expect(await startOf(own)).not.toBe(before);
    await look(other, 'link-moved');
    await patron.undoButton.click();
    await expect.poll(() => startOf(own)).toBe(before);

    await patron.button('Cancel').click();
    await page.getByRole('dialog').waitFor();
    await look(other, 'link-cancel');
    await patron.button('Cancel the appointment').click();
    await patron.sentence('Cancelled').waitFor();
    await look(other, 'link-cancelled');
    await patron.undoButton.click();
    await patron.button('Move').waitFor();

    // Its patron ends it; the page says so at the next look.
    await own.page.goto('/bookings');
    await own.patron.button('Cancel').waitFor();
    await own.patron.button('A link for somebody else to change it').click();
    await own.patron.button('End the link').click();
    await own.patron.sentence('The link has ended. Nobody can use it any more.').waitFor();
    await page.goto('/you');
    await page.goto(url.pathname + url.hash);
    await patron.sentence('This link does not open anything').waitFor();
    await look(other, 'link-ended');

    // A link that is over answers 404: what the browser logs of that is no fault of the page.
    expect(own.watch.faults).toEqual([]);
    expect(other.watch.faults.filter((fault) => !fault.includes('404'))).toEqual([]);
    expect(other.watch.responses.map((one) => one.url()).filter((asked) => asked.includes(url.hash.slice(1)))).toEqual(
      [],
    );
    await own.page
      .getByRole('dialog')
      .getByRole('button', { name: own.patron.word('Close') })
      .click();
    await own.patron.cancel();
  });

  const look = (visit: Visit, name: string) => lookAt(visit, name, { locale, sizes });
});

/** When the patron's confirmed booking begins, as the server has it. */
async function startOf({ patron }: Visit): Promise<string | undefined> {
  return (await patron.bookings()).find(({ state }) => state === 'confirmed')?.startsAt;
}
