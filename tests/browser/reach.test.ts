import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESK, Library, PHONE, type Visit } from '../support/browser-journey.ts';
import { firstOrAll } from '../support/fault-size.ts';
import { Keyboard } from '../support/keyboard.ts';
import { lookAt } from '../support/screen-look.ts';
import { WayIn } from '../support/way-in-steps.ts';

let library: Library;
beforeAll(async () => void (library = await Library.open()));
afterAll(() => library.close());

const NARROW = { width: 320, height: 640 };
const AT = {
  en: { service: 'guidance-fi', branch: 'kuhmo', typed: '+358 40 765 4321', phone: '+358407654321' },
  fa: { service: 'individual-ir', branch: 'ilam', typed: '+98 912 765 4321', phone: '+989127654321' },
} as const;

describe.each(
  firstOrAll([
    { locale: 'en', viewport: PHONE },
    { locale: 'fa', viewport: DESK },
  ]),
)('how a patron may be reached, in $locale', ({ locale, viewport }) => {
  const { service, branch, typed, phone } = AT[locale];

  test('M9 is chosen from the very messages, saved at once, undone, and comes word for word', async () => {
    const visit = await library.visit({ locale, viewport, path: '/sign-in/code', worker: false });
    const { page, patron } = visit;
    const way = new WayIn(library, visit, locale);
    await way.askFor(typed);
    await way.giveCode(await way.codeTo(phone));
    await page.waitForURL((url) => url.pathname === '/');
    await patron.lookFor(service, branch);
    await patron.button('Week after').click();
    await patron.times.first().click();
    const onConfirming = page.getByRole('main').locator('p [lang]');
    await page.getByRole('radio', { name: patron.word('With place') }).check({ force: true });
    const shown = await onConfirming.innerText();
    await page.getByRole('radio', { name: patron.word('Discreet') }).check({ force: true });
    await patron.confirm();

    await page.goto('/you');
    await way.chooseWay('How we may reach you');
    await level(visit, 'Discreet').waitFor();
    expect(await level(visit, 'Discreet').isChecked()).toBe(true);
    await look(visit, locale, 'reach');

    await saved(visit, () => level(visit, 'With time and place').check());
    await saved(visit, () => patron.button('Undo').click(), 'As it was before');
    expect(await level(visit, 'Discreet').isChecked()).toBe(true);
    await saved(visit, () => level(visit, 'With time and place').check());
    await saved(visit, () => quiet(visit).uncheck());
    await page.locator('summary').click();
    await look(visit, locale, 'reach-chosen');
    const [reminder, , , calledOff] = await page.locator('main dd').allInnerTexts();
    expect(await page.locator('#level-place [lang]').innerText()).toBe(reminder);
    expect(shown).toBe(reminder);

    const [booking] = await patron.bookings();
    await cancelAtDesk(branch, booking!.id);
    await expect.poll(() => lastTo(phone), { timeout: 15_000 }).toBe(calledOff);

    await page.reload();
    await level(visit, 'Not at all').waitFor();
    expect(await level(visit, 'With time and place').isChecked()).toBe(true);
    expect(await quiet(visit).isChecked()).toBe(false);
    await patron.sentence('You have no appointment yet: day, time and place are an example.').waitFor();
    await saved(visit, () => level(visit, 'Not at all').check());
    await expect.poll(() => page.locator('summary').count()).toBe(0);
    expect(visit.watch.faults).toEqual([]);
  });

  test('M8 without a contact nothing can come: that is said, and the way to add one is there', async () => {
    const visit = await library.visit({ locale, viewport, path: '/sign-in/new', worker: false });
    const { page, patron } = visit;
    const way = new WayIn(library, visit, locale);
    await way.button('Start').click();
    await way.readCard();
    await page.goto('/you/reach');
    await patron.sentence('No message can reach you yet').waitFor();
    await look(visit, locale, 'reach-none');
    await way.chooseWay('Add a phone or e-mail');
    await way.button('Add a phone or e-mail').click();
    await way.askFor(`reach-${locale}@home.example`);
    await way.giveCode(await way.codeTo(`reach-${locale}@home.example`));
    await page.getByText('r•••@home.example').waitFor();
    await page.goto('/you/reach');
    expect(await page.getByRole('radio', { name: /r•••@home\.example/ }).isChecked()).toBe(true);
    expect(visit.watch.faults).toEqual([]);
  });

  test('without a network nothing is changed, and nothing looks as if it were', async () => {
    const visit = await library.visit({ locale, viewport, path: '/sign-in/new', worker: false });
    const { page, patron } = visit;
    await new WayIn(library, visit, locale).button('Start').click();
    await new WayIn(library, visit, locale).readCard();
    await page.goto('/you/reach');
    await level(visit, 'With the time').waitFor();
    await visit.offline(true);
    await level(visit, 'With the time').click();
    await patron.sentence('This needs a network. What you had chosen before still holds.').waitFor();
    expect(await level(visit, 'Discreet').isChecked()).toBe(true);
    await visit.picture('reach-offline');
    await visit.offline(false);
    await saved(visit, () => level(visit, 'With the time').check());
  });
});

