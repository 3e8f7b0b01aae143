import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OwnData } from '#contract/account/own-data.ts';
import { DESK, Library, PHONE, type Visit } from '../support/browser-journey.ts';
import { firstOrAll } from '../support/fault-size.ts';
import { readStores } from '../support/readable-stores.ts';
import { lookAt } from '../support/screen-look.ts';

let library: Library;
beforeAll(async () => void (library = await Library.open()));
afterAll(() => library.close());

type Pair = [string, string];
const WHO: Record<'en' | 'fa', { card: Pair; desk: string; search: Pair }> = {
  en: { card: ['29000005', '8417'], desk: 'kuhmo', search: ['guidance-fi', 'kuhmo'] },
  fa: { card: ['29000001', '4821'], desk: 'ilam', search: ['individual-ir', 'ilam'] },
};

describe.each(
  firstOrAll([
    { locale: 'en', sizes: [PHONE, DESK] },
    { locale: 'fa', sizes: [DESK, PHONE] },
  ]),
)('all that is held of a person, in $locale', ({ locale, sizes }) => {
  const { card, desk, search } = WHO[locale];
  const viewport = sizes.at(-1)!;

  test('is seen, taken along, shown with who looked, and deleted for ever', async () => {
    const visit = await library.visit({ locale, viewport, search });
    const { page, patron, context } = visit;
    await patron.holdNextWeek(...card);
    await patron.confirm();
    await page
      .getByRole('navigation')
      .getByRole('link', { name: patron.word('You') })
      .click();

    // By keyboard: the heading has the focus, and from there everything is reached.
    await page
      .getByRole('link', { name: patron.word('Your data') })
      .or(page.locator('a[href="/you/data"]'))
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await page.getByText(card[0]).first().waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await look(visit, 'data-held');
    expect(Object.values(await readStores(page)).join(' ')).not.toContain(card[0]);

    await patron.button('Change what you are called').click();
    await page.getByLabel(patron.word('What shall we call you?')).fill('Heron');
    await look(visit, 'data-called');
    await page.keyboard.press('Enter');
    await page.getByText('Heron', { exact: true }).waitFor();

    const data = JSON.parse(await saved(page, () => patron.button('Download the file').click())) as OwnData;
    expect(data.waysToSignIn.cards.map(({ number }) => number)).toEqual([card[0]]);
    expect(data.bookings).toMatchObject([{ state: 'confirmed', counsellor: expect.any(String) }]);
    await patron.sentence('Saved as <0>{name}</0>, among the downloads of this device.').waitFor();
    const calendar = await saved(page, () => patron.button('Download the calendar').click());
    expect(calendar).toContain('BEGIN:VEVENT');
    expect(calendar).not.toContain(data.bookings[0]!.counsellor);

    await page.locator('a[href="/you/data/looks"]').click();
    await patron.sentence('Downloaded your data').waitFor();
    expect(await page.locator('main li').count()).toBe(1);
    await lookUpAtDesk(desk, card[0]);
    await page.goBack();
    await page.locator('a[href="/you/data/looks"]').click();
    await patron.sentence('Looked you up by your card').waitFor();
    expect(await page.locator('main li').count()).toBe(2);
    await look(visit, 'data-looks');
    await page.getByRole('link', { name: patron.word('Back to your data') }).click();

    const other = await context.newPage();
    await other.goto('/you');
    await other.getByRole('button', { name: patron.word('Sign out') }).waitFor();

    await page.locator('a[href="/you/data/delete"]').click();
    await patron.sentence('You are signed out on every device, and this one is emptied.').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await look(visit, 'data-delete');
    await patron.button('Delete everything').focus();
    await page.keyboard.press('Enter');
    await patron.sentence('Tick this first. It is there so that nothing is deleted by mistake.').waitFor();
    await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement).type)).toBe('checkbox');
    await look(visit, 'data-delete-tick');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');

    await page.waitForURL('**/gone');
    const gone = page.getByRole('heading', { level: 1, name: patron.word('Everything is deleted') });
    await gone.waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await look(visit, 'data-gone');
    await other.waitForURL((url) => url.pathname === '/');
    await other.close();

    const stores = await readStores(page);
    expect(stores.localStorage).not.toMatch(/signedIn|branch/);
    expect(stores.sessionStorage).toBe('');
    expect(stores.indexedDB).not.toMatch(/sealed:bookings/);
    for (const word of [card[0], data.person.number, data.bookings[0]!.number]) {
      expect(Object.values(stores).join(' ')).not.toContain(word);
    }

    // Neither back nor on leads to what was.
    await page.goBack();
    await gone.waitFor();
    expect(new URL(page.url()).pathname).toBe('/gone');
    await page.goBack();
    await expect.poll(() => page.url()).toBe('about:blank');

    await page.goto('/sign-in');
    await patron.signIn(...card);
    await patron.sentence('These do not belong together. Check both and try again.').waitFor();
    expect(library.rows(`select person from card where person = '${data.person.number}'`)).toEqual([]);
  });

  const look = (visit: Visit, name: string) => lookAt(visit, name, { locale, sizes });
});

