import { plural, t } from '@lingui/core/macro';
import type { Money } from '#contract/primitives.ts';
import { daysBetween } from '#domain/time/local-date.ts';
import type { Instant, LocalDate, Text } from '#domain/ids.ts';
import type { Kind, Mode } from '#domain/network.ts';
import { clockAt, isElsewhere, money, number, shortDay } from './format.ts';
import { say } from './i18n.ts';

/** The few words that every screen about an appointment needs. A component that calls them also calls `useLingui`. */

/** "Today", "Tomorrow", "Wed 25 Nov" */
export function dayWord(date: LocalDate, today: LocalDate): string {
  const days = daysBetween(today, date);
  if (days === 0) return t`Today`;
  if (days === 1) return t`Tomorrow`;
  return shortDay(date);
}

export function modeWord(mode: Mode): string {
  switch (mode) {
    case 'room':
      return t`In a room`;
    case 'phone':
      return t`By phone`;
    case 'video':
      return t`By video`;
  }
}

/** "50 min", on one line. */
export function lengthWord(minutes: number): string {
  return t`${number(minutes)} min`.replaceAll(' ', '\u00a0');
}

/** "€28", or that nothing is to be paid. */
export function priceWord(price: Money): string {
  return price.amount === 0 ? t`free of charge` : money(price, 'short');
}

/** "S. R.": a list never shows a whole name. */
export function initials(name: Text): string {
  return say(name)
    .split(/[\s\u200c]+/)
    .map((part) => `${part.charAt(0)}.`)
    .join('\u00a0');
}

/** "with S. R."; of several who are free it is one, chosen when the time is taken. */
export function withWhom(names: Text[]): string {
  const [only] = names;
  if (names.length === 1 && only) return t`with ${initials(only)}`;
  return plural(names.length, { one: '# counsellor', other: '# counsellors' });
}

/** "7 times" */
export function timesWord(count: number): string {
  return plural(count, { 0: 'no times', one: '# time', other: '# times' });
}

/** Of a group: "5 places left" */
export function placesWord(places: number): string {
  return plural(places, { one: '# place left', other: '# places left' });
}

/** Of times that are not those of the phone. */
export const libraryTimeWord = () => t`library time`;

/** "14:05" as it hangs at the library; "14:05 (library time)" where the phone shows something else. */
export function libraryClock(instant: string | Instant, timeZone: string): string {
  const time = clockAt(instant, timeZone);
  return isElsewhere(instant, timeZone) ? `${time} (${libraryTimeWord()})` : time;
}

/** A kind of help in plain words. */
export function kindWord(kind: Kind): string {
  switch (kind) {
    case 'individual':
      return t`Something on my mind`;
    case 'family':
      return t`Couple or family`;
    case 'child':
      return t`My child`;
    case 'group':
    case 'workshop':
      return t`Together with others`;
  }
}
