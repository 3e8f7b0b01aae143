import type { Messages } from '@lingui/core';
import { LOCALES, type Locale } from '#domain/ids.ts';

/** A language's texts for the first screen, in one file, and where its others are: no visit needs to know those of all. */
interface Catalogs {
  first: Record<string, Messages>;
  later: Record<string, () => Promise<Messages>>;
}

export const languages: Record<Locale, () => Promise<Catalogs>> = {
  en: () => import('./catalogs-en.ts'),
  fa: () => import('./catalogs-fa.ts'),
  fi: () => import('./catalogs-fi.ts'),
  sl: () => import('./catalogs-sl.ts'),
  uk: () => import('./catalogs-uk.ts'),
};

/** The browser's first language that the product speaks. */
export function preferredLocale(): Locale {
  for (const language of navigator.languages) {
    const known = LOCALES.find((locale) => locale === language.slice(0, 2));
    if (known) return known;
  }
  return 'en';
}

/** The first of all dates costs a phone what a hundred later ones do: better while it waits for the network. */
export function rehearseDates(locale: Locale): void {
  new Intl.DateTimeFormat(locale).format(0);
}
