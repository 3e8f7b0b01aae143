import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONSENT_TEXT, CONSENT_VERSION } from '#domain/consent/consent-text.ts';
import { DESK, Library, PHONE, type Visit } from '../support/browser-journey.ts';
import { firstOrAll } from '../support/fault-size.ts';
import { lookAt } from '../support/screen-look.ts';

let library: Library;
beforeAll(async () => void (library = await Library.open()));
afterAll(() => library.close());

type Pair = [string, string];
const WHO: Record<'en' | 'fa', Pair> = { en: ['29000005', '8417'], fa: ['29000001', '4821'] };
const WHERE: Record<'en' | 'fa', Pair> = { en: ['guidance-fi', 'kuhmo'], fa: ['individual-ir', 'ilam'] };
const AGREED = 'You have agreed that the desk and your counsellor see your bookings.';

describe.each(
  firstOrAll([
    { locale: 'en', sizes: [PHONE, DESK] },
    { locale: 'fa', sizes: [DESK, PHONE] },
  ]),
)('what a patron agrees to, in $locale', ({ locale, sizes }) => {
  test('is asked once, stands under You, and is asked again after one tap', async () => {
    const visit = await library.visit({ locale, viewport: sizes.at(-1)!, worker: false, search: WHERE[locale] });
    const { page, patron } = visit;
    await patron.holdNextWeek(...WHO[locale]);
    await patron.consentBox.waitFor();
    await page.getByText(CONSENT_TEXT.agree[locale]).waitFor();
    await look(visit, 'consent-asked');
    await patron.confirmButton.click();
    await patron.sentence('Please tick the box above: without it nobody could expect you.').waitFor();
    await patron.confirm();
    const first = page.url();

    await patron.lookFor(...WHERE[locale]);
    await patron.button('Week after').click();
    await patron.times.last().click();
    await patron.sentence(AGREED).waitFor();
    expect(await patron.consentBox.count()).toBe(0);
    await look(visit, 'consent-stands');
    await patron.confirmButton.click();
    await patron.ticketCode.waitFor();
    await patron.cancel();

    await page.goto('/you');
    await page.getByText(CONSENT_TEXT.agree[locale]).waitFor();
    await page.getByText(CONSENT_VERSION).waitFor();
    await look(visit, 'consent-own');
    await patron.button('Withdraw').click();
    await patron.sentence('Withdrawn on {0}. The next booking asks you again.').waitFor();
    await look(visit, 'consent-withdrawn');

    // The appointment stands, and the next one asks.
    await page.goto(first);
    await patron.ticketCode.waitFor();
    await patron.lookFor(...WHERE[locale]);
    await patron.button('Week after').click();
    await patron.times.last().click();
    await patron.consentBox.waitFor();
    await patron.button('Let it go').click();
    await page.goto(first);
    await patron.ticketCode.waitFor();
    await patron.cancel();
    expect(visit.watch.faults).toEqual([]);
  });

  const look = (visit: Visit, name: string) => lookAt(visit, name, { locale, sizes });
});
