import { expect, test } from 'vitest';
import { amountIn, typedAmount } from '../../../../web/features/desk/row/amount.ts';

test.each([
  ['28', 2, 2800],
  ['28.00', 2, 2800],
  ['28,5', 2, 2850],
  ['۲۸٫۵۰', 2, 2850],
  ['1,200', 2, 120_000],
  ['1.200,50', 2, 120_050],
  ['1’200.50', 2, 120_050],
  ['۳٬۶۰۰٬۰۰۰', 0, 3_600_000],
  ['3.600.000', 0, 3_600_000],
  ['3 600 000', 0, 3_600_000],
  ['0', 2, 0],
])('%s with %i minor digits is %i', (typed, minorDigits, amount) => {
  expect(amountIn(typed, minorDigits)).toBe(amount);
});

test.each([
  ['', 2],
  ['abc', 2],
  ['-5', 2],
  ['1234.567', 2],
  ['12.5', 0],
  ['28.-', 2],
  ['99999999999999999', 2],
])('%s with %i minor digits is no sum', (typed, minorDigits) => {
  expect(amountIn(typed, minorDigits)).toBeUndefined();
});

test('what stands in the field is read back as the same sum', () => {
  for (const [amount, minorDigits] of [
    [2800, 2],
    [5, 2],
    [3_600_000, 0],
    [1, 3],
  ] as const) {
    expect(amountIn(typedAmount(amount, minorDigits), minorDigits)).toBe(amount);
  }
});
