import { CalendarDate, createCalendar, parseDate, toCalendar } from '@internationalized/date';
import type { LocalDate } from '#domain/ids.ts';

type CalendarName = 'persian' | 'gregory';

export interface DateParts {
  year: number;
  month: number;
  day: number;
}

/** A date's parts in a calendar, and how many months its year and days its month have. */
export function partsOf(date: LocalDate, calendar: CalendarName): DateParts & { months: number; days: number } {
  const own = toCalendar(parseDate(date), createCalendar(calendar));
  const { year, month, day } = own;
  return { year, month, day, months: own.calendar.getMonthsInYear(own), days: own.calendar.getDaysInMonth(own) };
}

/** A day that the month has not is its last: 31 becomes 30, and 30 Esfand the 29th. */
export function dateFrom({ year, month, day }: DateParts, calendar: CalendarName): LocalDate {
  const own = createCalendar(calendar);
  return toCalendar(new CalendarDate(own, year, month, day), createCalendar('gregory')).toString();
}
