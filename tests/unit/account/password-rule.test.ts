import { expect, test } from 'vitest';
import { passwordFault } from '#domain/account/password-rule.ts';
import { commonPasswords } from '../../../api/storage/sealing/common-passwords.ts';

const common = await commonPasswords();
const OWN = ['desk-ilam', 'quietroom', 'Zohreh Maleki', 'زهره ملکی', 'Ilam Public Library'];
const faultOf = (password: string) => passwordFault(password, { own: OWN, isCommon: (text) => common.has(text) });

test.each(['short', 'elevensigns', '۱۲۳'])('F10 %s is too short', (password) =>
  expect(faultOf(password)).toBe('too_small'),
);

test.each([
  '1qaz2wsx3edc',
  '123456QWERTY',
  'password1234',
  '!!liverpool2026!!',
  'passwordpassword',
  'aaaaaaaaaaaaaaaa',
  'abcabcabcabc',
  '2026202620262026',
  'Monkey12Monkey12',
])('F10 %s is tried first', (password) => expect(faultOf(password)).toBe('common'));

test.each(['desk-ilam-2026', 'ZohrehMaleki1!', 'Maleki.Zohreh.7', 'زهره‌ملکی۱۲۳۴۵', 'quietroom2026', 'ilamlibrary12'])(
  'F10 %s is on the door',
  (password) => expect(faultOf(password)).toBe('own_name'),
);

test.each([
  'correct horse battery',
  'seven quiet winter lamps',
  'zohreh likes cold tea',
  'vx3k9mmq4tz8',
  '四つの冬の静かな灯りがある夜',
  'пʼять тихих ламп',
])('F10 %s is good: no capitals, digits or signs are asked for', (password) =>
  expect(faultOf(password)).toBeUndefined(),
);

test('F10 the list is there', () => expect(common.size).toBeGreaterThan(40_000));
