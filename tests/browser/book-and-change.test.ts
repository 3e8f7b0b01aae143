import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Library, type Visit } from '../support/browser-journey.ts';
import * as patron from '../support/patron-steps.ts';

let library: Library;
beforeAll(async () => void (library = await Library.open()));
afterAll(() => library.close());

/** Demonstration patrons: who they are decides what they pay. */
const MEMBER = { card: '29000001', pin: '4821' };
const RELIEF = { card: '29000002', pin: '7350' };
const MEMBER_KUHMO = { card: '29000005', pin: '8417' };
const NOBODY_SPECIAL = { card: '29000010', pin: '4179' };

describe('a patron on a phone', () => {
  test('books with a concession, moves, cancels and takes it up again, in English', async () => {
    await wholeWay(await library.visit({ locale: 'en' }), patron.WORDS.en, MEMBER_KUHMO, 'guidance-fi', 'kuhmo');
  });

  test('does the same in Persian: right to left, Persian digits', async () => {
    const visit = await library.visit({ locale: 'fa' });
    await wholeWay(visit, patron.WORDS.fa, MEMBER, 'individual-ir', 'ilam');
    expect(await visit.page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await visit.page.getByRole('main').innerText()).toMatch(/[۰-۹]{2}:[۰-۹]{2}/);
  });

  test('pays less with a partner’s code', async () => {
    const code = library.run('api/cli/codes.ts', ['issue', 'relief-code-40', '--count', '1']).trim();
    const visit = await library.visit();
    await patron.lookFor(visit.page, 'individual-ir', 'ilam');
    await patron.holdSoonest(visit.page, patron.WORDS.en, NOBODY_SPECIAL.card, NOBODY_SPECIAL.pin);
    await patron.giveCode(visit.page, patron.WORDS.en, code);
    await patron.confirm(visit.page, patron.WORDS.en);

    const [booking] = await patron.bookingsOf(visit.page);
    expect(booking?.price.lines.map(({ discount }) => discount)).toEqual(['relief-code-40']);
    expect(booking?.price.total.amount).toBe((booking?.price.list.amount ?? 0) * 0.6);
    expectClean(visit);
  });

  test('pays nothing where a sponsor does, and is told so', async () => {
    const visit = await library.visit();
    await patron.lookFor(visit.page, 'individual-ir', 'ilam');
    await patron.holdSoonest(visit.page, patron.WORDS.en, RELIEF.card, RELIEF.pin);
    await visit.picture('confirm-free');
    await patron.confirm(visit.page, patron.WORDS.en);

    const [booking] = await patron.bookingsOf(visit.page);
    expect(booking?.price.lines.map(({ discount }) => discount)).toEqual(['relief-free-ilam']);
    expect(booking?.price.total.amount).toBe(0);
    expectClean(visit);
  });
});

async function wholeWay(
  visit: Visit,
  words: patron.Words,
  who: { card: string; pin: string },
  service: string,
  branch: string,
): Promise<void> {
  const { page } = visit;
  await patron.lookFor(page, service, branch);
  await visit.picture('find');
  await patron.holdSoonest(page, words, who.card, who.pin);
  await page.getByText(words.whyPrice).click();
  await visit.picture('confirm');
  await patron.confirm(page, words);
  await visit.picture('ticket');

  const [booked] = await patron.bookingsOf(page);
  expect(booked?.state).toBe('confirmed');
  expect(booked?.price.lines.length).toBeGreaterThan(0);

  await patron.moveToFirstTime(page, words);
  const [moved] = await patron.bookingsOf(page);
  expect(moved).toMatchObject({ id: booked?.id, state: 'confirmed', price: booked?.price });
  expect(moved?.startsAt).not.toBe(booked?.startsAt);

  await patron.cancel(page, words);
  await visit.picture('cancelled');
  expect((await patron.bookingsOf(page))[0]?.state).toBe('cancelled');

  await patron.undoButton(page, words).click();
  await patron.ticketCode(page, words).waitFor();
  const again = (await patron.bookingsOf(page)).filter(({ state }) => state === 'confirmed');
  expect(again).toMatchObject([{ startsAt: moved?.startsAt, price: booked?.price }]);
  expectClean(visit);
}

function expectClean({ watch }: Visit): void {
  expect(watch.strangers, 'requests to somebody else').toEqual([]);
  expect(watch.faults).toEqual([]);
}
