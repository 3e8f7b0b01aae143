import type { LocalDate, LocalTime } from '../ids.ts';
import { CELL_MIN, MINUTE } from '../ids.ts';
import { dateOf, dayNumber } from './local-date.ts';

/** Texts of wall clocks, and back. Pure arithmetic. */

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

function built(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
