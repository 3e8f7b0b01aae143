import type { Instant } from '../ids.ts';
import { CELL, DAY_CELLS } from '../ids.ts';

/**
 * Bitmaps of time: a UTC day is 288 cells of five minutes in nine 32-bit words, the earliest cell in the lowest bit. Nine
 * words have no bit to spare, so days lie end to end and a run of days is one long row of bits.
 */

export const DAY_WORDS = 9;
export const DAY_MS = DAY_CELLS * CELL;

/** A table never spans more days than this; asked for others it begins anew. Horizons are below, so it seldom does. */
const MAX_TABLE_DAYS = 1500;
const LEAST_SPARE_DAYS = 7;

export function dayOf(at: Instant): number {
  return Math.floor(at / DAY_MS);
}

/** Sets the cells `from` … `to` (`to` excluded), counted from word `at`. */
export function setCells(words: Int32Array, at: number, from: number, to: number): void {
  for (let cell = from; cell < to;) {
    const bit = cell & 31;
    const until = Math.min(to, cell - bit + 32);
    const width = until - cell;
    const mask = width === 32 ? -1 : ((1 << width) - 1) << bit;
    words[at + (cell >>> 5)]! |= mask;
    cell = until;
  }
}

/** Unsets the cells `from` … `to` (`to` excluded). */
export function clearCells(words: Int32Array, from: number, to: number): void {
  for (let cell = from; cell < to;) {
    const whole = (cell & 31) === 0 && cell + 32 <= to;
    if (whole) words[cell >>> 5] = 0;
    else words[cell >>> 5]! &= ~(1 << (cell & 31));
    cell += whole ? 32 : 1;
  }
}

/** `into = a & b`, one day: `a` and `b` from their own places on. */
export function andWords(a: Int32Array, aAt: number, b: Int32Array, bAt: number, into: Int32Array): void {
  for (let i = 0; i < DAY_WORDS; i++) into[i] = a[aAt + i]! & b[bAt + i]!;
}

/** `into |= words`, one day. */
export function orInto(into: Int32Array, words: Int32Array): void {
  for (let i = 0; i < DAY_WORDS; i++) into[i]! |= words[i]!;
}

/** Leaves a bit only where it and the `cells - 1` bits after it are set: where something that long may start. */
export function erode(words: Int32Array, count: number, cells: number): void {
  let span = 1;
  while (span * 2 <= cells) {
    andShifted(words, count, span);
    span *= 2;
  }
  if (span < cells) andShifted(words, count, cells - span);
}

/** `words &= words moved `cells` bits earlier`, with carry from the next word; beyond the end nothing is set. */
function andShifted(words: Int32Array, count: number, cells: number): void {
  const skip = cells >>> 5;
  const low = cells & 31;
  const high = 32 - low;
  const last = count - skip - 1;

  if (low === 0) {
    for (let i = 0; i <= last; i++) words[i]! &= words[i + skip]!;
  } else {
    for (let i = 0; i < last; i++) words[i]! &= (words[i + skip]! >>> low) | (words[i + skip + 1]! << high);
    if (last >= 0) words[last]! &= words[last + skip]! >>> low;
  }
  for (let i = Math.max(last + 1, 0); i < count; i++) words[i] = 0;
}

export function hasCell(words: Int32Array, at: number, cell: number): boolean {
  return ((words[at + (cell >>> 5)]! >>> (cell & 31)) & 1) === 1;
}

/** The bitmaps of one resource, made day by day when first asked for and made anew where they were dropped. */
export class DayTable {
  words = new Int32Array(0);
  readonly #fill: (day: number, words: Int32Array, at: number) => void;
  readonly #dropped = new Set<number>();
  #first = 0;
  #days = 0;

  /** `fill` sets the bits of one day in nine zero words from `at` on. */
  constructor(fill: (day: number, words: Int32Array, at: number) => void) {
    this.#fill = fill;
  }

  /** Makes the days ready and answers where the first one begins in `words`, which later calls may replace. */
  cover(first: number, days: number): number {
    if (first < this.#first || first + days > this.#first + this.#days) this.#grow(first, days);
    if (this.#dropped.size > 0) this.#refill();
    return (first - this.#first) * DAY_WORDS;
  }

  has(at: Instant): boolean {
    const day = dayOf(at);
    const base = this.cover(day, 1);
    return hasCell(this.words, base, (at - day * DAY_MS) / CELL);
  }

  /** What was known of the days from `first` to `last`, both included, no longer holds. */
  drop(first: number, last: number): void {
    const until = Math.min(last + 1, this.#first + this.#days);
    for (let day = Math.max(first, this.#first); day < until; day++) this.#dropped.add(day);
  }

  #refill(): void {
    for (const day of this.#dropped) {
      const at = (day - this.#first) * DAY_WORDS;
      this.words.fill(0, at, at + DAY_WORDS);
      this.#fill(day, this.words, at);
    }
    this.#dropped.clear();
  }

  #grow(first: number, days: number): void {
    let from = first;
    let until = first + days;
    if (this.#days > 0) {
      from = Math.min(from, this.#first);
      until = Math.max(until, this.#first + this.#days);
      if (until - from > MAX_TABLE_DAYS) [from, until, this.#days] = [first, first + days, 0];
    }
    if (this.#days === 0) this.#dropped.clear();

    const [known, knownDays] = [this.#first, this.#days];
    const isLonger = knownDays > 0 && from === known;
    if (!isLonger || (until - from) * DAY_WORDS > this.words.length) {
      // Asked for day by day, it would be copied each time.
      const spare = isLonger ? Math.max(LEAST_SPARE_DAYS, knownDays >> 1) : 0;
      const words = new Int32Array(Math.max(until - from, knownDays + spare) * DAY_WORDS);
      if (knownDays > 0) words.set(this.words.subarray(0, knownDays * DAY_WORDS), (known - from) * DAY_WORDS);
      this.words = words;
    }
    for (let day = from; day < until; day++) {
      const isKnown = day >= known && day < known + knownDays;
      if (!isKnown) this.#fill(day, this.words, (day - from) * DAY_WORDS);
    }

    this.#first = from;
    this.#days = until - from;
  }
}
