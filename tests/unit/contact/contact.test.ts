import { describe, expect, test } from 'vitest';
import { maskContact, readContact } from '#domain/contact/contact.ts';
import { codeMessage } from '#domain/contact/code-message.ts';
import { CODE_BYTES, drawCode } from '#domain/contact/one-time-code.ts';
import { LOCALES } from '#domain/ids.ts';

const ILAM = '+98 84 0000 0101';
const KUHMO = '+358 8 000 0103';
const KYIV = '+380 4563 0 01 05';

describe('A3 a contact is read', () => {
  const read = (typed: string, home = KUHMO) => readContact(typed, home)?.value;

  test.each([
    ['۰۹۱۲ ۳۴۵ ۶۷۸۹', ILAM, '+989123456789'],
    ['٠٩١٢٣٤٥٦٧٨٩', ILAM, '+989123456789'],
    ['\u200e0912-345-6789', ILAM, '+989123456789'],
    ['040 123 4567', KUHMO, '+358401234567'],
    ['(040) 123.4567', KUHMO, '+358401234567'],
    ['+358 (0)40 123 4567', ILAM, '+358401234567'],
    ['00 358 40 1234567', ILAM, '+358401234567'],
    ['067 123 45 67', KYIV, '+380671234567'],
    ['041 123 456', '+386 2 000 01 04', '+38641123456'],
    ['06 1234 5678', '+39 06 000', '+390612345678'],
    ['8 912 345 67 89', '+7 495 000 00 00', '+79123456789'],
    ['(212) 555-0123', '+1 212 555 0000', '+12125550123'],
    ['1 212 555 0123', '+1 212 555 0000', '+12125550123'],
    ['+١٢١٢٥٥٥٠١٢٣', ILAM, '+12125550123'],
  ])('%s at %s is %s', (typed, home, value) => {
    expect(readContact(typed, home)).toEqual({ kind: 'phone', value });
  });

  test('a mail address in small letters, whatever the rest of it is', () => {
    expect(readContact('  Ada.L+quiet@Home.Example ', KUHMO)).toEqual({
      kind: 'email',
      value: 'ada.l+quiet@home.example',
    });
    expect(read('пошта@приклад.укр')).toBe('пошта@приклад.укр');
  });

  test.each([
    '',
    'ada',
    '12',
    '+0401234567',
    '0401234567890123',
    'tel:0401234567',
    'call 0401234567',
    '040 123 4567 ext 5',
  ])('%j is no phone number', (typed) => expect(read(typed)).toBeUndefined());

  test.each([
    'a@b',
    '@home.example',
    'a b@home.example',
    'a@home.example, b@evil.example',
    'a@home.example\r\nBcc: b@evil.example',
    'Ada <a@home.example>',
    '"a b"@home.example',
    `${'a'.repeat(65)}@home.example`,
    `a@${'b'.repeat(250)}.example`,
    'a@-home.example',
    'a@@home.example',
  ])('%j is no mail address', (typed) => expect(read(typed)).toBeUndefined());

  test('a library without a country on its phone takes numbers with one only', () => {
    expect(read('040 123 4567', '08 000 0103')).toBeUndefined();
    expect(read('+358 40 123 4567', '08 000 0103')).toBe('+358401234567');
  });
});

test('A9 masked: enough to know one’s own by', () => {
  expect(maskContact({ kind: 'phone', value: '+989123456789' })).toBe('+98 ••• 89');
  expect(maskContact({ kind: 'phone', value: '+12125550123' })).toBe('+1 ••• 23');
  expect(maskContact({ kind: 'email', value: 'ada.l@home.example' })).toBe('a•••@home.example');
});

test('A1 a code has eight digits, zeros in front kept, and hangs on the random bytes alone', () => {
  expect(drawCode(new Uint8Array(CODE_BYTES))).toBe('00000000');
  const drawn = Array.from({ length: 200 }, (_, n) => drawCode(new Uint8Array(CODE_BYTES).fill(n)));
  expect(drawn.every((code) => /^\d{8}$/.test(code))).toBe(true);
  expect(new Set(drawn).size).toBe(200);
});

describe('A5 what a message says', () => {
  // Whatever could tell a person who looks at the lock screen why somebody comes: in the words of the five languages.
  const TELLING =
    /counsel|therap|session|appointment|quietroom|psych|talk|مشاور|نوبت|جلسه|روان|گفت‌وگو|istunto|ajanvara|neuvo|terapi|keskustel|svetov|termin|pogovor|консульт|сеанс|прийом|психо|розмов/i;

  test.each(LOCALES)('in %s: the code, and nothing that tells', (locale) => {
    for (const kind of ['phone', 'email'] as const) {
      const { subject, text } = codeMessage(locale, kind, '48210937');
      expect(text).toContain('48210937');
      expect(subject).not.toContain('48210937');
      expect(`${subject} ${text}`).not.toMatch(TELLING);
    }
  });

  test.each(LOCALES)('in %s a phone gets it in one text', (locale) => {
    const { text } = codeMessage(locale, 'phone', '48210937');
    // The GSM alphabet has room for 160 signs; anything beyond it makes it 70 a part.
    const isPlain = /^[\x20-\x7e\n]*$/.test(text);
    expect(text.length).toBeLessThanOrEqual(isPlain ? 160 : 70);
  });
});
