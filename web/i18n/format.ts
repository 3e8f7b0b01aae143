import type { Instant, LocalDate, LocalTime } from '#domain/ids.ts';
import type { Money } from '#contract/primitives.ts';
import { dateOf, dayNumber } from '#domain/time/local-date.ts';
import { currentLocale } from './i18n.ts';

/** The only caller of Intl. Dates are the branch's (`YYYY-MM-DD`), never the phone's; they are shown as if in UTC. */

const TAGS = { en: 'en-GB', fa: 'fa-IR-u-ca-persian-nu-arabext', fi: 'fi-FI', sl: 'sl-SI', uk: 'uk-UA' } as const;
const DAY_MS = 86_400_000;
const MINUS = '\u2212';
const ISOLATE = '\u2066';
const END_ISOLATE = '\u2069';

const kept = new Map<string, unknown>();

/** Formatters cost milliseconds to make, and a list needs the same one for every row. */
export function keep<T>(key: string, make: (tag: string) => T): T {
  const tag = TAGS[currentLocale()];
  const name = `${tag} ${key}`;
  if (!kept.has(name)) kept.set(name, make(tag));
  return kept.get(name) as T;
}

const dates = (options: Intl.DateTimeFormatOptions) =>
  keep(`date ${JSON.stringify(options)}`, (tag) => new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...options }));

const at = (date: LocalDate): number => dayNumber(date) * DAY_MS;

/** Intl puts the parts of a Persian date in the wrong order: weekday, day, month, year is how it is said. */
function composed(date: LocalDate, options: Intl.DateTimeFormatOptions): string {
  const format = dates(options);
  if (currentLocale() !== 'fa') return format.format(at(date));

  const parts = new Map(format.formatToParts(at(date)).map((part) => [part.type, part.value]));
  return (['weekday', 'day', 'month', 'year'] as const).flatMap((type) => parts.get(type) ?? []).join(' ');
}

/** "Wednesday 25 November" */
export const longDay = (date: LocalDate) => composed(date, { weekday: 'long', day: 'numeric', month: 'long' });
/** "25 November" */
export const dayAndMonth = (date: LocalDate) => composed(date, { day: 'numeric', month: 'long' });
/** "25 November 2026" */
export const fullDate = (date: LocalDate) => composed(date, { day: 'numeric', month: 'long', year: 'numeric' });
export const yearWord = (date: LocalDate) => composed(date, { year: 'numeric' });
/** "Wed 25 Nov" */
export const shortDay = (date: LocalDate) => composed(date, { weekday: 'short', day: 'numeric', month: 'short' });
export const weekday = (date: LocalDate) => composed(date, { weekday: 'long' });
/** One letter in Persian, where the short names are as long as the full ones. */
export const weekdayBrief = (date: LocalDate) =>
  composed(date, { weekday: currentLocale() === 'fa' ? 'narrow' : 'short' });
export const dayOfMonth = (date: LocalDate) => number(Number(partOf(date, { day: 'numeric' }, 'day')));
/** "November" */
export const month = (date: LocalDate) => composed(date, { month: 'long' });
/** "November 2026" */
export const monthAndYear = (date: LocalDate) => composed(date, { month: 'long', year: 'numeric' });
/** In which calendar the language counts its months. */
export const calendarName = () => (currentLocale() === 'fa' ? 'persian' : 'gregory');
export const monthBrief = (date: LocalDate) => composed(date, { month: 'short' });

function partOf(date: LocalDate, options: Intl.DateTimeFormatOptions, type: Intl.DateTimeFormatPartTypes): string {
  const latin = keep(
    `latin ${JSON.stringify(options)}`,
    (tag) => new Intl.DateTimeFormat(tag, { timeZone: 'UTC', numberingSystem: 'latn', ...options }),
  );
  return latin.formatToParts(at(date)).find((part) => part.type === type)?.value ?? '';
}

