import { type Instant, type LocalDate, MINUTE } from '../../ids.ts';
import { dayNumber } from '../../time/local-date.ts';
import { DAY_MS, dayOf } from '../day-bits.ts';

/** Nearly every talk with its notes is shorter: it reaches into the next day's first hours at most. */
const EARLY_MIN = 240;

/**
 * Counts changes by the time that they touch, so that what was found for a day is known to hold as long as its stamp is the
 * same. Stamps are sums of counts that only grow.
 */
export class ChangeStamps {
  readonly #days = new Map<number, number>();
  readonly #early = new Map<number, number>();
  readonly #dates = new Map<number, number>();

  /** Something changed between two instants, and perhaps in the number of sessions on a date. */
  note(from: Instant, until: Instant, date?: LocalDate): void {
    for (let day = dayOf(from); day <= dayOf(until - 1); day++) {
      bump(this.#days, day);
      if (from < day * DAY_MS + EARLY_MIN * MINUTE) bump(this.#early, day);
    }
    if (date !== undefined) bump(this.#dates, dayNumber(date));
  }

  /** Of the starts on a UTC day that take up to `reachMin` minutes. */
  ofTime(day: number, reachMin: number): number {
    let stamp = this.#days.get(day) ?? 0;
    if (reachMin <= EARLY_MIN) return stamp + (this.#early.get(day + 1) ?? 0);

    for (let next = 1; next <= Math.ceil((reachMin * MINUTE) / DAY_MS); next++)
      stamp += this.#days.get(day + next) ?? 0;
    return stamp;
  }

  /** Of the dates that a UTC day is part of, anywhere on earth. */
  ofDates(day: number): number {
    return (this.#dates.get(day - 1) ?? 0) + (this.#dates.get(day) ?? 0) + (this.#dates.get(day + 1) ?? 0);
  }
}

function bump(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