describe('what is held of a person', () => {
  const CARD: Pair = ['29000004', '2968'];

  test('says so where nobody is signed in, and comes back after signing in', async () => {
    const { page, patron } = await library.visit({ path: '/you/data', worker: false });
    await patron.sentence('Sign in, and you see what is held of you.').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
    await patron.signIn(...CARD);
    await page.waitForURL('**/you/data');
    await page.getByText(CARD[0]).first().waitFor();
  });

  test('without a network stays as it was read, with its time; what was not read is asked for again', async () => {
    const visit = await signedIn();
    const { page, patron } = visit;
    await visit.offline(true);
    await page.getByText('Offline').waitFor();
    await page.getByText(CARD[0]).first().waitFor();
    await patron.button('Download the file').click();
    await patron.sentence('Nothing was saved').waitFor();

    await page.locator('a[href="/you/data/looks"]').click();
    await patron.sentence('This did not load').waitFor();
    await patron.button('Try again').waitFor();
    await visit.offline(false);
    await patron.sentence('Nobody has looked.').waitFor();
    await visit.picture('data-nobody');
  });

  test('a deletion whose answer was lost is not said to be done, nor to be undone', async () => {
    const visit = await signedIn();
    const { page, patron } = visit;
    await page.locator('a[href="/you/data/delete"]').click();
    await page.getByRole('checkbox').check();
    await page.route('**/api/me/erasure', (route) => route.abort());
    await patron.button('Delete everything').click();
    await patron.sentence('No answer came').waitFor();
    await visit.picture('data-no-answer');
    await page.unroute('**/api/me/erasure');
    await patron.button('Delete everything').click();
    await page.waitForURL('**/gone');
  });

  test('what the law of accounts keeps is said with its day and its name, and who goes along', async () => {
    const { page, picture } = await signedIn(['29000003', '6194']);
    const kept = { payments: 3, until: '2032-12-31', country: 'FI', law: 'Kirjanpitolaki 1336/1997, 2:10 §' };
    await page.route('**/api/me/erasure', (route) =>
      route.fulfill({ json: { appointmentsAhead: 2, children: 1, kept } }),
    );
    await page.locator('a[href="/you/data/delete"]').click();
    await page.getByText('2 appointments ahead are cancelled.').waitFor();
    for (const told of [
      '1 child for whom only you book is deleted too',
      '3 receipts stay, without your name',
      'The last one goes after 31 December 2032.',
      kept.law,
    ])
      await page.getByText(told).first().waitFor();
    await picture('data-kept');
  });

  test('is told to people who work here too, and they are not asked to delete themselves', async () => {
    const { page } = await library.visit({ viewport: DESK, worker: false, path: '/away.html' });
    await deskSignIn(page, 'rasht');
    await page.evaluate(() => localStorage.setItem('quietroom', JSON.stringify({ signedIn: true, locale: 'en' })));
    await page.goto('/you/data');
    await page.getByText('Front desk, Rasht').waitFor();
    expect(await page.locator('a[href="/you/data/delete"]').count()).toBe(0);
    await page.goto('/you/data/delete');
    await page.getByText('An administrator ends your roles first').waitFor();
  });

  async function signedIn(card = CARD): Promise<Visit> {
    const visit = await library.visit({ path: '/you/data', worker: false });
    await visit.page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
    await visit.patron.signIn(...card);
    await visit.page.waitForURL('**/you/data');
    await visit.page.getByText(card[0]).first().waitFor();
    return visit;
  }
});

/** The text of the file that a press saves. */
async function saved(page: Page, press: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return readFileSync((await download.path())!, 'utf8');
}

async function deskSignIn(page: Page, branch: string): Promise<void> {
  const data = { name: `desk-${branch}`, password: `demo-front-desk-${branch}` };
  expect((await page.request.post('/api/sign-in/password', { data })).status()).toBe(204);
}

/** Somebody at the desk looks for a card, as they would at the counter. */
async function lookUpAtDesk(branch: string, card: string): Promise<void> {
  const { page } = await library.visit({ worker: false, path: '/away.html' });
  await deskSignIn(page, branch);
  const answer = await page.request.post('/api/desk/look-up', { data: { branch, card } });
  expect(answer.status()).toBe(200);
}
