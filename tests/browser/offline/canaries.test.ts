import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Library } from '../../support/browser-journey.ts';
import { Counsellor } from '../../support/counsellor-steps.ts';
import { bookToday, walkInNow, type DayBooking } from '../../support/day-bookings.ts';
import { DAY_PEOPLE, dayNetwork } from '../../support/day-network.ts';
import { DeskDevice } from '../../support/desk-device.ts';
import { plantInStores, STORES, wordsInStores, isSomebody } from '../../support/readable-stores.ts';
import { WayIn } from '../../support/way-in-steps.ts';

/** Words about people, looked for in every store that can be read on a device after they have gone their way. */

/** In each store the search finds a word that is planted there. */
async function wouldBeFound(page: Page): Promise<void> {
  await plantInStores(page, 'Canaryplanted');
  expect(await wordsInStores(page, ['Canaryplanted'])).toEqual(STORES.map((store) => `Canaryplanted in ${store}`));
}

describe('a patron’s phone', () => {
  let library: Library;
  beforeAll(async () => void (library = await Library.open()));
  afterAll(() => library.close());

  test('holds neither contact nor code, link, ticket or name in a form that can be read, nor after the sign-out', async () => {
    const contact = 'canary-own-mail@home.example';
    const visit = await library.visit({ search: ['guidance-fi', 'kuhmo'] });
    const { page, patron } = visit;
    const way = new WayIn(library, visit);
    // Far enough ahead that somebody else may still change it.
    await patron.button('Week after').click();
    await patron.times.first().click();
    await way.chooseWay('A code to your phone or e-mail');
    await way.askFor(contact);
    const code = await way.codeTo(contact);
    await way.giveCode(code);
    await patron.confirm();

    await patron.button('A link for somebody else to change it').click();
    await patron.button('Make the link').click();
    const link = await page.getByLabel(patron.word('The link, shown only now')).inputValue();
    const [booking] = (await patron.bookings()) as unknown as {
      alias: string;
      ticket: { code: string; token: string };
    }[];
    const words = [
      contact,
      code,
      new URL(link).hash.slice(1),
      booking!.ticket.token,
      ...[booking!.alias].filter(isSomebody),
    ];
    expect(words.every((word) => word.length > 3)).toBe(true);

    await page.goto('/bookings');
    await page.getByRole('main').getByRole('link').first().waitFor();
    expect(await wordsInStores(page, words)).toEqual([]);
    await page.goto('/you');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    expect(await wordsInStores(page, [...words, booking!.ticket.code])).toEqual([]);
    await wouldBeFound(page);
  });
});

describe('the devices of those who work here', () => {
  let library: Library;
  let bookings: DayBooking[];
  beforeAll(async () => {
    library = await Library.open({ network: dayNetwork(), settings: { checkInOpensMin: 1440, graceMin: 0 } });
    await walkInNow(library.url, 'ada');
    bookings = await bookToday(library.url, 4);
  });
  afterAll(() => library.close());
  const wordsOfTheDay = () => [
    ...bookings.flatMap(({ alias, code, token }) => [code, token, ...[alias].filter(isSomebody)]),
    ...DAY_PEOPLE.patrons.map(({ card }) => card),
    'Test patron',
  ];

  test('at the desk: no name, card, ticket or note, though the day can be worked without a network', async () => {
    const desk = await DeskDevice.open(library.url, { worker: true });
    const { page } = desk;
    await desk.signIn(DAY_PEOPLE.desk);
    await desk.showWholeDay();
    const [first] = bookings;
    await page.locator(`#row-${first!.id}`).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Note' }).click();
    await page.getByRole('dialog').getByLabel('Note for the counsellor').fill('canary-desk-note');
    expect(await wordsInStores(page, ['canary-desk-note'])).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await desk.untilSent();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await desk.step(first!.alias, 'Check in').click();
    await desk.untilSent();
    const words = [...wordsOfTheDay(), 'canary-desk-note'];
    expect(await wordsInStores(page, words)).toEqual([]);
    await desk.offline(true);
    await desk.step(bookings[1]!.alias, 'Check in').click();
    await desk.untilUnsent(1);
    expect(await wordsInStores(page, words)).toEqual([]);
    await wouldBeFound(page);
    await desk.close();
  });

  test('in a counsellor’s pocket: no name, ticket or note', async () => {
    const phone = await DeskDevice.open(library.url, { phone: true, worker: true });
    const { page } = phone;
    await phone.signIn(DAY_PEOPLE.counsellor);
    const counsellor = new Counsellor(phone);
    const [own] = library.rows<{ id: string }>(
      `select booking.id from booking join session on session.id = booking.session
        where session.counsellor = 'ada' and booking.state = 'confirmed' order by booking.starts_at`,
    );
    await counsellor.open(own!.id);
    await counsellor.press('Write a note');
    await counsellor.sheet.getByLabel('Note', { exact: true }).fill('canary-counsellor-note');
    await counsellor.press('Keep the note');
    await counsellor.sheet.locator('.note-line').waitFor();
    await phone.untilSent();
    const words = [...wordsOfTheDay(), 'canary-counsellor-note'];
    expect(await wordsInStores(page, words)).toEqual([]);
    await wouldBeFound(page);
    await phone.close();
  });
});
