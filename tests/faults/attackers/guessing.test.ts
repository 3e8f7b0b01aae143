import { describe, expect, test } from 'vitest';
import type { Booking } from '#contract/bookings.ts';
import { DEFAULT_SETTINGS } from '#domain/settings.ts';
import { issueCodes } from '../../../api/features/codes/issue-codes.ts';
import { openApi, PATRON, type TestApi } from '../../support/api.ts';
import { openLibrary, TUESDAY_10, type Library } from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { isFull } from '../../support/fault-size.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const base32 = 'ABCDEFGHJKMNPQRSTVWXYZ0123456789';
type Told = { code?: string; booking?: Booking };
let keys = 0;
const drawn = (length: number) => Array.from({ length }, () => base32[Math.floor(Math.random() * 32)]).join('');

describe.each(ENGINES)('guessing, on $engine', ({ engine }) => {
  test('partner codes: none is found, few are looked at, and whoever has a good one uses it meanwhile', async () => {
    const library: Library = await openLibrary(engine);
    const { api } = library;
    const [good, ...others] = await issueCodes(api.services, 'gift-20', 500);
    expect(others).toHaveLength(499);
    const guesses = isFull ? 100_000 : 600;
    const hold = async (cookie: string, from: string, codes: string[]) => {
      const json = { service: 'talk', branch: 'main', mode: 'room', startsAt: TUESDAY_10, codes };
      return (await api.request('/api/holds', { json, cookie, from, key: `g${++keys}` })).json() as Promise<Told>;
    };

    // Twenty accounts, in turn at eight addresses, and all within the hour.
    const attackers = await Promise.all(Array.from({ length: 20 }, (_, n) => library.cookieOf(`visitor-${n}`)));
    const told: Record<string, number> = {};
    for (let i = 0; i < guesses; i++) {
      const cookie = attackers[i % attackers.length]!;
      const { code = 'held' } = await hold(cookie, `198.51.100.${i % 8}`, [drawn(12)]);
      told[code] = (told[code] ?? 0) + 1;
    }
    expect(told['held']).toBeUndefined();
    expect((told['code_not_usable'] ?? 0) + (told['too_many_tries'] ?? 0)).toBe(guesses);
    expect(told['code_not_usable']).toBe(attackers.length * DEFAULT_SETTINGS.wrongCodesPerAccount);
    if (isFull) process.stdout.write(`Guessed partner codes, ${engine}: ${JSON.stringify(told)}\n`);

    const { booking } = await hold(await library.cookieOf('visitor-21'), '203.0.113.1', [good!]);
    expect(booking?.price.lines).toMatchObject([{ discount: 'gift-20' }]);
    await api.close();
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
