import { type Instant, type LocalDate, MINUTE } from '../../ids.ts';
import { dayNumber } from '../../time/local-date.ts';
import { DAY_MS, dayOf } from '../day-bits.ts';

/** Nearly every talk with its notes is shorter: it reaches into the next day's first hours at most. */
const EARLY_MIN = 240;

/** Whoever asks a country's questions in turns comes back after fewer changes than that, unless all of it is being read. */
const KEPT_NOTES = 256;

/**
 * Counts changes by the time that they touch, so that what was found for a day is known to hold as long as its stamp is the
 * same. Stamps are sums of counts that only grow.
 */
export class ChangeStamps {
  /** How many changes were noted. */
  version = 0;
  /** Of the last changes, a ring: the first and the last UTC day that each can have touched. */
  readonly #firstDays = new Int32Array(KEPT_NOTES);
  readonly #lastDays = new Int32Array(KEPT_NOTES);
  readonly #days = new DayCounts();
  readonly #early = new DayCounts();
  readonly #dates = new DayCounts();

  /** Something changed between two instants, and perhaps in the number of sessions on a date. */
  note(from: Instant, until: Instant, date?: LocalDate): void {
    for (let day = dayOf(from); day <= dayOf(until - 1); day++) {
      this.#days.bump(day);
      if (from < day * DAY_MS + EARLY_MIN * MINUTE) this.#early.bump(day);
    }
    const number = date === undefined ? undefined : dayNumber(date);
    if (number !== undefined) this.#dates.bump(number);

    const at = this.version++ % KEPT_NOTES;
    this.#firstDays[at] = Math.min(dayOf(from), (number ?? Infinity) - 1);
    this.#lastDays[at] = Math.max(dayOf(until - 1), (number ?? -Infinity) + 1);
  }

  /**
   * Tells `visit` on which UTC days stamps may have moved since `version`, for starts that take up to `reachMin` minutes: the
   * first and the last day of each change. All others stand.
   * @returns false where there were too many changes to tell
   */
  visitSince(version: number, reachMin: number, visit: (first: number, last: number) => void): boolean {
    if (this.version - version > KEPT_NOTES) return false;

    const reachDays = Math.max(1, Math.ceil((reachMin * MINUTE) / DAY_MS));
    for (let one = version; one < this.version; one++) {
      const at = one % KEPT_NOTES;
      visit(this.#firstDays[at]! - reachDays, this.#lastDays[at]!);
    }
    return true;
  }

  /** Of the starts on a UTC day that take up to `reachMin` minutes. */
  ofTime(day: number, reachMin: number): number {
    let stamp = this.#days.of(day);
    if (reachMin <= EARLY_MIN) return stamp + this.#early.of(day + 1);

    for (let next = 1; next <= Math.ceil((reachMin * MINUTE) / DAY_MS); next++) stamp += this.#days.of(day + next);
    return stamp;
  }

  /** Of the dates that a UTC day is part of, anywhere on earth. */
  ofDates(day: number): number {
    return this.#dates.of(day - 1) + this.#dates.of(day) + this.#dates.of(day + 1);
  }
}

const APART = 4_096;

/** Days that are eleven years apart share a count: what was found for one is looked at anew for the other's sake, no more. */
class DayCounts {
  readonly #counts = new Uint32Array(APART);

  bump(day: number): void {
    this.#counts[day & (APART - 1)]!++;
  }

  of(day: number): number {
    return this.#counts[day & (APART - 1)]!;
  }
}
