import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE } from '#domain/ids.ts';
import { openApi, PATRON, type TestApi } from '../../support/api.ts';
import { ENGINES } from '../../support/engines.ts';

const DAY = 24 * 60 * MINUTE;

describe.each(ENGINES)('guessing, on $engine', ({ engine }) => {
  let api: TestApi;
  let now = Date.UTC(2026, 10, 23, 8);
  const clock = () => now;

  beforeAll(async () => void (api = await openApi(engine, { clock })));
  afterAll(() => api.close());
  // Every window is over by then.
  beforeEach(() => void (now += 2 * DAY));

  const tryCard = (card: string, pin: string, more: { cookie?: string; from?: string } = {}) =>
    api.request('/api/sign-in/card', { json: { card, pin }, ...more });
  const guess = async (count: number, card = PATRON.card, from?: string) => {
    const asked = from === undefined ? {} : { from };
    for (let i = 0; i < count; i++) await tryCard(card, `9${i}`, asked);
  };

  test('a strange device has ten tries a day, and is told what else there is', async () => {
    await guess(10);
    const answer = await tryCard(PATRON.card, PATRON.pin);
    // Sixteen hours to the end of the day: it is eight in the morning, and everything here is two days apart.
    expect(answer.headers.get('retry-after')).toBe(String(16 * 60 * 60));
    expect(await answer.json()).toMatchObject({
      code: 'too_many_tries',
      facts: { retryAfterSec: 16 * 60 * 60, instead: ['code', 'desk'] },
    });

    now += 15 * MINUTE;
    expect((await tryCard(PATRON.card, PATRON.pin)).status).toBe(429);
    now += 16 * 60 * MINUTE;
    expect((await tryCard(PATRON.card, PATRON.pin)).status).toBe(204);
  });

  test('a card that does not exist is throttled alike', async () => {
    await guess(10);
    await guess(10, '11111111');
    const [real, made] = [await tryCard(PATRON.card, '1'), await tryCard('11111111', '1')];
    expect([made.status, await made.text()]).toEqual([real.status, await real.text()]);
    expect(made.headers.get('retry-after')).toBe(real.headers.get('retry-after'));
  });

  test('a stranger who guesses does not lock out the patron on a device of theirs', async () => {
    const cookie = await api.signInCard();
    await guess(11, PATRON.card, '198.51.100.7');
    expect((await tryCard(PATRON.card, PATRON.pin)).status).toBe(429);
    expect((await tryCard(PATRON.card, PATRON.pin, { cookie })).status).toBe(204);
  });

  test('a known device has ten in a quarter of an hour and fifty a day, however patient', async () => {
    const cookie = await api.signInCard();
    const wrong = async (count: number) => {
      for (let i = 0; i < count; i++) await tryCard(PATRON.card, `9${i}`, { cookie });
    };
    for (let quarter = 0; quarter < 5; quarter++) {
      await wrong(10);
      expect((await tryCard(PATRON.card, PATRON.pin, { cookie })).status).toBe(429);
      now += 15 * MINUTE;
    }
    expect((await tryCard(PATRON.card, PATRON.pin, { cookie })).status).toBe(429);
    now += DAY;
    expect((await tryCard(PATRON.card, PATRON.pin, { cookie })).status).toBe(204);
  });

  test('many at once do not slip by', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => tryCard(PATRON.card, `8${i}`)));
    const looked = answers.filter(({ status }) => status === 401);
    expect(looked).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(30);
  });

  test('a second process counts on', async () => {
    const other = await openApi(engine, { place: api.place, clock });
    await guess(9);
    expect((await other.request('/api/sign-in/card', { json: { card: PATRON.card, pin: '1' } })).status).toBe(401);
    expect((await other.request('/api/sign-in/card', { json: PATRON })).status).toBe(429);
    await other.close();
  });

  test('a guess too many costs no time worth naming', async () => {
    await guess(10);
    const began = performance.now();
    for (let i = 0; i < 300; i++) expect((await tryCard(PATRON.card, String(i))).status).toBe(429);
    // A hash alone takes some 25 ms: three hundred of them would be 7 seconds.
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  test('good ones count for nobody: 33 at once behind one address, and 60 more', async () => {
    const atOnce = await Promise.all(Array.from({ length: 33 }, () => tryCard(PATRON.card, PATRON.pin)));
    expect(atOnce.every(({ status }) => status === 204)).toBe(true);
    for (let i = 0; i < 60; i++) expect((await tryCard(PATRON.card, PATRON.pin)).status).toBe(204);
  });

  test('a site under attack is slow, and lets nobody stand outside', async () => {
    const { countTry } = await import('../../../api/storage/stores/throttle-store.ts');
    const site = api.services.keys.index('throttle', 'sign-in site');
    await api.services.database.write(async (tx) => {
      for (let i = 0; i < 2_001; i++) await countTry(tx, site, 10);
    });
    const began = performance.now();
    expect((await tryCard(PATRON.card, PATRON.pin)).status).toBe(204);
    expect(performance.now() - began).toBeGreaterThan(1_400);
  });

  test('one address that tries card after card is stopped; another, and a known device behind it, is not', async () => {
    const cookie = await api.signInCard();
    const { countTry } = await import('../../../api/storage/stores/throttle-store.ts');
    const network = api.services.keys.index('throttle', 'address 198.51.100.7');
    const subject = api.services.keys.index(
      'throttle',
      `sign-in address ${Buffer.from(network).toString('base64url')}`,
    );
    await api.services.database.write(async (tx) => {
      for (let i = 0; i < 400; i++) await countTry(tx, subject, 10);
    });
    expect((await tryCard(PATRON.card, PATRON.pin, { from: '198.51.100.7' })).status).toBe(429);
    expect((await tryCard(PATRON.card, PATRON.pin, { from: '198.51.100.8' })).status).toBe(204);
    expect((await tryCard(PATRON.card, PATRON.pin, { from: '198.51.100.7', cookie })).status).toBe(204);
  });
});
