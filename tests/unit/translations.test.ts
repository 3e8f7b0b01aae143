import { describe, expect, test } from 'vitest';
import { LOCALES } from '#domain/ids.ts';
import { catalogTexts } from '../support/catalogs.ts';

const english = catalogTexts('en');

describe.each(LOCALES.filter((locale) => locale !== 'en'))('the texts in %s', (locale) => {
  const texts = catalogTexts(locale);

  test('are as many as in English, and none is left to translate', () => {
    expect(texts.length).toBe(english.length);
    expect(texts.filter(({ text }) => text === '').map(({ file, id }) => `${file}: ${id}`)).toEqual([]);
  });

  test('say what the English ones say: the same placeholders and the same marks around words', () => {
    const marks = (text: string) => [...new Set(text.match(/\{\w+(?=[,}])|<\/?\d+\/?>/g))].toSorted().join(' ');
    const torn = texts.filter(({ id, text }) => text !== '' && marks(id) !== marks(text));
    expect(torn.map(({ file, id }) => `${file}: ${id}`)).toEqual([]);
  });
});
