import { Secret } from 'otpauth';
import { expect, test } from 'vitest';
import { keyUri, secretFrom, stepOfCode } from '../../../api/features/sign-in/second-factor/time-codes.ts';

/** RFC 6238, appendix B: its secret, and the last six of its eight digits. */
const RFC = secretFrom(Buffer.from('12345678901234567890'));

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('F7 the codes of RFC 6238 at second %s', (second, code) =>
  expect(stepOfCode(RFC, code, second * 1000)).toBe(Math.floor(second / 30)),
);

test('F7 a step early or late is the same code’s own step; two are none', () => {
  const at = (seconds: number) => stepOfCode(RFC, '005924', (1_234_567_890 + seconds) * 1000);
  const own = Math.floor(1_234_567_890 / 30);
  expect([at(-31), at(-30), at(0), at(30), at(59), at(60)]).toEqual([undefined, own, own, own, own, undefined]);
});

test('F5 an app reads who it is for, and what of', () => {
  const uri = new URL(keyUri(RFC, 'desk-ilam'));
  expect(uri.protocol + uri.host + decodeURIComponent(uri.pathname)).toBe('otpauth:totp/Quietroom:desk-ilam');
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    issuer: 'Quietroom',
    secret: RFC,
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
  expect(Secret.fromBase32(RFC).bytes).toHaveLength(20);
});
