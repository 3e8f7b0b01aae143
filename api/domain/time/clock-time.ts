import type { Instant, LocalDate, LocalTime } from '../ids.ts';
import { CELL_MIN, MINUTE } from '../ids.ts';
import { dateOf, dayNumber } from './local-date.ts';

/** Texts of clocks and instants, and back. Pure arithmetic. */

const DAY = 1440 * MINUTE;

/** `00:00`, `00:05` … `23:55`: most starts are found here rather than built. */
const CLOCKS: readonly string[] = Array.from({ length: 1440 / CELL_MIN }, (_, cell) => built(cell * CELL_MIN));

/** Minutes since midnight of `HH:MM`; 1440 for `24:00`. */
export function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

/** `HH:MM` of 0 … 1439 minutes. */
export function clockOf(minute: number): string {
  return minute % CELL_MIN === 0 ? CLOCKS[minute / CELL_MIN]! : built(minute);
}

/** A wall clock counted as if it were UTC: comparable within a zone, and never an instant. */
export function wallOf(date: LocalDate, minute: number): number {
  return dayNumber(date) * DAY + minute * MINUTE;
}

export function localTimeOfWall(wall: number): LocalTime {
  const day = Math.floor(wall / DAY);
  return `${dateOf(day)}T${clockOf(Math.floor((wall - day * DAY) / MINUTE))}`;
}

/** `YYYY-MM-DDTHH:MM:SSZ`, as instants go over the wire. Milliseconds are cut. */
export function instantText(at: Instant): string {
  const day = Math.floor(at / DAY);
  const seconds = Math.floor((at - day * DAY) / 1000);
  return `${dateOf(day)}T${clockOf(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}Z`;
}

/** Milliseconds of an RFC 3339 instant, UTC or with an offset. NaN where it is none. */
export function parseInstant(text: string): Instant {
  return Date.parse(text);
}

function built(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
