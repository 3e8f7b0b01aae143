import type { LocalDate } from '../ids.ts';
import { addDays, dateOf, dayNumber } from '../time/local-date.ts';

/**
 * N12: the last day of a right that is valid for whole months from a day on: the day before the same day of the month,
 * or the month's last day where it has no such day. Both ends are inclusive, so that a year is not a day too long.
 */
export function lastDay(from: LocalDate, months: number): LocalDate {
  const monthsIn = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(monthsIn / 12), (monthsIn % 12) + 1];
  const sameDay = `${monthText(year, month)}-${from.slice(8)}`;
  if (dateOf(dayNumber(sameDay)) === sameDay) return addDays(sameDay, -1);

  const nextMonth = month === 12 ? monthText(year + 1, 1) : monthText(year, month + 1);
  return addDays(`${nextMonth}-01`, -1);
}

function monthText(year: number, month: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
}
