import { expect, test } from 'vitest';
import { canonicalCode, codeFrom } from '#domain/price/partner-code.ts';

const bytes = (fill: (place: number) => number) => Uint8Array.from({ length: 64 }, (_, place) => fill(place));

test('P13 a code is three groups of four signs that cannot be mistaken', () => {
  expect(codeFrom(bytes((place) => place))).toBe('2345-6789-ABCD');
  expect(codeFrom(bytes((place) => 30 - (place % 31)))).toMatch(/^[2-9A-HJ-NP-TV-Z]{4}(-[2-9A-HJ-NP-TV-Z]{4}){2}$/);
});

test('P13 every sign is as likely as any other: bytes beyond the last whole round are passed over', () => {
  expect(codeFrom(bytes((place) => (place < 8 ? 255 : 0)))).toBe('2222-2222-2222');
  expect(() => codeFrom(bytes(() => 255))).toThrow();
});

test('P13 a code reads the same however it is typed', () => {
  for (const typed of ['K7QM-2XVP-9HTD', ' k7qm 2xvp 9htd ', 'K7QM–2XVP—9HTD', 'k۷qm‑۲xvp۹htd', '\u200ek7qm2xvp9htd']) {
    expect(canonicalCode(typed)).toBe('K7QM2XVP9HTD');
  }
});
