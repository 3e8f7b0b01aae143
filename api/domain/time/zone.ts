import type { Instant, LocalDate, LocalTime } from '../ids.ts';
import { MINUTE } from '../ids.ts';
import { localTimeOfWall, wallOf } from './clock-time.ts';
import { dateOf, dayNumber } from './local-date.ts';

/**
 * Wall clock and instants (T1). Temporal tells where a zone's clocks change; the rest is arithmetic over that table, since
 * a search converts thousands of times and Temporal takes 10 µs for one. Nothing here reads a clock.
 */

const DAY = 1440 * MINUTE;
/** What is tabled once per zone. Other years are right too, only slower: their table is built for the one question. */
const TABLED_FROM = dayNumber('2020-01-01') * DAY;
const TABLED_UNTIL = dayNumber('2050-01-01') * DAY;

/** `offsets[k]` counts from `starts[k]` to `starts[k + 1]`, milliseconds east of UTC. */
interface Changes {
  starts: number[];
  offsets: number[];
}

const tables = new Map<string, Changes>();

/** T1: the first instant at which the wall clock shows at least that much; `exists` is false where it never shows it. */
export function toInstant(zone: string, date: LocalDate, minute: number): { at: Instant; exists: boolean } {
  const wall = wallOf(date, minute);
  const at = instantAt(zone, wall);
  return { at, exists: wallAt(zone, at) === wall };
}

/** As `toInstant`, of a wall clock in milliseconds (see `wallOf`). */
export function instantAt(zone: string, wall: number): Instant {
  const { starts, offsets } = changesAround(zone, wall);

  // No zone is 26 hours away from UTC: an earlier stretch cannot show this wall clock.
  let stretch = stretchOf(starts, wall - 26 * 60 * MINUTE);
  while (stretch + 1 < starts.length && wall - offsets[stretch]! >= starts[stretch + 1]!) stretch++;

  return Math.max(wall - offsets[stretch]!, stretch === 0 ? -Infinity : starts[stretch]!);
}

/** What the wall clock shows at an instant, in milliseconds as if it were UTC. */
export function wallAt(zone: string, at: Instant): number {
  const { starts, offsets } = changesAround(zone, at);
  return at + offsets[stretchOf(starts, at)]!;
}

export function toLocal(zone: string, at: Instant): { date: LocalDate; minute: number } {
  const wall = wallAt(zone, at);
  const day = Math.floor(wall / DAY);
  return { date: dateOf(day), minute: Math.floor((wall - day * DAY) / MINUTE) };
}

export function localDateOf(zone: string, at: Instant): LocalDate {
  return dateOf(Math.floor(wallAt(zone, at) / DAY));
}

/** `YYYY-MM-DDTHH:MM` on the wall there. */
export function localTimeOf(zone: string, at: Instant): LocalTime {
  return localTimeOfWall(wallAt(zone, at));
}

/** The instant at which a date begins there: 00:00, or the jump that swallowed it. */
export function startOfDate(zone: string, date: LocalDate): Instant {
  return instantAt(zone, dayNumber(date) * DAY);
}

/** Whether the name is a zone that this runtime knows. */
export function isTimeZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** The last stretch that begins at or before the instant, else the first. */
function stretchOf(starts: number[], at: Instant): number {
  let low = 0;
  let high = starts.length;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! <= at) low = middle;
    else high = middle;
  }
  return low;
}

function changesAround(zone: string, ms: number): Changes {
  if (ms < TABLED_FROM + 3 * DAY || ms >= TABLED_UNTIL - 3 * DAY)
    return changesBetween(zone, ms - 3 * DAY, ms + 3 * DAY);

  let table = tables.get(zone);
  if (!table) tables.set(zone, (table = changesBetween(zone, TABLED_FROM, TABLED_UNTIL)));
  return table;
}

/** @throws RangeError when the zone is unknown. */
function changesBetween(zone: string, from: number, until: number): Changes {
  let at: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  const changes: Changes = { starts: [], offsets: [] };

  while (at && at.epochMilliseconds < until) {
    changes.starts.push(at.epochMilliseconds);
    changes.offsets.push(at.offsetNanoseconds / 1e6);
    at = at.getTimeZoneTransition('next');
  }
  return changes;
}
