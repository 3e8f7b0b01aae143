import { i18n } from '@lingui/core';
import type { Locale, Text } from '#domain/ids.ts';
import { languages } from './catalogs/languages.ts';

/** The parts of the app that have a catalog of their own (lingui.config.ts). */
export type Area =
  | 'shell'
  | 'find'
  | 'confirm'
  | 'bookings'
  | 'sign-in'
  | 'you'
  | 'family'
  | 'own-data'
  | 'security'
  | 'problems'
  | 'ticket-link'
  | 'staff'
  | 'desk'
  | 'counsellor'
  | 'kiosk'
  | 'admin';

const areas = new Set<Area>(['shell', 'find']);

/** A message that was not loaded is shown in English by its source text, never as an id. */
async function load(area: Area, locale: Locale): Promise<void> {
  const { first, later } = await languages[locale]();
  const name = `../../locales/${area}/${locale}.po`;
  const messages = first[name] ?? (await later[name]?.());
  if (!messages) throw new Error(`no catalog of ${area} in ${locale}`);
  i18n.load(locale, messages);
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
