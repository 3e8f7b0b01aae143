import type { LocalDate } from '../ids.ts';
import type { Weekday } from '../network.ts';

/** Gregorian dates as pure arithmetic: no Temporal, no zone, no clock, so that the browser's first chunk can have it. */

const WEEK: readonly Weekday[] = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'];
const PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a date that exists: `2027-02-29` is not. */
export function isDate(text: string): boolean {
  return PATTERN.test(text) && dateOf(dayNumber(text)) === text;
}

/** Days since 1970-01-01. Months and days past their end run on, as in `2027-02-30` = `2027-03-02`. */
export function dayNumber(date: LocalDate): number {
  const month = number(date, 5, 7);
  // Years begin in March, so that the leap day is a year's last (Hinnant, "chrono-compatible low-level date algorithms").
  const year = number(date, 0, 4) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + number(date, 8, 10) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;

  return era * 146_097 + dayOfEra - 719_468;
}

/** The date of a day number; years 0000 to 9999. */
export function dateOf(day: number): LocalDate {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);

  return `${digits(year, 4)}-${digits(month, 2)}-${digits(dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1, 2)}`;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOf(dayNumber(date) + days);
}

/** Days from the first to the second: 1 from a day to the next. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

export function weekdayOf(date: LocalDate): Weekday {
  const day = dayNumber(date);
  return WEEK[((day % 7) + 7) % 7]!;
}

function number(text: string, from: number, until: number): number {
  let value = 0;
  for (let i = from; i < until; i++) value = value * 10 + text.charCodeAt(i) - 48;
  return value;
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
