import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Library } from '../support/browser-journey.ts';

let library: Library;
beforeAll(async () => void (library = await Library.open()));
afterAll(() => library.close());

const CARD = '29000001';
const PIN = '4821';

describe('leaving', () => {
  // A busy phone takes its time for the step back: what is done meanwhile must not meet it half-way.
  test.each([
    ['at once', 0],
    ['on a slow phone', 400],
  ])('goes to a neutral page, and neither back nor on leads into the app again: %s', async (_, slowMs) => {
    const { page } = await library.visit();
    await slowSteps(page, slowMs);
    await way(page, 'You').click();
    await way(page, 'My bookings').click();
    await page.waitForURL('**/bookings');
    await page.goBack();
    await page.waitForURL('**/you');

    await page.getByRole('button', { name: 'Leave' }).click();
    await isAway(page);
    await page.goForward();
    await isAway(page);
    await page.goBack();
    await isAway(page);
    await page.goBack();
    await expect.poll(() => page.url()).toBe('about:blank');
  });

  test('finds its way out through another document of the app', async () => {
    const { page } = await library.visit();
    await way(page, 'You').click();
    await page.goto('/sign-in');
    await way(page, 'Book').click();
    await page.getByRole('button', { name: 'Leave' }).click();
    await isAway(page);
    await page.goForward();
    await isAway(page);
  });

  test('is what Esc twice does, once is not, and coming back on purpose works', async () => {
    const { page } = await library.visit();
    await way(page, 'You').waitFor();
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.keyboard.press('Escape');
    await page.clock.runFor(900);
    await page.keyboard.press('Escape');
    await page.clock.runFor(900);
    expect(await page.evaluate(() => location.pathname)).toBe('/');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await isAway(page);
    await page.clock.resume();

    await page.goto('/you');
    await page.getByRole('heading', { name: 'You', level: 1 }).waitFor();
  });

  test('a device that others use signs out, and keeps nothing that was chosen', async () => {
    const { page, context } = await library.visit({ path: '/you' });
    await page.getByRole('switch', { name: 'Others use this device' }).check();
    await signIn(page);
    await page.getByRole('button', { name: 'Leave' }).click();
    await isAway(page);

    await expect.poll(async () => (await context.request.get(`${library.url}/api/me`)).status()).toBe(401);
    await page.goto('/you');
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    expect(await kept(page)).not.toContain('signedIn');
  });
});

describe('signing out', () => {
  test('empties what the device kept, in every tab', async () => {
    const { page, context } = await library.visit();
    await signIn(page);
    await page.goto('/bookings');
    const other = await context.newPage();
    await other.goto('/you');
    await other.getByRole('button', { name: 'Sign out' }).waitFor();
    await expect.poll(() => sealedNames(page)).toContain('sealed:bookings');

    await page.goto('/you');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    await other.waitForURL((url) => url.pathname === '/');
    // The first screen keeps its times, which are nobody's.
    await expect.poll(() => sealedNames(other)).not.toContain('sealed:bookings');
    await expect.poll(async () => (await context.request.get(`${library.url}/api/me`)).status()).toBe(401);
  });

  test('without a network holds on the device at once, and the library hears of it later', async () => {
    const { page, context, offline, watch } = await library.visit();
    await signIn(page);
    await way(page, 'You').click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await offline(true);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('Signed out on this device').waitFor();
    await expect.poll(() => sealedNames(page)).toEqual([]);

    await offline(false);
    await expect.poll(async () => (await context.request.get(`${library.url}/api/me`)).status()).toBe(401);
    await page.getByText('Signed out on this device').waitFor({ state: 'detached' });
    expect(watch.faults).toEqual([]);
  });

  test('what is kept until then cannot be read without the key, and the key cannot be taken away', async () => {
    const { page } = await library.visit();
    await signIn(page);
    await page.goto('/bookings');
    await expect.poll(() => sealedNames(page)).toContain('sealed:bookings');
    const stored = await page.evaluate(async () => {
      const all = await entries();
      const key = all.get('key') as CryptoKey;
      const sealed = [...all].filter(([name]) => name !== 'key').map(([, value]) => value as { bytes: ArrayBuffer });
      return { extractable: key.extractable, text: sealed.map(({ bytes }) => new TextDecoder().decode(bytes)).join() };

      function entries(): Promise<Map<unknown, unknown>> {
        return new Promise((resolve) => {
          const opening = indexedDB.open('quietroom-vault');
          opening.addEventListener('success', () => {
            const store = opening.result.transaction('vault').objectStore('vault');
            const found = new Map<unknown, unknown>();
            store.openCursor().addEventListener('success', ({ target }) => {
              const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result;
              if (!cursor) return resolve(found);
              found.set(cursor.key, cursor.value);
              cursor.continue();
            });
          });
        });
      }
    });
    expect(stored.extractable).toBe(false);
    expect(stored.text).not.toMatch(/bookings|asOf|branch/);
  });
});

const way = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true });

/** Steps through the history come so much later, as script and browser see them. */
function slowSteps(page: Page, ms: number): Promise<void> {
  return page.evaluate((late) => {
    const { navigation } = window;
    const step = navigation.traverseTo.bind(navigation);
    const go = history.go.bind(history);
    navigation.traverseTo = (key) => {
      const result = new Promise<NavigationResult>((done) => setTimeout(() => done(step(key)), late));
      return {
        committed: result.then(async ({ committed }) => committed!),
        finished: result.then(async ({ finished }) => finished!),
      };
    };
    history.go = (delta) => void setTimeout(() => go(delta), late);
  }, ms);
}

async function isAway(page: Page): Promise<void> {
  await page.waitForURL((url) => url.pathname === '/away.html' || url.href === 'about:blank');
  await page.getByText('Library', { exact: true }).waitFor();
  expect(await page.title()).toBe('Library');
}

async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel(/card number/i).fill(CARD);
  await page.getByLabel('PIN').fill(PIN);
  await page.getByRole('button', { name: /^(Sign in|Continue)$/ }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

const kept = (page: Page) => page.evaluate(() => localStorage.getItem('quietroom') ?? '');

/** Names in the encrypted store; looking does not make one. */
function sealedNames(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const known = await indexedDB.databases();
    if (!known.some(({ name }) => name === 'quietroom-vault')) return [];
    return new Promise<string[]>((resolve) => {
      const opening = indexedDB.open('quietroom-vault');
      opening.addEventListener('success', () => {
        const asked = opening.result.transaction('vault').objectStore('vault').getAllKeys();
        asked.addEventListener('success', () => resolve(asked.result as string[]));
      });
    });
  });
}
