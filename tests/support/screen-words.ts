import { catalogTexts } from './catalogs.ts';

/** Finds what stands on a screen by its English texts (any of them), whatever language the screen is in. */
export type Word = (...english: string[]) => RegExp;

/** `word('Take {time}')` matches the whole of that text in the language; a placeholder is any text. */
export function wordsOf(locale: string): Word {
  const texts = new Map(catalogTexts(locale).map(({ id, text }) => [id, text]));
  return (...english) => new RegExp(`^(${english.map((id) => pattern(textOf(texts, id))).join('|')})$`);
}

function textOf(texts: Map<string, string>, id: string): string {
  const text = texts.get(id);
  if (text === undefined) throw new Error(`No screen says "${id}": see web/locales`);
  return text || id;
}

function pattern(text: string): string {
  return text
    .replace(/<\/?\d+\/?>/g, '')
    .split(/\{\w+\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.+');
}
