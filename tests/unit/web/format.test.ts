import { describe, expect, test } from 'vitest';
import type { Locale } from '#domain/ids.ts';
import * as format from '../../../web/i18n/format.ts';
import { i18n } from '../../../web/i18n/i18n.ts';

const EUR = { currency: 'EUR', minorDigits: 2 };
const RIAL = { currency: 'IRR', minorDigits: 0 };

/** Intl's spaces are of many kinds; what counts here is what is read. */
function inLocale(locale: Locale, write: () => string): string {
  i18n.loadAndActivate({ locale, messages: {} });
  return write().replace(/[\u00a0\u202f\u2009]/g, ' ');
}

describe('a day', () => {
  test.each([
    ['en', 'Tuesday 24 November'],
    ['fa', 'سه‌شنبه ۳ آذر'],
    ['fi', 'tiistai 24. marraskuuta'],
    ['sl', 'torek, 24. november'],
    ['uk', 'вівторок, 24 листопада'],
  ] as const)('is said in the order of %s', (locale, said) => {
    expect(inLocale(locale, () => format.longDay('2026-11-24'))).toBe(said);
  });

  test('is a day of the Persian calendar in Persian, in its digits', () => {
    expect(inLocale('fa', () => format.dayOfMonth('2026-11-24'))).toBe('۳');
    expect(inLocale('fa', () => format.dayAndMonth('2027-03-21'))).toBe('۱ فروردین');
    expect(inLocale('fa', () => format.monthAndYear('2026-11-24'))).toBe('آذر ۱۴۰۵');
    expect(inLocale('en', () => format.dayOfMonth('2026-11-24'))).toBe('24');
  });

  test('has a heading of one letter in Persian, of a short word elsewhere', () => {
    expect(inLocale('fa', () => format.weekdayBrief('2026-11-21'))).toBe('ش');
    expect(inLocale('en', () => format.weekdayBrief('2026-11-21'))).toBe('Sat');
  });
});

describe('a range of days', () => {
  test.each([
    ['en', '23–29 November', '30 Nov – 6 Dec'],
    ['fa', '۲ تا ۸ آذر', '۹ تا ۱۵ آذر'],
    ['fi', '23.–29. marraskuuta', '30.11.–6.12.'],
    ['sl', '23.–29. november', '30. nov.–6. dec.'],
    ['uk', '23–29 листопада', '30 лист. – 6 груд.'],
  ] as const)('names a month once where there is one, and is put in words in Persian: %s', (locale, within, across) => {
    expect(inLocale(locale, () => format.dayRange('2026-11-23', '2026-11-29'))).toBe(within);
    expect(inLocale(locale, () => format.dayRange('2026-11-30', '2026-12-06'))).toBe(across);
  });

  test('names both Persian months where there are two', () => {
    expect(inLocale('fa', () => format.dayRange('2026-11-21', '2026-11-27'))).toBe('۳۰ آبان تا ۶ آذر');
  });
});

describe('a time of day', () => {
  test('is the wall clock of the branch in the digits of the script', () => {
    expect(inLocale('en', () => format.clock('2026-11-24T09:05'))).toBe('09:05');
    expect(inLocale('fa', () => format.clock('2026-11-24T14:00'))).toBe('۱۴:۰۰');
    expect(inLocale('fi', () => format.clock('2026-11-24T00:30'))).toBe('00.30');
  });

  test('of an instant hangs on the zone that is named', () => {
    expect(inLocale('en', () => format.clockAt('2026-11-24T06:30:00Z', 'Asia/Tehran'))).toBe('10:00');
    expect(inLocale('en', () => format.dateAt('2026-11-24T22:30:00Z', 'Asia/Tehran'))).toBe('2026-11-25');
  });

  test('that is left counts down in minutes and seconds', () => {
    expect(inLocale('en', () => format.minutesAndSeconds(272))).toBe('4:32');
    expect(inLocale('fa', () => format.minutesAndSeconds(62))).toBe('۱:۰۲');
  });
});

describe('money', () => {
  test.each([
    ['en', '€28.00'],
    ['fi', '28,00 €'],
    ['sl', '28,00 €'],
    ['uk', '28,00 €'],
    ['fa', '۲۸٫۰۰ €'],
  ] as const)('has its sign where %s puts it', (locale, said) => {
    expect(inLocale(locale, () => format.money({ amount: 2800, ...EUR }))).toBe(said);
  });

  test('has as many digits as its currency is counted in here, whatever Intl thinks of it', () => {
    expect(inLocale('fa', () => format.money({ amount: 3_600_000, ...RIAL }))).toBe('۳٬۶۰۰٬۰۰۰ ریال');
    expect(inLocale('en', () => format.money({ amount: 3_600_000, ...RIAL }))).toBe('IRR 3,600,000');
  });

  test('in a list leaves out a fraction of nothing, and only that', () => {
    expect(inLocale('en', () => format.money({ amount: 2800, ...EUR }, 'short'))).toBe('€28');
    expect(inLocale('en', () => format.money({ amount: 2850, ...EUR }, 'short'))).toBe('€28.50');
  });

  test('that is taken off keeps its minus before the digits, in Persian in a direction of its own', () => {
    expect(inLocale('en', () => format.money({ amount: -1200, ...EUR }))).toBe('−€12.00');
    expect(inLocale('fa', () => format.money({ amount: -1200, ...EUR }))).toBe('\u2066−۱۲٫۰۰\u2069 €');
  });
});

describe('what is dialled or shown', () => {
  test('a phone number is in the digits of the script, a ticket in the same everywhere', () => {
    expect(inLocale('fa', () => format.phoneDigits('+98 84 0101'))).toBe('+۹۸ ۸۴ ۰۱۰۱');
    expect(inLocale('fi', () => format.phoneDigits('09 2525 0111'))).toBe('09 2525 0111');
    expect(inLocale('fa', () => format.ticketDigits('472918'))).toBe('472 918');
  });

  test('a language is named in the language shown', () => {
    expect(inLocale('en', () => format.languageName('ku'))).toBe('Kurdish');
    expect(inLocale('fi', () => format.languageName('fa'))).toBe('Persia');
  });
});
