import { CELL, CELL_MIN, MINUTE, type Instant } from '../ids.ts';
import { Refusal, type Fault } from '../refusal.ts';
import { minuteOf } from '../time/clock-time.ts';
import { addDays, isDate } from '../time/local-date.ts';
import { localDateOf, startOfDate, toInstant } from '../time/zone.ts';

/** L10. As long as any range that is asked for: sessions of two months are still decided on one by one. */
const MAX_BLOCK_DAYS = 62;
/** Nothing is planned so far ahead; a year that was mistyped shows. */
const FURTHEST_DAYS = 730;

const DAY = 1440 * MINUTE;

/** Half-open, on the grid of cells. */
export interface TimeRange {
  from: Instant;
  until: Instant;
}

/**
 * L10: wall clock of a branch as instants (T1).
 * @throws Refusal `invalid` that names the end that cannot be.
 */
export function blockRange(zone: string, { from, until }: { from: string; until: string }, now: Instant): TimeRange {
  const range = { from: instantOf(zone, 'from', from), until: instantOf(zone, 'until', until) };
  const today = localDateOf(zone, now);

  if (range.until <= range.from) refuse('until', 'ends_before_start');
  if (range.until - range.from > MAX_BLOCK_DAYS * DAY) refuse('until', 'range_too_long');
  if (range.until <= now) refuse('until', 'in_the_past');
  if (range.from < startOfDate(zone, today)) refuse('from', 'in_the_past');
  if (range.until > startOfDate(zone, addDays(today, FURTHEST_DAYS))) refuse('until', 'too_far_ahead');
  return range;
}

/** L8: from when on a block that is ended now is over: the next cell that has not begun. */
export function nextCell(now: Instant): Instant {
  return Math.ceil(now / CELL) * CELL;
}

function instantOf(zone: string, path: string, text: string): Instant {
  const [date = '', clock = ''] = text.split('T');
  const minute = minuteOf(clock);
  if (!isDate(date) || minute > 1440 || Number(clock.slice(3)) > 59) refuse(path, 'wrong_format');
  if (minute % CELL_MIN !== 0) refuse(path, 'not_on_grid');
  return toInstant(zone, date, minute).at;
}

function refuse(path: string, code: string): never {
  const fault: Fault = { path, code };
  throw new Refusal('invalid', {}, [fault]);
}
