/**
 * How numbers are written inside a country, by its calling code. Codes have one digit (1, 7), two (these) or three; no code
 * begins another (ITU-T E.164, assigned country codes).
 */
const TWO_DIGITS = /^(2[07]|3[0123469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** Digits that stand before a number at home and fall away from abroad; elsewhere it is one 0. Italy keeps its 0. */
const TRUNKS: Record<string, RegExp> = { '1': /^1/, '7': /^8/, '36': /^06/, '39': /^(?!)/, '378': /^(?!)/ };
const ZERO = /^0/;

/** `358` of `+358 8 000 0103`; undefined of a number that is not written for callers from abroad. */
export function callingCodeOf(phone: string): string | undefined {
  const digits = phone.replace(/[\s().-]/g, '');
  if (!/^\+[1-9]\d{6,14}$/.test(digits)) return undefined;
  const rest = digits.slice(1);
  if (/^[17]/.test(rest)) return rest.slice(0, 1);
  return rest.slice(0, TWO_DIGITS.test(rest) ? 2 : 3);
}

/** `+358401234567` of `0401234567` and `358`. */
export function fromHome(national: string, callingCode: string): string {
  return `+${callingCode}${national.replace(TRUNKS[callingCode] ?? ZERO, '')}`;
}
