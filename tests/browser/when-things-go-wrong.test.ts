import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Library } from '../support/browser-journey.ts';
import * as patron from '../support/patron-steps.ts';

let library: Library;
beforeAll(async () => void (library = await Library.open()));
afterAll(() => library.close());

const words = patron.WORDS.en;
const WHO = { card: '29000001', pin: '4821' };

/** The other demonstration patrons, as rivals for the same time. */
const RIVALS = [
  ['29000002', '7350'],
  ['29000003', '6194'],
  ['29000004', '2968'],
  ['29000005', '8417'],
  ['29000006', '5036'],
  ['29000007', '3742'],
] as const;

describe('when somebody else was quicker', () => {
  test('the time is named as taken and the nearest are offered; one of them can be booked', async () => {
    const visit = await library.visit();
    const { page } = visit;
    const [search] = await Promise.all([
      page.waitForResponse((one) => one.url().includes('/api/slots')),
      patron.lookFor(page, 'individual-ir', 'ilam'),
    ]);
    const { slots } = (await search.json()) as { slots: { startsAt: string; mode: string }[] };
    const wanted = slots.find(({ mode }) => mode === 'room')?.startsAt ?? '';
    await takeAllPlaces(wanted);

    visit.watch.expect(409, /\/api\/holds$/);
    await patron.soonest(page).click();
    await patron.signIn(page, words, WHO.card, WHO.pin);
    await page.getByText(words.taken).first().waitFor();
    await visit.picture('taken');
    expect(visit.watch.responses.some((one) => one.status() === 409)).toBe(true);

    await patron.alternatives(page).first().click();
    await patron.confirm(page, words);
    const [booking] = await patron.bookingsOf(page);
    expect(booking?.state).toBe('confirmed');
    expect(booking?.startsAt).not.toBe(wanted);
    expect(visit.watch.faults).toEqual([]);
  });
});

describe('when the network is cut after booking', () => {
  test('the ticket opens, says how old it is, and changing says that it needs a network', async () => {
    const visit = await library.visit();
    const { page } = visit;
    await patron.lookFor(page, 'first-call', 'kuhmo', 'phone');
    await patron.holdSoonest(page, words, '29000010', '4179');
    await patron.confirm(page, words);
    const code = await patron.ticketCode(page, words).innerText();
    const [booking] = await patron.bookingsOf(page);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);

    await visit.offline(true);
    await page.goto(`/bookings/${booking?.id}`);
    await patron.ticketCode(page, words).waitFor();
    expect(await patron.ticketCode(page, words).innerText()).toBe(code);
    await page.getByText(words.offline).first().waitFor();
    await visit.picture('ticket-offline');

    await page.goto('/');
    await page.getByRole('main').getByRole('heading').first().waitFor();
    await page
      .getByRole('button', { name: words.urgent })
      .or(page.getByRole('link', { name: words.urgent }))
      .click();
    await page.getByRole('dialog').waitFor();

    await visit.offline(false);
    await page.goto('/bookings');
    await page.getByRole('link', { name: words.myBookings }).first().waitFor();
    expect(visit.watch.faults).toEqual([]);
  });
});

/** Over the API, as other people would: until the server says that the time is gone. */
async function takeAllPlaces(startsAt: string): Promise<void> {
  for (const [card, pin] of RIVALS) {
    const cookie = await cookieOf(card, pin);
    const answer = await fetch(`${library.url}/api/holds`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify({ service: 'individual-ir', branch: 'ilam', mode: 'room', startsAt }),
    });
    if (answer.status === 409) return;
    expect(answer.status).toBe(201);
  }
}

async function cookieOf(card: string, pin: string): Promise<string> {
  const answer = await fetch(`${library.url}/api/sign-in/card`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ card, pin }),
  });
  expect(answer.status).toBe(204);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
