import type { Instant, LocalDate } from '../ids.ts';
import type { ClockRange, Counsellor, CounsellorHours, Hours, Leave, Mode } from '../network.ts';
import { minuteOf } from '../time/clock-time.ts';
import { weekdayOf } from '../time/local-date.ts';
import { toInstant } from '../time/zone.ts';

/** What the written hours say of one date. */

const CLOSED: readonly ClockRange[] = [];

/** T7: an exception replaces the whole day; of several on a date the last in the list decides. T8: both ends count. */
export function openOn(hours: Hours, date: LocalDate): readonly ClockRange[] {
  const exception = hours.exceptions.findLast((one) => one.from <= date && date <= one.to);
  if (!exception) return hours.weekly[weekdayOf(date)] ?? CLOSED;

  return exception.open ?? exception.weekly?.[weekdayOf(date)] ?? CLOSED;
}

/** Which entries of a counsellor's hours count at a branch for a mode: their places in the list. */
export function entriesFor(counsellor: Counsellor, branch: string, mode: Mode): number[] {
  return counsellor.hours.flatMap((entry, place) =>
    entry.branch === branch && (entry.modes === undefined || entry.modes.includes(mode)) ? [place] : [],
  );
}

/** The ranges of one entry of a counsellor's hours; `from` and `until` are its first and last date (T8). */
export function worksOn(entry: CounsellorHours, date: LocalDate): readonly ClockRange[] {
  if (entry.from !== undefined && date < entry.from) return CLOSED;
  if (entry.until !== undefined && date > entry.until) return CLOSED;

  return entry.weekly[weekdayOf(date)] ?? CLOSED;
}

/** T2: from the instant that the start names to the one that the end names. `undefined` where that is no time at all. */
export function spanOf(
  zone: string,
  date: LocalDate,
  range: ClockRange,
): { from: Instant; until: Instant } | undefined {
  const from = toInstant(zone, date, minuteOf(range[0])).at;
  const until = toInstant(zone, date, minuteOf(range[1])).at;
  return from < until ? { from, until } : undefined;
}

/** T6: leave as instants in the zone of the branch that is judged; a date means its 00:00. */
export function leaveSpan(zone: string, leave: Leave): { from: Instant; until: Instant } {
  return { from: leaveEnd(zone, leave.from), until: leaveEnd(zone, leave.to) };
}

function leaveEnd(zone: string, text: string): Instant {
  return toInstant(zone, text.slice(0, 10), text.length > 10 ? minuteOf(text.slice(11)) : 0).at;
}
