import { describe, expect, test } from 'vitest';
import {
  charOf,
  finished,
  NOTHING_TYPED,
  typedChar,
  withoutLast,
  type Typed,
} from '../../../../web/features/kiosk/pad/typed-keys.ts';

const TOKEN = '4B2c-9xYw_0aQzRt71LmPe';

/** Types each letter of `text`, `gapMs` apart. */
function typed(text: string, gapMs: number, onto: Typed = NOTHING_TYPED, from = 1000): Typed {
  return [...text].reduce((so, char, place) => typedChar(so, char, from + place * gapMs), onto);
}

describe('six digits by hand', () => {
  test('are a code once they are six, and not before', () => {
    expect(finished(typed('47291', 300))).toBeUndefined();
    expect(finished(typed('472918', 300))).toBe('472918');
  });

  test('count also when somebody types as fast as a machine', () => {
    expect(finished(typed('472918', 10))).toBe('472918');
  });

  test('stop at six; the last one can be taken back', () => {
    expect(typed('47291899', 300).digits).toBe('472918');
    expect(withoutLast(typed('472', 300)).digits).toBe('47');
  });

  test('a letter by mistake takes the digits away, so that no half code is sent', () => {
    expect(typed('47x', 300).digits).toBe('');
    expect(finished(typed('47x291', 300))).toBeUndefined();
  });
});

describe('a ticket under the reader', () => {
  test('is its token, also where it begins with digits or was preceded by some', () => {
    expect(finished(typed(TOKEN, 8))).toBe(TOKEN);
    expect(finished(typed(TOKEN, 8, typed('47', 300, NOTHING_TYPED, 0), 5000))).toBe(TOKEN);
  });

  test('leaves no digits behind', () => {
    expect(typed('123456ab', 8).digits).toBe('');
  });

  test('is nothing when most of it was lost', () => {
    expect(finished(typed('4B2c-9xYw', 8))).toBeUndefined();
  });
});

describe('what a key stands for', () => {
  test.each([
    [{ code: 'Digit4', key: '۴', shiftKey: false }, '4'],
    [{ code: 'Numpad7', key: '7', shiftKey: false }, '7'],
    [{ code: 'KeyQ', key: 'ض', shiftKey: false }, 'q'],
    [{ code: 'KeyQ', key: 'ً', shiftKey: true }, 'Q'],
    [{ code: 'Minus', key: '_', shiftKey: true }, '_'],
    [{ code: 'Minus', key: '-', shiftKey: false }, '-'],
    [{ code: 'Enter', key: 'Enter', shiftKey: false }, ''],
    [{ code: 'Digit4', key: '$', shiftKey: true }, ''],
  ])('%o is "%s" whatever the layout', (key, char) => {
    expect(charOf(key)).toBe(char);
  });
});
