import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { rowsByAlias, rowsByCode, rowsByToken, soughtIn } from '../../../../web/features/desk/day/find-in-day.ts';
import { deskRow } from './desk-rows.ts';

const key = Buffer.from('0123456789abcdef0123456789abcdef');
const codeKey = key.toString('base64url');
const mac = (text: string) => createHmac('sha256', key).update(text).digest('base64url');

describe('what is said at the counter', () => {
  test('six digits are a code, with whatever digits and gaps', () => {
    for (const typed of ['472918', '472 918', '۴۷۲ ۹۱۸', '٤٧٢٩١٨', ' 472-918 ']) {
      expect(soughtIn(typed)).toEqual({ by: 'code', code: '472918' });
    }
  });

  test('more digits are a card, fewer or any letter an alias', () => {
    expect(soughtIn('29000001')).toEqual({ by: 'card', card: '29000001' });
    expect(soughtIn('۲۹۰۰ ۰۰۰۱')).toEqual({ by: 'card', card: '29000001' });
    expect(soughtIn('Birch 7')).toEqual({ by: 'alias', alias: 'Birch 7' });
    expect(soughtIn('47')).toEqual({ by: 'alias', alias: '47' });
    expect(soughtIn('  ')).toBeUndefined();
  });
});

describe('a day', () => {
  const rows = [
    deskRow({ alias: 'Birch 7', codeMac: mac('472918'), tokenMac: mac('abc_DEF-1') }),
    deskRow({ alias: 'Heron' }),
    deskRow({ alias: 'نیلوفر' }),
    deskRow({ alias: 'Kettu Äijälä' }),
  ];
  const names = (found: { alias: string }[]) => found.map(({ alias }) => alias);

  test('finds a code and a token by their keyed hash', async () => {
    expect(names(await rowsByCode({ codeKey, rows }, '472918'))).toEqual(['Birch 7']);
    expect(names(await rowsByCode({ codeKey, rows }, '472919'))).toEqual([]);
    expect(names(await rowsByToken({ codeKey, rows }, 'abc_DEF-1'))).toEqual(['Birch 7']);
  });

  test('finds an alias by its beginning, whatever the keyboard', () => {
    expect(names(rowsByAlias(rows, 'bir'))).toEqual(['Birch 7']);
    expect(names(rowsByAlias(rows, 'Birch ۷'))).toEqual(['Birch 7']);
    expect(names(rowsByAlias(rows, 'aija'))).toEqual(['Kettu Äijälä']);
    // The Arabic yeh of another keyboard.
    expect(names(rowsByAlias(rows, 'ن\u064aل'))).toEqual(['نیلوفر']);
  });
});
