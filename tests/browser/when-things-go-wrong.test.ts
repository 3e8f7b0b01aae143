import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Library } from '../support/browser-journey.ts';

let library: Library;
beforeAll(async () => void (library = await Library.open()));
afterAll(() => library.close());

const WHO = ['29000001', '4821'] as const;

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
    const visit = await library.visit({ worker: false, search: ['individual-ir', 'ilam'] });
    const { patron } = visit;
    const wanted = await soonestOf('individual-ir', 'ilam');
    await takeAllPlaces(wanted);

    visit.watch.expect(409, /\/api\/holds$/);
    await patron.soonest.click();
    await patron.signIn(...WHO);
    await patron.sentence('Somebody else has just taken this time.').waitFor();
    await visit.picture('taken');
    expect(visit.watch.responses.some((one) => one.status() === 409)).toBe(true);

    await patron.alternatives.first().click();
    await patron.confirmButton.waitFor();
    await patron.confirm();
    const [booking] = await patron.bookings();
    expect(booking?.state).toBe('confirmed');
    expect(booking?.startsAt).not.toBe(wanted);
    expect(visit.watch.faults).toEqual([]);
  });
});

describe('when nothing can be saved', () => {
  test('it is said until it is over, and the same tap then holds the time, once', async () => {
    const visit = await library.visit({ worker: false, search: ['individual-ir', 'ilam'] });
    const { page, patron } = visit;
    const keys: (string | undefined)[] = [];
    const health = await (await fetch(`${library.url}/api/health`)).json();
    let isStopped = true;
    await page.route('**/api/holds', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      if (!isStopped) return route.continue();
      await route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"code":"cannot_write"}' });
    });
    await page.route('**/api/health', (route) =>
      route.fulfill({ json: { ...health, ...(isStopped && { writes: 'stopped', why: 'full' }) } }),
    );

    visit.watch.expect(503, /\/api\/holds$/);
    await patron.soonest.click();
    await patron.signIn('29000008', '9205');
    const notice = page.getByText('Nothing can be saved right now');
    await notice.waitFor();
    await visit.picture('writing-stopped');

    isStopped = false;
    await notice.waitFor({ state: 'detached' });
    await patron.button('Try again').click();
    await patron.confirmButton.waitFor();
    expect(new Set(keys).size).toBe(1);
    expect(keys.length).toBeGreaterThan(1);
    expect(visit.watch.faults).toEqual([]);
  });
});

describe('when the network is cut after booking', () => {
  test('the ticket opens, says how old it is, and changing says that it needs a network', async () => {
    const visit = await library.visit({ search: ['first-call', 'kuhmo', 'phone'] });
    const { page, patron } = visit;
    await patron.holdSoonest('29000010', '4179');
    await patron.confirm();
    const code = await patron.ticketCode.innerText();
    const [booking] = await patron.bookings();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);

    await visit.offline(true);
    await page.goto(`/bookings/${booking?.id}`);
    await patron.ticketCode.waitFor();
    expect(await patron.ticketCode.innerText()).toBe(code);
    await page.getByRole('status').filter({ hasText: 'Offline' }).first().waitFor();
    await visit.picture('ticket-offline');
    await patron.button('Cancel').click();
    await page.getByRole('dialog').getByText(patron.word('This needs a network')).waitFor();
    await visit.picture('needs-network');

    await page.goto('/');
    await page.getByRole('main').getByRole('heading').first().waitFor();
    await patron.openUrgentHelp();
    await page.getByRole('dialog').getByRole('link').first().waitFor();

    await visit.offline(false);
    await page.goto('/bookings');
    await patron.ticketCode.waitFor();
    expect(visit.watch.faults).toEqual([]);
  });
});

async function soonestOf(service: string, branch: string): Promise<string> {
  const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  const query = `service=${service}&branch=${branch}&mode=room&from=${day(0)}&to=${day(20)}`;
  const answer = await fetch(`${library.url}/api/slots?${query}`);
  const { slots } = (await answer.json()) as { slots: { startsAt: string }[] };
  return slots[0]?.startsAt ?? '';
}

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
