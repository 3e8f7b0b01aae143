import { describe, expect, test } from 'vitest';
import {
  countryOfZone,
  receiptKeptUntil,
  receiptsKept,
  receiptsOver,
  type AccountsCountry,
} from '#domain/rights/accounts-law.ts';
import { DEFAULT_SETTINGS } from '#domain/settings.ts';
import { addDays } from '#domain/time/local-date.ts';

describe('Q12 for how long the law of accounts asks', () => {
  const until = (country: AccountsCountry, on: string) => receiptKeptUntil(country, on, DEFAULT_SETTINGS);

  test.each([
    ['FI', '2026-01-01', '2032-12-31'],
    ['FI', '2026-12-31', '2032-12-31'],
    ['SI', '2026-11-25', '2036-12-31'],
    ['UA', '2026-11-25', '2032-12-31'],
    // Nowruz: a payment of the old year, and one that may be of either.
    ['IR', '2026-03-18', '2036-03-21'],
    ['IR', '2026-03-19', '2037-03-21'],
    ['IR', '2026-11-25', '2037-03-21'],
    ['ZZ', '2026-11-25', '2037-12-31'],
  ] as const)('%s: of %s until %s', (country, on, last) => expect(until(country, on)).toBe(last));

  test('the country is the time zone’s', () => {
    const zones = ['Europe/Helsinki', 'Europe/Ljubljana', 'Europe/Kyiv', 'Europe/Kiev', 'Asia/Tehran', 'Europe/Berlin'];
    expect(zones.map(countryOfZone)).toEqual(['FI', 'SI', 'UA', 'UA', 'IR', 'ZZ']);
  });

  test('what goes is exactly what need not stay, on every day of three years', () => {
    for (const country of ['FI', 'SI', 'UA', 'IR', 'ZZ'] as const) {
      for (let day = 0; day < 1100; day += 13) {
        const today = addDays('2036-01-01', day);
        const over = receiptsOver(country, today, DEFAULT_SETTINGS);
        expect(until(country, over) < today).toBe(true);
        expect(until(country, addDays(over, 1)) >= today).toBe(true);
      }
    }
  });

  test('of what stays the last is told, and nothing where nothing stays', () => {
    const money = [
      { country: 'FI', on: '2025-05-05' },
      { country: 'SI', on: '2024-05-05' },
      { country: 'FI', on: '2010-05-05' },
    ] as const;
    expect(receiptsKept(money, '2026-11-25', DEFAULT_SETTINGS)).toEqual({
      payments: 2,
      until: '2034-12-31',
      country: 'SI',
      law: 'ZDDV-1, 86. člen',
    });
    expect(receiptsKept(money.slice(2), '2026-11-25', DEFAULT_SETTINGS)).toBeNull();
    expect(receiptsKept([], '2026-11-25', DEFAULT_SETTINGS)).toBeNull();
  });

  test('the years are settings', () => {
    expect(receiptKeptUntil('FI', '2026-11-25', { ...DEFAULT_SETTINGS, accountsYearsFI: 10 })).toBe('2036-12-31');
  });
});
