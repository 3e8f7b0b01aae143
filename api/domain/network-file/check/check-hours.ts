import type { LocalDate } from '../../ids.ts';
import { WEEKDAYS } from '../../network.ts';
import { minuteOf } from '../../time/clock-time.ts';
import { isDate } from '../../time/local-date.ts';
import { checkText } from './check-value.ts';
import type { Spot } from './spot.ts';

/** Dates, times of day, ranges, weeks. Ranges may touch and overlap (T2, T4); none crosses midnight (N5). */

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

export function checkDate(spot: Spot): LocalDate | undefined {
  const { value } = spot;
  if (spot.absent) return undefined;
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return spot.fault('is not a date YYYY-MM-DD');
  return isDate(value) ? value : spot.fault('is not a date that exists');
}

/** T8: both dates inclusive, either may be absent. */
export function checkDates(spot: Spot, from: string, until: string): void {
  const first = checkDate(spot.at(from));
  const last = checkDate(spot.at(until));
  if (first !== undefined && last !== undefined && last < first) spot.fault('ends before it starts');
}

/** Minutes since midnight; `24:00` only as an end. */
function checkClock(spot: Spot, isEnd: boolean): number | undefined {
  const { value } = spot;
  const known = typeof value === 'string' && (CLOCK.test(value) || (isEnd && value === '24:00'));
  if (!known) return spot.fault(value === '24:00' ? 'is allowed only as an end' : 'is not a time HH:MM');

  const minute = minuteOf(value);
  return minute % 5 === 0 ? minute : spot.fault('is not a multiple of 5 minutes');
}

export function checkRanges(spot: Spot): void {
  for (const range of spot.items()) {
    if (!Array.isArray(range.value) || range.value.length !== 2) {
      range.fault('is not a range of two times');
      continue;
    }
    const [first, last] = range.items() as [Spot, Spot];
    checkOrder(range, checkClock(first, false), checkClock(last, true));
  }
}

export function checkWeekly(spot: Spot): void {
  for (const [day, ranges] of spot.entries()) {
    if ((WEEKDAYS as readonly string[]).includes(day)) checkRanges(ranges);
    else ranges.fault(`is not one of ${WEEKDAYS.join(', ')}`);
  }
}

export function checkHours(spot: Spot): void {
  if (!spot.fields('weekly', 'exceptions')) return;
  checkWeekly(spot.at('weekly'));

  for (const exception of spot.at('exceptions').items()) {
    if (!exception.fields('from to', 'open weekly reason')) continue;
    checkDates(exception, 'from', 'to');
    checkRanges(exception.at('open'));
    checkWeekly(exception.at('weekly'));
    checkText(exception.at('reason'));
    const given = ['open', 'weekly'].filter((field) => !exception.at(field).absent);
    if (given.length !== 1)
      exception.fault(`has ${given.length === 0 ? 'neither open nor weekly' : 'both open and weekly'}`);
  }
}

/** `YYYY-MM-DDTHH:MM` of a branch's wall clock, or with `dateAllowed` a date, which means its 00:00 (T6). */
export function checkMoment(spot: Spot, dateAllowed: boolean, isEnd = false): string | undefined {
  const { value } = spot;
  if (spot.absent) return undefined;
  const [date, clock, rest] = typeof value === 'string' ? value.split('T') : [];
  if (date === undefined || rest !== undefined || (clock === undefined && !dateAllowed)) {
    return spot.fault(dateAllowed ? 'is not a date or a time YYYY-MM-DDTHH:MM' : 'is not a time YYYY-MM-DDTHH:MM');
  }

  if (checkDate(spot.with(date)) === undefined) return undefined;
  if (clock === undefined) return `${date}T00:00`;
  return checkClock(spot.with(clock), isEnd) === undefined ? undefined : `${date}T${clock}`;
}

/** T6: `to` is exclusive, so that a leave from a date to the same date would be none. */
export function checkLeave(spot: Spot): void {
  for (const leave of spot.items()) {
    if (!leave.fields('from to')) continue;
    checkOrder(leave, checkMoment(leave.at('from'), true), checkMoment(leave.at('to'), true, true));
  }
}

function checkOrder<T extends number | string>(spot: Spot, from: T | undefined, to: T | undefined): void {
  if (from === undefined || to === undefined || from < to) return;
  spot.fault(from === to ? 'ends when it starts' : 'ends before it starts');
}
