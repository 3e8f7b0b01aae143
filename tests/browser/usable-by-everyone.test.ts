import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESK, Library, PHONE } from '../support/browser-journey.ts';
import { targetsBehindBars } from '../support/page-watch.ts';
import { lookAt } from '../support/screen-look.ts';

let library: Library;
beforeAll(async () => void (library = await Library.open()));
afterAll(() => library.close());

const MEMBER_KUHMO = ['29000005', '8417'] as const;
const WHO = { en: MEMBER_KUHMO, fi: MEMBER_KUHMO, fa: ['29000001', '4821'] } as const;
const WHERE = { en: ['guidance-fi', 'kuhmo'], fi: ['guidance-fi', 'kuhmo'], fa: ['individual-ir', 'ilam'] } as const;

/** What a browser takes for ordinary text, and twice as much, as people may choose. */
const ORDINARY = 16;
const TWICE = 32;

// Each is looked at in all of its sizes, and by axe in the last: the two in ordinary text differ in width and in direction.
describe.each([
  { locale: 'en', text: 'ordinary text', textSize: ORDINARY, sizes: [PHONE, DESK] },
  { locale: 'fa', text: 'ordinary text', textSize: ORDINARY, sizes: [DESK, PHONE] },
  { locale: 'fi', text: 'text of twice the size', textSize: TWICE, sizes: [PHONE] },
] as const)('every screen in $locale, in $text', ({ locale, textSize, sizes }) => {
  test('passes axe, has targets for a fingertip and does not scroll sideways', async () => {
    const visit = await library.visit({
      locale,
      viewport: sizes.at(-1)!,
      textSize,
      worker: false,
      search: WHERE[locale],
    });
    const { page, patron } = visit;
    const look = (name: string) => lookAt(visit, name, { locale, sizes });
    // Not by Escape: pressed twice in so short a time it leads out of the app.
    const closeSheet = async () => {
      const sheet = page.getByRole('dialog');
      await sheet.getByRole('button', { name: patron.word('Close') }).click();
      await sheet.waitFor({ state: 'detached' });
    };

    await look('find');
    await patron.openUrgentHelp();
    await look('urgent');
    await closeSheet();
    await patron.button('Month').click();
    await page.getByRole('dialog').waitFor();
    await look('month');
    await closeSheet();
    await patron.button('Week after').click();
    await patron.times.first().click();
    await patron.cardField.waitFor();
    await look('sign-in');
    const [card, pin] = WHO[locale];
    await patron.signIn(card, pin);
    await patron.confirmButton.waitFor();
    await look('confirm');
    await patron.confirm();
    await look('ticket');
    await page.goto('/bookings');
    await patron.ticketCode.waitFor();
    await look('my-bookings');
    await page.goto('/you');
    await page.getByRole('main').getByRole('radio').first().waitFor({ state: 'attached' });
    await look('you');
    await page.goto('/you/reach');
    await page.getByRole('main').getByRole('radio').first().waitFor({ state: 'attached' });
    await look('reach');
    await page.goto('/you/data');
    await patron.button('Download the file').waitFor();
    await look('data');
    await page.goto('/you/data/looks');
    await patron.sentence('Nobody has looked.').waitFor();
    await look('looks');
    await page.goto('/you/data/delete');
    await patron.button('Delete everything').waitFor();
    await look('delete');

    await page.goto('/bookings');
    await patron.cancel();
    expect(visit.watch.faults).toEqual([]);
  });
});

/** A row of times and the bar are some 60 px high: at one of these heights little of a row looks out above the bar. */
const FEET = [0, 12, 24, 36, 48, 60];

test('whatever part of a row lies behind the bar at the foot, enough of it can be touched', async () => {
  const { page } = await library.visit({ worker: false, search: WHERE.en });
  for (const more of FEET) {
    const height = PHONE.height + more;
    await page.setViewportSize({ ...PHONE, height });
    expect.soft(await targetsBehindBars(page), `${height} px`).toEqual([]);
  }
});

describe('without a mouse', () => {
  test('the first time can be taken with Tab and Enter, and what has the focus can be seen', async () => {
    const { page, patron } = await library.visit({ worker: false, search: WHERE.en });
    await page.keyboard.press('Tab');
    expect(await focused(page)).toMatch(patron.word('Skip to the content'));

    await tabTo(page, patron.word('Take {time}'));
    await expect.poll(() => focusIsVisible(page)).toBe(true);
    await page.keyboard.press('Enter');
    await patron.cardField.waitFor();
    await patron.cardField.focus();
    await page.keyboard.type(WHO.en[0]);
    await page.keyboard.press('Tab');
    await page.keyboard.type(WHO.en[1]);
    await page.keyboard.press('Enter');
    await patron.confirmButton.waitFor();
    await tabTo(page, patron.word('Confirm {0}', 'Confirm {0}, pay at the desk'));
    await expect.poll(() => focusIsVisible(page)).toBe(true);
  });

  test('a sheet keeps the focus, closes with Escape and gives it back', async () => {
    const { page, patron } = await library.visit({ worker: false });
    await patron.soonest.waitFor();
    await tabTo(page, patron.word('Urgent help'));
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog');
    await sheet.waitFor();
    expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
    await expect.poll(() => focused(page)).toMatch(patron.word('Urgent help'));
  });
});

async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let stop = 0; stop < 60; stop++) {
    if (name.test(await focused(page))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${name} was not reached with 60 stops`);
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return (element?.getAttribute('aria-label') ?? element?.textContent ?? '').trim();
  });
}

/** Focused, ringed, and neither off the screen nor behind a bar. */
function focusIsVisible(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return false;
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const above = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const ring = getComputedStyle(element).outlineStyle !== 'none' || getComputedStyle(element).boxShadow !== 'none';
    return ring && above !== null && (element.contains(above) || above.contains(element));
  });
}
