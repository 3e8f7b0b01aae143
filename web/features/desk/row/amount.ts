import { foldDigits } from '../../../i18n/digits.ts';

/**
 * A sum as it is typed at a till, with any digits and separators. @returns minor units, or undefined where it is no sum
 */
export function amountIn(typed: string, minorDigits: number): number | undefined {
  const text = foldDigits(typed).replace(/[\s'’]/g, '');
  const match = /^([\d.,٬٫]*?)(?:[.,٫](\d*))?$/.exec(text);
  if (!match || !/\d/.test(text)) return undefined;

  const [, left = '', right] = match;
  const isFraction = right !== undefined && minorDigits > 0 && right.length <= minorDigits;
  // "3.600.000" and "1,200": where no fraction can be meant, the last mark groups thousands as the others do.
  if (right !== undefined && !isFraction && !/^\d{1,3}([.,٬٫]\d{3})*$/.test(text)) return undefined;
  const whole = (isFraction ? left : left + (right ?? '')).replace(/\D/g, '');
  const minor = isFraction ? right.padEnd(minorDigits, '0') : ''.padEnd(minorDigits, '0');
  const amount = Number(`${whole || '0'}${minor}`);
  return Number.isSafeInteger(amount) ? amount : undefined;
}

/** As it stands in the field: plain digits, a point before the fraction. */
export function typedAmount(amount: number, minorDigits: number): string {
  const digits = String(amount).padStart(minorDigits + 1, '0');
  if (minorDigits === 0) return digits;
  return `${digits.slice(0, -minorDigits)}.${digits.slice(-minorDigits)}`;
}
