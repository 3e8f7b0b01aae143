import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueCodes } from '../../api/features/codes/issue-codes.ts';
import { hashSecret, verifySecret } from '../../api/storage/sealing/secret-hash.ts';
import { openApi, PATRON, type TestApi } from '../support/api.ts';
import { openLibrary, TUESDAY_10, type Library } from '../support/booking-library.ts';
import { ENGINES } from '../support/engines.ts';
import { isFull } from '../support/fault-size.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const base32 = 'ABCDEFGHJKMNPQRSTVWXYZ0123456789';
const drawn = (length: number) => Array.from({ length }, () => base32[Math.floor(Math.random() * 32)]).join('');

describe.each(ENGINES)('guessing, on $engine', ({ engine }) => {
  test('partner codes: none is found, and nearly none of the guesses is even looked at', async () => {
    const library: Library = await openLibrary(engine);
    await issueCodes(library.api.services, 'gift-20', 500);
    const guesses = isFull ? 100_000 : 400;
    const patron = await library.patron(1);
    const told: Record<string, number> = {};
    for (let i = 0; i < guesses; i++) {
      const { code = 'held' } = await patron.hold(TUESDAY_10, { codes: [drawn(12)] });
      told[code] = (told[code] ?? 0) + 1;
    }
    expect(told['held']).toBeUndefined();
    expect((told['code_not_usable'] ?? 0) + (told['too_many_tries'] ?? 0)).toBe(guesses);
    expect(told['code_not_usable']).toBeLessThan(50);
    await library.api.close();
  });

  test('PINs, every day of a month from ever new devices and addresses: ten looks a day', async () => {
    let now = Date.UTC(2026, 10, 23, 0, 1);
    const api: TestApi = await openApi(engine, { clock: () => now });
    let looked = 0;
    const days = isFull ? 30 : 2;
    for (let day = 0; day < days; day++, now += DAY) {
      for (let i = 0; i < (isFull ? 300 : 30); i++) {
        const json = { card: PATRON.card, pin: String(1_000 + day * 300 + i) };
        const { status } = await api.request('/api/sign-in/card', { json, from: `198.51.${i % 250}.${day}` });
        if (status === 401) looked++;
        else expect(status).toBe(429);
      }
    }
    expect(looked).toBe(days * 10);
    await api.close();
  });
});

describe.each(ENGINES)('a cookie that was taken, on $engine', ({ engine }) => {
  let api: TestApi;
  beforeAll(async () => void (api = await openApi(engine)));
  afterAll(() => api.close());

  test('is worth nothing after the sign-out, after a new sign-in, and altered by a letter', async () => {
    const me = async (cookie: string) => (await api.request('/api/me', { cookie })).status;
    const signedOut = await api.signInCard();
    expect(await me(signedOut)).toBe(200);
    await api.request('/api/sign-out', { method: 'POST', cookie: signedOut });
    expect(await me(signedOut)).toBe(401);

    const replaced = await api.signInCard();
    await api.request('/api/sign-in/card', { json: PATRON, cookie: replaced });
    expect(await me(replaced)).toBe(401);

    const cookie = (await api.signInCard()).split(';')[0]!;
    const altered = cookie.slice(0, -2) + (cookie.at(-2) === 'A' ? 'B' : 'A') + cookie.at(-1);
    expect([await me(cookie), await me(altered)]).toEqual([200, 401]);
  });
});

describe('an account that does not exist', () => {
  /** The chance that of two samples, one of each, the second is the slower one; 0.5: nobody can tell them apart. */
  const auc = (a: number[], b: number[]) => {
    const all = [...a.map((ms) => ({ ms, own: 0 })), ...b.map((ms) => ({ ms, own: 1 }))].toSorted(
      (x, y) => x.ms - y.ms,
    );
    const ranks = all.reduce((sum, { own }, place) => sum + (own ? place + 1 : 0), 0);
    return (ranks - (b.length * (b.length + 1)) / 2) / (a.length * b.length);
  };

  test('a control: what takes a tenth longer is told apart', () => {
    const times = Array.from({ length: 2_000 }, (_, i) => 10 + (i % 100) / 100);
    expect(auc(times, times)).toBeCloseTo(0.5, 1);
    expect(
      auc(
        times,
        times.map((ms) => ms * 1.1),
      ),
    ).toBeGreaterThan(0.9);
  });

  test('costs the hash of one that does, neither more nor less', async () => {
    let now = Date.UTC(2026, 10, 23, 8);
    const api = await openApi('sqlite', { clock: () => now });
    const { keys } = api.services;
    let hashed = 0;
    const pepper = keys.pepper.bind(keys);
    keys.pepper = (secret) => (hashed++, pepper(secret));
    const stored = await hashSecret(keys, '1');
    const costs: Record<string, number> = {};
    for (const [name, card] of [
      ['known', PATRON.card],
      ['unknown', '11111111'],
    ] as const) {
      hashed = 0;
      now += 2 * DAY;
      expect((await api.request('/api/sign-in/card', { json: { card, pin: '0' } })).status).toBe(401);
      costs[name] = hashed;
    }
    expect(costs).toEqual({ known: 1, unknown: 1 });
    expect(await verifySecret(keys, '1', stored)).toBe(true);
    await api.close();
  });

  // Times of a few samples say nothing either way; what is counted above stands for them in `npm test`.
  if (isFull) test('is answered in the same time: 2,000 of each', inTheSameTime);

  async function inTheSameTime() {
    let now = Date.UTC(2026, 10, 23, 8);
    const api = await openApi('sqlite', { clock: () => now });
    const times = { known: [] as number[], unknown: [] as number[] };
    const timed = async (who: keyof typeof times, card: string) => {
      const began = performance.now();
      const { status } = await api.request('/api/sign-in/card', { json: { card, pin: '0' } });
      times[who].push(performance.now() - began);
      expect(status).toBe(401);
    };
    for (let i = 0; i < 2_000; i++) {
      // A day has ten tries of each; the order is drawn, so that neither always goes first.
      if (i % 9 === 0) now += 2 * DAY;
      const both = [() => timed('known', PATRON.card), () => timed('unknown', '11111111')];
      for (const one of Math.random() < 0.5 ? both : both.toReversed()) await one();
    }
    const told = auc(times.known, times.unknown);
    process.stdout.write(`AUC of unknown against wrong PIN: ${told.toFixed(3)}\n`);
    expect(Math.abs(told - 0.5)).toBeLessThanOrEqual(0.03);
    await api.close();
  }
});
