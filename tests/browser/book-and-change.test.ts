import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Library, type Visit } from '../support/browser-journey.ts';

let library: Library;
beforeAll(async () => void (library = await Library.open()));
afterAll(() => library.close());

/** Demonstration patrons: who they are decides what they pay. */
const MEMBER = ['29000001', '4821'] as const;
const RELIEF = ['29000002', '7350'] as const;
const MEMBER_KUHMO = ['29000005', '8417'] as const;
const NOBODY_SPECIAL = ['29000010', '4179'] as const;

describe('a patron on a phone', () => {
  test('books with a concession, moves, cancels and takes it up again, in English; without a network it is still there', async () => {
    const visit = await library.visit({ search: ['guidance-fi', 'kuhmo'] });
    const { page, patron } = visit;
    await wholeWay(visit, MEMBER_KUHMO);
    const code = await patron.ticketCode.innerText();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.waitForLoadState('networkidle');

    await visit.offline(true);
    await page.goto('/bookings');
    await patron.ticketCode.waitFor();
    expect(await patron.ticketCode.innerText()).toBe(code);
  });

  test('does the same in Persian: right to left, Persian digits', async () => {
    const visit = await library.visit({ locale: 'fa', worker: false, search: ['individual-ir', 'ilam'] });
    await wholeWay(visit, MEMBER);
    expect(await visit.page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await visit.page.getByRole('main').innerText()).toMatch(/[۰-۹]{2}:[۰-۹]{2}/);
  });

  test('pays less with a partner’s code, on which no other discount stands', async () => {
    const code = library.run('api/cli/codes.ts', ['issue', 'relief-code-40', '--count', '1']).trim();
    const visit = await library.visit({ worker: false, search: ['individual-ir', 'ilam'] });
    const { patron } = visit;
    await patron.holdSoonest(...NOBODY_SPECIAL);
    await patron.giveCode(code);
    await visit.picture('confirm-code');
    await patron.confirm();

    const [booking] = await patron.bookings();
    expect(booking?.price.lines.map(({ discount }) => discount)).toEqual(['relief-code-40']);
    expect(booking?.price.total.amount).toBe((booking?.price.list.amount ?? 0) * 0.6);
    expectClean(visit);
  });

  test('pays nothing where a sponsor does, and is told so', async () => {
    const visit = await library.visit({ worker: false, search: ['individual-ir', 'ilam'] });
    const { patron } = visit;
    await patron.holdSoonest(...RELIEF);
    await patron.sentence('Nothing to pay').waitFor();
    await visit.picture('confirm-free');
    await patron.confirm();

    const [booking] = await patron.bookings();
    expect(booking?.price.lines.map(({ discount }) => discount)).toEqual(['relief-free-ilam']);
    expect(booking?.price.total.amount).toBe(0);
    expectClean(visit);
  });
});

/** From the times on. */
async function wholeWay(visit: Visit, who: readonly [string, string]): Promise<void> {
  const { patron } = visit;
  await visit.picture('find');
  await patron.holdNextWeek(...who);
  await patron.sentence('Why this price?').click();
  await patron.sentence('“{right}” is yours until {until}. The desk can renew it.').waitFor();
  await visit.picture('confirm');
  await patron.confirm();
  await visit.picture('ticket');

  const [booked] = await patron.bookings();
  expect(booked?.state).toBe('confirmed');
  expect(booked?.price.lines.length).toBeGreaterThan(0);

  await patron.moveAWeekOn();
  await visit.picture('moved');
  const [moved] = await patron.bookings();
  expect(moved).toMatchObject({ id: booked?.id, state: 'confirmed', price: booked?.price });
  expect(moved?.startsAt).not.toBe(booked?.startsAt);

  await patron.cancel();
  await visit.picture('cancelled');
  expect((await patron.bookings())[0]?.state).toBe('cancelled');

  await patron.undoButton.click();
  await patron.ticketCode.waitFor();
  const again = (await patron.bookings()).filter(({ state }) => state === 'confirmed');
  expect(again).toMatchObject([{ startsAt: moved?.startsAt, price: booked?.price }]);
  expectClean(visit);
}

function expectClean({ watch }: Visit): void {
  expect(watch.strangers, 'requests to somebody else').toEqual([]);
  expect(watch.faults).toEqual([]);
}
