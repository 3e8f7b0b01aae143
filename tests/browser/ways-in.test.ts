import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESK, Library, PHONE, type Visit } from '../support/browser-journey.ts';
import { firstOrAll } from '../support/fault-size.ts';
import { lookAt } from '../support/screen-look.ts';
import { otherThan } from '../support/kept-letters.ts';
import { WayIn } from '../support/way-in-steps.ts';

let library: Library;
beforeAll(async () => void (library = await Library.open()));
afterAll(() => library.close());

const PERSIAN_DIGITS = '۰۱۲۳۴۵۶۷۸۹';
const inPersian = (digits: string) => digits.replace(/\d/g, (digit) => PERSIAN_DIGITS[Number(digit)]!);

describe('a first visit', () => {
  test('A2 by a code to a mail address, from a time to a ticket, though the phone drops the page in between', async () => {
    const visit = await library.visit({ worker: false, search: ['guidance-fi', 'kuhmo'] });
    const { page, patron } = visit;
    const way = new WayIn(library, visit);
    await patron.soonest.click();
    await way.chooseWay('A code to your phone or e-mail');
    await way.askFor('first@home.example');
    const code = await way.codeTo('first@home.example');

    await page.reload();
    await patron
      .sentence('A code with eight digits is on its way. It works for ten minutes, in this browser.')
      .waitFor();
    await way.giveCode(otherThan(code));
    await patron.sentence('This code does not fit').waitFor();
    // As it is copied out of the message, with words around it.
    await way.giveCode(`${code} is your code`);
    await patron.confirm();

    const [booking] = await patron.bookings();
    expect(booking?.state).toBe('confirmed');
    expect(
      library.rows<{ name_sealed: null }>('select name_sealed from person where demo = 0 and disabled_at is null'),
    ).toEqual([{ name_sealed: null }]);
    expectClean(visit);
  });

  test('A2 on a device that others use too: a reload keeps the time in the tab, and Leave takes it away', async () => {
    const visit = await library.visit({ worker: false, search: ['guidance-fi', 'kuhmo'] });
    const { page, patron } = visit;
    const way = new WayIn(library, visit);
    await patron.soonest.click();
    await page.getByLabel('Others use this device').check();
    await way.chooseWay('A code to your phone or e-mail');
    await way.askFor('shared@home.example');
    expect(await way.codeField.evaluate((field) => field === document.activeElement)).toBe(true);
    const code = await way.codeTo('shared@home.example');
    await page.reload();
    await page.getByText('Then we keep').waitFor();

    // Another tab of the same browser knows nothing of it.
    const tab = await visit.context.newPage();
    await tab.goto('/sign-in/code');
    await tab.getByRole('heading', { name: 'A code to sign in' }).waitFor();
    expect(await tab.getByText('Then we keep').count()).toBe(0);
    await tab.close();

    await way.giveCode(code);
    await patron.confirm();
    expect(await page.evaluate(() => sessionStorage.getItem('quietroom-waiting'))).toBeNull();

    const leaves = await library.visit({ worker: false, search: ['guidance-fi', 'kuhmo'] });
    const left = new WayIn(library, leaves);
    await leaves.patron.soonest.click();
    await leaves.page.getByLabel('Others use this device').check();
    await left.chooseWay('A code to your phone or e-mail');
    await left.askFor('leaves@home.example');
    await leaves.page.getByRole('button', { name: 'Leave' }).click();
    await leaves.page.waitForURL('**/away.html');
    expect(await leaves.page.evaluate(() => sessionStorage.getItem('quietroom-waiting'))).toBeNull();
    expectClean(visit);
  });

  test('A3 in Persian, by a phone number and a code in Persian digits', async () => {
    const visit = await library.visit({ locale: 'fa', worker: false, search: ['individual-ir', 'ilam'] });
    const { patron } = visit;
    const way = new WayIn(library, visit, 'fa');
    await patron.soonest.click();
    await way.chooseWay('A code to your phone or e-mail');
    await way.askFor(inPersian('0912 345 6789'));
    await way.giveCode(inPersian(await way.codeTo('+989123456789')));
    await patron.confirm();
    expectClean(visit);
  });

  test('A8 with neither card nor contact: the time is held while the card is read, and the card opens later', async () => {
    const visit = await library.visit({ worker: false, search: ['guidance-fi', 'kuhmo'] });
    const { page, patron } = visit;
    const way = new WayIn(library, visit);
    await patron.soonest.click();
    await way.chooseWay('No card? Start without one');
    await page.getByLabel(patron.word('What shall we call you? (you may leave it empty)')).fill('Otter');
    await way.button('Start').click();
    const { card, pin } = await way.readCard();
    await patron.sentence('Your time is kept for you meanwhile.').waitFor();
    const picture = page.waitForEvent('download');
    await way.button('Save as a picture').click();
    expect((await picture).suggestedFilename()).toBe('card.png');

    await way.button('I have kept it').click();
    await patron.confirm();
    // Shown once: going back does not bring it up again.
    await page.goBack();
    await expect.poll(() => page.locator('body').innerText()).not.toContain(pin);
    await page.goto('/you');
    await page.getByText('Otter', { exact: true }).waitFor();

    const later = await library.visit({ path: '/sign-in', worker: false });
    await later.patron.signIn(card, pin);
    await later.page.waitForURL((url) => url.pathname === '/');
    expect(await later.patron.bookings()).toHaveLength(1);
    expectClean(visit);
  });

  test('a wrong address is put right at once, and another code waits a minute', async () => {
    const visit = await library.visit({ path: '/sign-in/code', worker: false });
    const { page } = visit;
    const way = new WayIn(library, visit);
    await way.contactField.fill('slip');
    await way.button('Send the code').click();
    await page.getByText('Check it: it does not look complete.').waitFor();
    await way.askFor('slip@home.exampel');
    expect(await page.getByRole('button', { name: /^A new code in/ }).isDisabled()).toBe(true);
    await way.button('Use another number or address').click();
    await way.askFor('slip@home.example');
    await way.giveCode(await way.codeTo('slip@home.example'));
    await page.waitForURL((url) => url.pathname === '/');
    // The first refusal is the one that was wanted.
    expect(visit.watch.strangers).toEqual([]);
  });
});

