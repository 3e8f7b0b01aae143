import { describe, expect, test } from 'vitest';
import { LOCALES } from '#domain/ids.ts';
import { catalogTexts, type CatalogText } from '../../support/catalogs.ts';

const english = catalogTexts('en');
const translated = LOCALES.filter((locale) => locale !== 'en');

test('there is something to translate', () => {
  expect(english.length).toBeGreaterThan(100);
});

describe.each(translated)('the texts in %s', (locale) => {
  const texts = catalogTexts(locale);

  test('are the same as in English, area by area', () => {
    expect(texts.map(place).toSorted()).toEqual(
      english.map((one) => place(one).replace('/en.po', `/${locale}.po`)).toSorted(),
    );
  });

  test('are all there', () => {
    expect(texts.filter(({ text }) => text.trim() === '').map(place)).toEqual([]);
  });

  test('name the same values and marks as the English', () => {
    expect(texts.filter(({ id, text }) => valuesIn(text).join() !== valuesIn(id).join()).map(place)).toEqual([]);
  });

  test('have a form for every number', () => {
    const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    const lacking = texts.flatMap((one) =>
      plurals(one.text)
        .filter((forms) => categories.some((category) => !forms.includes(category)))
        .map((forms) => `${place(one)}: only ${forms.join(', ')} of ${categories.join(', ')}`),
    );
    expect(lacking).toEqual([]);
  });

  test('say one thing in one way: areas share what is loaded', () => {
    const ways = Map.groupBy(texts, ({ id }) => id);
    const split = [...ways].filter(([, said]) => new Set(said.map(({ text }) => text)).size > 1);
    expect(split.map(([id, said]) => `${id}: ${said.map(({ text }) => text).join(' | ')}`)).toEqual([]);
  });

  test('do not shout', () => {
    expect(texts.filter(({ text }) => /!/.test(text)).map(place)).toEqual([]);
  });
});

test('Persian texts have no Arabic letters where Persian has its own', () => {
  expect(
    catalogTexts('fa')
      .filter(({ text }) => /[\u0643\u064a\u0660-\u0669]/.test(text))
      .map(({ text }) => text),
  ).toEqual([]);
});

function place({ file, id }: CatalogText): string {
  return `${file}: ${id}`;
}

/** `{name}`, `<0>` and the number of a plural, each once. */
function valuesIn(text: string): string[] {
  const marks = text.match(/<\/?\d+\/?>/g) ?? [];
  const values = [...text.matchAll(/\{\s*(\w+)\s*[,}]/g)].map(([, name]) => `{${name}}`);
  const ofPlurals = plurals(text).length > 0 ? [] : marks;
  return [...new Set([...values.filter((value) => !isForm(value, text)), ...ofPlurals])].toSorted();
}

/** The words of a form can look like a value: `one {full}`. */
function isForm(value: string, text: string): boolean {
  return new RegExp(`(zero|one|two|few|many|other|=\\d+)\\s*\\${value.slice(0, -1)}\\}`).test(text);
}

/** The categories that each plural of a text has forms for. */
function plurals(text: string): string[][] {
  return [...text.matchAll(/\{\w+, plural,/g)].map(({ index }) => {
    const forms = [...insideOf(text, index).matchAll(/(zero|one|two|few|many|other|=\d+)\s*\{/g)];
    return forms.map(([, category = '']) => category);
  });
}

/** From a brace to the one that closes it. */
function insideOf(text: string, from: number): string {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return text.slice(from, at);
  }
  return text.slice(from);
}
