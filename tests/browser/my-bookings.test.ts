import type { Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Library, type Visit } from '../support/browser-journey.ts';

let library: Library;
beforeAll(async () => void (library = await Library.open()));
afterAll(() => library.close());

const MEMBER_KUHMO = ['29000005', '8417'] as const;

describe('times of one’s own bookings', () => {
  test('are the library’s: nothing more is said where the phone shows the same', async () => {
    const { page, patron } = await bookedInKuhmo(
      await library.visit({ worker: false, search: ['guidance-fi', 'kuhmo'] }),
    );
    await patron.cancel();
    expect(await page.getByRole('main').innerText()).not.toContain('library time');
  });

  test('say so on a phone that shows something else', async () => {
    const { page, patron, picture } = await bookedInKuhmo(
      await library.visit({ timeZone: 'America/New_York', worker: false, search: ['guidance-fi', 'kuhmo'] }),
    );
    await page.getByText(/min, library time/).waitFor();
    await page
      .getByRole('status')
      .filter({ hasText: /As of \d\d:\d\d \(library time\)/ })
      .waitFor();
    await picture('ticket-from-afar');
    await patron.cancel();
    const until = page.getByText(/You can undo this until \d\d:\d\d \(library time\)/);
    await until.waitFor();
    const clock = /until (\d\d:\d\d)/.exec(await until.innerText())?.[1];
    const [cancelled] = await patron.bookings();
    const atKuhmo = new Date(cancelled?.undoUntil ?? '').toLocaleTimeString('en-GB', { timeZone: 'Europe/Helsinki' });
    expect(clock).toBe(atKuhmo.slice(0, 5));
  });
});

describe('the history', () => {
  test('tells a hold that was let go from a booking that was cancelled', async () => {
    const visit = await library.visit({ worker: false, search: ['guidance-fi', 'kuhmo'] });
    const { page, patron } = visit;
    await patron.holdSoonest(...MEMBER_KUHMO);
    await patron.button('Let it go').click();
    const isLetGo = async () => (await patron.bookings()).find(({ letGo }) => letGo)?.id;
    await expect.poll(isLetGo).toBeDefined();

    await page.goto(`/bookings/${await isLetGo()}`);
    await page.locator('.badge').getByText(patron.word('Let go')).waitFor();
    await patron.sentence('This time was held for a while, and never booked.').waitFor();
    await visit.picture('let-go');
    await page.goto('/bookings');
    await patron.undoButton.waitFor();
    expect(await page.getByRole('main').innerText()).not.toContain('Let go');
  });

  test('goes on where the newest hundred end, when it is asked for', async () => {
    const visit = await library.visit({ worker: false, search: ['guidance-fi', 'kuhmo'] });
    const { page, patron } = visit;
    await patron.holdSoonest(...MEMBER_KUHMO);
    await page.route('**/api/bookings*', inPages);

    await page.goto('/bookings');
    const rows = page.locator('details li');
    await page.getByText(patron.word('Past and cancelled')).click();
    await expect.poll(() => rows.count()).toBe(100);
    await patron.button('Show earlier').click();
    await expect.poll(() => rows.count()).toBe(200);
    await patron.button('Show earlier').click();
    await expect.poll(() => rows.count()).toBe(230);
    await expect.poll(() => patron.button('Show earlier').count()).toBe(0);
    expect(visit.watch.faults).toEqual([]);
  });
});

/** From the times to the ticket of a booking that can still be cancelled. */
async function bookedInKuhmo(visit: Visit): Promise<Visit> {
  const { patron } = visit;
  await patron.holdNextWeek(...MEMBER_KUHMO);
  await patron.confirm();
  return visit;
}

/** 230 past bookings of somebody, as the API would answer them: a hundred, and where to go on. */
async function inPages(route: Route): Promise<void> {
  const answer = await route.fetch({ url: route.request().url().split('?')[0]! });
  const { bookings, asOf } = (await answer.json()) as { bookings: object[]; asOf: string };
  const first = Number(new URL(route.request().url()).searchParams.get('after') ?? 0);
  const count = Math.min(100, 230 - first);
  const past = Array.from({ length: count }, (_, place) => ({
    ...bookings[0],
    undoUntil: undefined,
    id: `past-${first + place}`,
    state: 'completed',
    startsAt: new Date(Date.UTC(2026, 0, 1) - (first + place) * 86_400_000).toISOString(),
    endsAt: new Date(Date.UTC(2026, 0, 1, 1) - (first + place) * 86_400_000).toISOString(),
  }));
  const next = first + count < 230 ? { next: String(first + count) } : {};
  await route.fulfill({ json: { bookings: past, asOf, ...next } });
}
