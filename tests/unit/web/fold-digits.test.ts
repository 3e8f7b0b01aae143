import { expect, test } from 'vitest';
import { foldDigits } from '../../../web/i18n/digits.ts';

test('digits may be typed in Persian, Arabic and Latin, one beside the other', () => {
  expect(foldDigits('۲۹۰۰۰۰۰۱')).toBe('29000001');
  expect(foldDigits('٤٨٢١')).toBe('4821');
  expect(foldDigits('۴٨2۱')).toBe('4821');
});

test('whatever is no digit stays as it was typed', () => {
  expect(foldDigits('qr-۷x ')).toBe('qr-7x ');
});