/** "23–29 November", "30 Nov – 6 Dec"; in words in Persian, where a dash would turn the line around. */
export function dayRange(from: LocalDate, to: LocalDate): string {
  if (currentLocale() === 'fa') {
    const isOneMonth = month(from) === month(to);
    return `${isOneMonth ? dayOfMonth(from) : dayAndMonth(from)} تا ${dayAndMonth(to)}`;
  }
  const length = from.slice(0, 7) === to.slice(0, 7) ? 'long' : 'short';
  const range = dates({ day: 'numeric', month: length }).formatRange(at(from), at(to));
  // Within a month a dash stands between two numbers, and needs no air there.
  return range.replace(/^(\d+\.?)\s*–\s*(\d+\.?\s*\D+)$/, '$1–$2');
}

/** The clock of `YYYY-MM-DDTHH:MM` as it hangs at the branch. */
export function clock(local: LocalTime): string {
  const [, time = ''] = local.split('T');
  const ms = (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * 60_000;
  return dates({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms);
}

/** An instant on the wall clock of a zone. Without one, the phone's: only for "as of". */
export function clockAt(instant: string | Instant, timeZone?: string): string {
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const;
  return keep(`clock ${timeZone}`, (tag) => new Intl.DateTimeFormat(tag, options)).format(new Date(instant));
}

/** Whether the phone's clock shows something else than the one at a zone: somebody looks from far away. */
export function isElsewhere(instant: string | Instant, timeZone: string): boolean {
  return clockAt(instant) !== clockAt(instant, timeZone) || dateAt(instant) !== dateAt(instant, timeZone);
}

/** The date at a zone, ISO. Without one, the phone's: only for "as of". */
export function dateAt(instant: string | Instant, timeZone?: string): LocalDate {
  const format = keep(
    `iso ${timeZone}`,
    () => new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
  );
  return dateOf(dayNumber(format.format(new Date(instant))));
}

export function number(value: number): string {
  return keep('number', (tag) => new Intl.NumberFormat(tag)).format(value);
}

/** "4:32" of seconds. */
export function minutesAndSeconds(seconds: number): string {
  const twoDigits = keep('two', (tag) => new Intl.NumberFormat(tag, { minimumIntegerDigits: 2 }));
  return `${number(Math.floor(seconds / 60))}:${twoDigits.format(seconds % 60)}`;
}

/** "€28.00". `short` leaves out a fraction that is zero: for lists. */
export function money({ amount, currency, minorDigits }: Money, length: 'short' | 'full' = 'full'): string {
  const value = amount / 10 ** minorDigits;
  const fraction = length === 'short' && Number.isInteger(value) ? 0 : minorDigits;
  const format = keep(
    `money ${currency} ${fraction}`,
    (tag) =>
      new Intl.NumberFormat(tag, {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        minimumFractionDigits: fraction,
        maximumFractionDigits: fraction,
      }),
  );
  if (currentLocale() !== 'fa') return format.format(value).replace('-', MINUS);

  // In Persian the currency is said after the sum; Intl writes it before, with a mark that breaks the line's direction.
  const parts = format.formatToParts(value);
  const sum = parts.filter((part) => part.type !== 'currency' && part.type !== 'literal');
  const unit = parts.find((part) => part.type === 'currency')?.value ?? currency;
  const digits = sum.map((part) => part.value.replace(/[\u200e\u200f]/g, '').replace('-', MINUS)).join('');
  // A minus drifts to the other end of the number unless both stand in a line of their own direction.
  return `${amount < 0 ? `${ISOLATE}${digits}${END_ISOLATE}` : digits} ${unit}`;
}

/** A language by its own name in the language shown: "Kurdish" for `ku`. */
export function languageName(code: string): string {
  const names = keep('languages', (tag) => new Intl.DisplayNames(tag, { type: 'language' }));
  const name = names.of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(TAGS[currentLocale()]) + name.slice(1);
}

/** Six digits as they are said, 3 + 3, the same in every script. */
export function ticketDigits(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

/** "with N. · 50 min": a line breaks after a dot, never before it. */
export function dotted(parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join('\u00a0· ');
}

/** "Central Library, Room 2": with the comma of the script. */
export function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(currentLocale() === 'fa' ? '، ' : ', ');
}

/** A phone number in the script's digits; dialled it is what the library wrote. */
export function phoneDigits(phone: string): string {
  if (currentLocale() !== 'fa') return phone;
  return phone.replace(/\d/g, (digit) => String.fromCharCode(0x6f0 + Number(digit)));
}
