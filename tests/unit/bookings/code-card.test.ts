import { expect, test } from 'vitest';
import { CODE_CARD_BYTES, codeCardNumber, codeCardPin } from '#domain/code-card.ts';
import { foldCredential } from '#domain/fold-digits.ts';

const bytes = (fill: number) => new Uint8Array(CODE_CARD_BYTES).fill(fill);

test('K5 a code card has twelve digits in fours and a PIN of six, zeros in front kept', () => {
  expect([codeCardNumber(bytes(0)), codeCardPin(bytes(0))]).toEqual(['8000 0000 0000', '000000']);
  for (const fill of [1, 7, 128, 255]) {
    expect(codeCardNumber(bytes(fill))).toMatch(/^8\d{3} \d{4} \d{4}$/);
    expect(codeCardPin(bytes(fill))).toMatch(/^\d{6}$/);
  }
  expect(foldCredential(codeCardNumber(bytes(255)))).toMatch(/^8\d{11}$/);
});

test('K5 what is drawn hangs on the random bytes alone', () => {
  const drawn = new Set(Array.from({ length: 200 }, (_, n) => codeCardNumber(bytes(n))));
  expect(drawn.size).toBe(200);
});
