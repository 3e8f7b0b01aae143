import {
  type CalendarDate,
  createCalendar,
  endOfMonth,
  parseDate,
  startOfMonth,
  toCalendar,
} from '@internationalized/date';
import type { LocalDate } from '#domain/ids.ts';
import type { Weekday } from '#domain/network.ts';
import { addDays, daysBetween } from '#domain/time/local-date.ts';
import { weekAround } from './slot-days.ts';

/** A month as it is read: the Persian calendar for Persian, else the Gregorian. */
export interface MonthGrid {
  first: LocalDate;
  last: LocalDate;
  /** Whole weeks, from the branch's first weekday; dates of the months beside it stay empty. */
  weeks: (LocalDate | undefined)[][];
}

export function monthAround(date: LocalDate, calendar: 'persian' | 'gregory', firstDay: Weekday): MonthGrid {
  const day = inCalendar(date, calendar);
  const first = isoOf(startOfMonth(day));
  const last = isoOf(endOfMonth(day));
  const [begin = first] = weekAround(first, firstDay);
  const weeks = Math.ceil((daysBetween(begin, last) + 1) / 7);

  return {
    first,
    last,
    weeks: Array.from({ length: weeks }, (_, week) =>
      Array.from({ length: 7 }, (__, place) => {
        const on = addDays(begin, week * 7 + place);
        return first <= on && on <= last ? on : undefined;
      }),
    ),
  };
}

function inCalendar(date: LocalDate, calendar: 'persian' | 'gregory'): CalendarDate {
  return toCalendar(parseDate(date), createCalendar(calendar));
}

function isoOf(date: CalendarDate): LocalDate {
  return toCalendar(date, createCalendar('gregory')).toString();
}