test('by the keyboard alone: one radio group, a switch, two ends, and the focus is always seen', async () => {
  const visit = await library.visit({ path: '/sign-in/new', viewport: DESK, worker: false });
  const { page } = visit;
  const way = new WayIn(library, visit);
  await way.button('Start').click();
  await way.readCard();
  await page.goto('/you/reach');
  await level(visit, 'Discreet').waitFor();
  const keyboard = new Keyboard(page);
  await keyboard.tabTo(/^Discreet/);
  await saved(visit, () => keyboard.press('ArrowDown'));
  expect(await level(visit, 'With the time').isChecked()).toBe(true);
  await keyboard.tabTo(/^Quiet hours/);
  await keyboard.tabTo(/^Quiet from/);
  await page.keyboard.type('20');
  await expect.poll(() => library.rows('select quiet_from from reach')).toContainEqual({ quiet_from: 1200 });
  await keyboard.tabTo(/^Undo/);
  expect(await keyboard.focusIsSeen()).toBe(true);
  await saved(visit, () => keyboard.press('Enter'), 'As it was before');
});

const level = ({ page, patron }: Visit, english: string) =>
  page.locator('label', { has: page.locator('b').getByText(patron.word(english)) }).getByRole('radio');
const quiet = ({ page, patron }: Visit) =>
  page.getByRole('switch', { name: new RegExp(`^${patron.word('Quiet hours').source.slice(2, -2)}`) });
const said = ({ page, patron }: Visit, english: string) =>
  page.getByRole('status').filter({ hasText: patron.word(english) });

/** Ends when the server has it and the screen says so. */
async function saved(visit: Visit, choose: () => Promise<void>, says = 'Saved'): Promise<void> {
  const heard = visit.page.waitForResponse((answer) => answer.request().method() === 'PUT');
  await choose();
  expect((await heard).status()).toBe(200);
  await said(visit, says).waitFor();
}

function lastTo(phone: string): string | undefined {
  const [last] = library.server.output().split(`A message to ${phone} `).slice(1).toReversed();
  return last?.split('\n')[1]?.trim();
}

async function cancelAtDesk(branch: string, booking: string): Promise<void> {
  const post = (path: string, json: object, cookie = '') =>
    fetch(library.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), cookie },
      body: JSON.stringify(json),
    });
  const person = { name: `desk-${branch}`, password: `demo-front-desk-${branch}` };
  const signedIn = await post('/api/sign-in/password', person);
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  expect((await post(`/api/bookings/${booking}/cancel`, {}, cookie)).status).toBe(200);
}

async function look(visit: Visit, locale: string, name: string): Promise<void> {
  if (process.env.SCREENSHOTS === '1') {
    await visit.page.emulateMedia({ colorScheme: 'dark' });
    await visit.picture(`${name}.dark`);
    await visit.page.emulateMedia({ colorScheme: 'light' });
  }
  await lookAt(visit, name, { locale, sizes: [NARROW, PHONE, DESK] });
}
