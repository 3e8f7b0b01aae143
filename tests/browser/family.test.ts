import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESK, Library, PHONE, type Visit } from '../support/browser-journey.ts';
import { firstOrAll } from '../support/fault-size.ts';
import { lookAt } from '../support/screen-look.ts';
import { readQr } from '../support/read-qr.ts';

let library: Library;
beforeAll(async () => void (library = await Library.open()));
afterAll(() => library.close());

type Pair = [string, string];
const WHO: Record<'en' | 'fa', { first: Pair; second: Pair }> = {
  en: { first: ['29000005', '8417'], second: ['29000003', '6194'] },
  fa: { first: ['29000001', '4821'], second: ['29000002', '7350'] },
};
const WHERE: Record<'en' | 'fa', Pair> = { en: ['guidance-fi', 'kuhmo'], fa: ['individual-ir', 'ilam'] };
const NAME = { en: 'Mia Sofia', fa: 'مینا سارا' };
const SHOWN = { en: 'M. S.', fa: 'م. س.' };

describe.each(
  firstOrAll([
    { locale: 'en', sizes: [PHONE, DESK] },
    { locale: 'fa', sizes: [DESK, PHONE] },
  ]),
)('booking for a child, in $locale', ({ locale, sizes }) => {
  const initials = SHOWN[locale];

  test('a child is added, booked for, shared by a link, and the second guardian is ended', async () => {
    const first = await library.visit({ locale, viewport: sizes.at(-1)!, worker: false, path: '/sign-in' });
    const { page, patron } = first;
    await patron.signIn(...WHO[locale].first);
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await page.goto('/you');
    await page.locator('a[href="/you/people"]').click();
    await patron.button('Add a child').waitFor();
    await look(first, 'family-none');
    await patron.button('Add a child').click();
    await page.keyboard.type('7');
    await page.keyboard.press('Enter');
    await patron.sentence('Write a name, or a letter that stands for it.').waitFor();
    await page.getByLabel(patron.word('What is the child called?')).fill(NAME[locale]);
    await look(first, 'family-adding');
    await page.keyboard.press('Enter');
    const child = page.getByRole('region', { name: initials });
    await child.waitFor();
    expect(await page.locator('body').innerText()).not.toContain(NAME[locale]);
    await look(first, 'family-one');

    // Held for oneself first, then for the child.
    await patron.lookFor(...WHERE[locale]);
    await patron.button('Week after').click();
    await patron.times.first().click();
    await patron.confirmButton.waitFor();
    const mine = page.url();
    const childs = page.getByRole('radio', { name: initials });
    await childs.focus();
    await look(first, 'family-who');
    await childs.click({ force: true });
    await page.waitForURL((url) => url.pathname.startsWith('/hold/') && url.href !== mine);
    await expect.poll(() => childs.isChecked()).toBe(true);
    await patron.confirm();
    await page.getByText(initials).first().waitFor();
    await look(first, 'family-ticket');

    // The same hour for oneself is no clash with the child's.
    const [booking] = await bookingsOf(first);
    expect(booking).toMatchObject({ state: 'confirmed', child: { initials } });

    await page.goto('/you/people');
    await patron.button('Let somebody else book too').click();
    const url = new URL(await page.getByLabel(patron.word('The link, shown only now')).inputValue());
    expect(url.hash).toMatch(/^#[\w-]{43}$/);
    expect(await readQr(page.locator('.qr svg'))).toBe(url.href);
    await look(first, 'family-link');

    // Somebody else's browser: signs in on the way, and the address says nothing.
    const second = await library.visit({
      locale,
      viewport: sizes.at(-1)!,
      worker: false,
      path: url.pathname + url.hash,
    });
    await second.patron
      .sentence('Somebody asks you to book for a child together with them. Sign in to see for whom.')
      .waitFor();
    expect(new URL(second.page.url()).hash).toBe('');
    await look(second, 'family-asked');
    await second.page
      .getByRole('main')
      .getByRole('link', { name: second.patron.word('Sign in') })
      .click();
    await second.patron.signIn(...WHO[locale].second);
    await second.patron.button('Book for the child too').waitFor();
    await look(second, 'family-take-up');
    await second.patron.button('Book for the child too').click();
    await second.patron.sentence('You book for this child from now on.').waitFor();
    await second.page.goto('/bookings');
    await second.page.getByText(initials).first().waitFor();
    expect((await bookingsOf(second)).map((one) => one.child?.initials)).toContain(initials);

    // The first ends it: by keyboard, asked once more.
    await page.reload();
    await patron.sentence('Somebody else books for the child too, since {0}.').waitFor();
    await child.getByRole('button', { name: patron.word('End it for the other') }).focus();
    await page.keyboard.press('Enter');
    await look(first, 'family-end');
    await patron.button('End it').click();
    await patron.sentence('Only you book for the child.').waitFor();
    await second.page.reload();
    await second.page.getByRole('main').waitFor();
    await expect.poll(async () => (await bookingsOf(second)).some((one) => one.child)).toBe(false);
    await second.page.goto('/you/people');
    await second.patron.button('Add a child').waitFor();

    await page.goto(`/bookings/${booking!.id}`);
    await patron.ticketCode.waitFor();
    await patron.cancel();
    expect(first.watch.faults).toEqual([]);
    expect(second.watch.faults).toEqual([]);
    const asked = [...first.watch.responses, ...second.watch.responses].map((one) => one.url());
    expect(asked.filter((one) => one.includes(url.hash.slice(1)))).toEqual([]);
  });

  const look = (visit: Visit, name: string) => lookAt(visit, name, { locale, sizes });
});

/** As the server has them. */
async function bookingsOf({ page }: Visit) {
  const answer = await page.request.get('/api/bookings');
  type Told = { id: string; state: string; child?: { initials: string } };
  return ((await answer.json()) as { bookings: Told[] }).bookings;
}
