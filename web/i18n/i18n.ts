import { i18n, type Messages } from '@lingui/core';
import { LOCALES, type Locale, type Text } from '#domain/ids.ts';

/** The parts of the app that have a catalog of their own (lingui.config.ts). */
export type Area =
  | 'shell'
  | 'find'
  | 'confirm'
  | 'bookings'
  | 'sign-in'
  | 'you'
  | 'problems'
  | 'staff'
  | 'desk'
  | 'counsellor'
  | 'kiosk';

type Catalogs = Record<string, () => Promise<{ messages: Messages }>>;

const catalogs: Catalogs = import.meta.glob<{ messages: Messages }>([
  '../locales/*/*.po',
  '!../locales/{staff,desk,counsellor,kiosk}/*.po',
]);
const areas = new Set<Area>(['shell', 'find']);

/** A message that was not loaded is shown in English by its source text, never as an id. */
async function load(area: Area, locale: Locale): Promise<void> {
  const catalog = catalogs[`../locales/${area}/${locale}.po`];
  if (!catalog) throw new Error(`no catalog of ${area} in ${locale}`);
  i18n.load(locale, (await catalog()).messages);
}

/** Where texts of areas that no first screen shows are to be had: their names alone would weigh on it. */
export function addCatalogs(more: Catalogs): void {
  Object.assign(catalogs, more);
}

/** Loads an area's texts with its page; they come along from then on whenever the language changes. */
export async function loadArea(area: Area): Promise<void> {
  areas.add(area);
  await load(area, currentLocale());
}

export async function speak(locale: Locale): Promise<void> {
  await Promise.all([...areas].map((area) => load(area, locale)));
  i18n.activate(locale);
  document.documentElement.lang = locale;
  document.documentElement.dir = directionOf(locale);
}

export function currentLocale(): Locale {
  return (i18n.locale || 'en') as Locale;
}

export function directionOf(locale: Locale): 'rtl' | 'ltr' {
  return locale === 'fa' ? 'rtl' : 'ltr';
}

/** The browser's first language that the product speaks. */
export function preferredLocale(): Locale {
  for (const language of navigator.languages) {
    const known = LOCALES.find((locale) => locale === language.slice(0, 2));
    if (known) return known;
  }
  return 'en';
}

/** A text of the network in the language shown, else in English, else in whatever there is. */
export function say(text: Text | undefined): string {
  if (!text) return '';
  return text[currentLocale()] ?? text.en ?? Object.values(text)[0] ?? '';
}

export const LANGUAGE_NAMES: Record<Locale, string> = {
  en: 'English',
  fa: 'فارسی',
  fi: 'Suomi',
  sl: 'Slovenščina',
  uk: 'Українська',
};

export { i18n };