test('A9 own contacts: added by a code, masked, and the last way to sign in stays', async () => {
  const visit = await library.visit({ path: '/sign-in/code', worker: false });
  const { page, patron } = visit;
  const way = new WayIn(library, visit);
  await way.askFor('own@home.example');
  await way.giveCode(await way.codeTo('own@home.example'));
  await page.waitForURL((url) => url.pathname === '/');

  await page.goto('/you');
  await way.chooseWay('Phone and e-mail');
  await page.getByText('o•••@home.example').waitFor();
  await page.getByRole('button', { name: 'Remove o•••@home.example' }).click();
  await way.button('Remove it').click();
  await patron.sentence('This is your only way to sign in. Add another before you remove it.').waitFor();

  await way.button('Add a phone or e-mail').click();
  await way.askFor('+358 40 123 4567');
  await way.giveCode(await way.codeTo('+358401234567'));
  await page.getByText('+358 ••• 67').waitFor();
  await page.getByRole('button', { name: 'Remove o•••@home.example' }).click();
  await way.button('Remove it').click();
  await page.getByText('o•••@home.example').waitFor({ state: 'detached' });
});

describe.each(
  firstOrAll([
    { locale: 'en', sizes: [DESK, PHONE] },
    { locale: 'fa', sizes: [PHONE, DESK] },
  ]),
)('every way in, in $locale', ({ locale, sizes }) => {
  test('passes axe, has targets for a fingertip and does not scroll sideways', async () => {
    const search = locale === 'fa' ? (['individual-ir', 'ilam'] as const) : (['guidance-fi', 'kuhmo'] as const);
    const visit = await library.visit({ locale, viewport: sizes[1], worker: false, search });
    const { page, patron } = visit;
    const way = new WayIn(library, visit, locale);
    const look = async (name: string) => {
      if (process.env.SCREENSHOTS === '1') {
        await page.emulateMedia({ colorScheme: 'dark' });
        await visit.picture(`${name}.dark`);
        await page.emulateMedia({ colorScheme: 'light' });
      }
      await lookAt(visit, name, { locale, sizes });
    };
    const contact = `look-${locale}@home.example`;
    await patron.soonest.click();
    await page
      .getByRole('link', { name: new RegExp(patron.word('No card? Start without one').source.slice(1, -1)) })
      .waitFor();
    await look('ways-in');
    await way.chooseWay('A code to your phone or e-mail');
    await way.contactField.waitFor();
    await look('ask-code');
    await way.askFor(contact);
    await look('enter-code');
    await way.giveCode(otherThan(await way.codeTo(contact)));
    await patron.sentence('This code does not fit').waitFor();
    await look('wrong-code');

    await page.goto('/sign-in/new');
    await way.button('Start').waitFor();
    await look('start');
    await way.button('Start').click();
    await way.readCard();
    await look('code-card');
    await page.goto('/you/contacts');
    await way.button('Add a phone or e-mail').click();
    await way.askFor(contact);
    await way.giveCode(await way.codeTo(contact));
    await page.getByText('l•••@home.example').waitFor();
    await look('contacts');
    await page.goto('/you');
    await page.getByRole('main').getByRole('radio').first().waitFor({ state: 'attached' });
    await look('you-patron');
  });
});

function expectClean({ watch }: Visit): void {
  expect(watch.strangers, 'requests to somebody else').toEqual([]);
  // A browser reports a code that did not fit as a fault of the page.
  expect(watch.faults.filter((fault) => !/^401 POST .*\/code\/check$/.test(fault))).toEqual([]);
}
