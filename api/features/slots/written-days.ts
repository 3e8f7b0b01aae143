import type { ChangeStamps } from '#domain/availability/occupancy/change-stamps.ts';
import type { OccupancyIndex } from '#domain/availability/occupancy-index.ts';
import { type Question, questionOf, type SearchWorld, type SlotWish } from '#domain/availability/slot-question.ts';
import { SlotFinder, type SlotPlace } from '#domain/availability/slot-search.ts';
import { SlotWriter, type WrittenDay } from './slot-writer.ts';

/** What is kept at most, over all questions: days as bytes, and the bitmaps of a question. */
const MAX_KEPT_BYTES = 48_000_000;
const MAX_QUESTIONS = 600;

/** Of one question, days of an answer of the longest range and those around it; a power of two. */
const DAYS_AT_HAND = 256;

export interface KeptDay extends WrittenDay {
  day: number;
  stamp: number;
}

/**
 * One question's days as they were last written. A day is written anew as soon as anything that it hangs on has changed;
 * notice, horizon and the dates asked for are not in it, the caller applies them.
 */
export class WrittenDays {
  readonly question: Question;
  bytes = 0;
  readonly #finder: SlotFinder;
  readonly #writer: SlotWriter;
  /** Each day in its place of a ring: days go by, and those to come take the places of those that nobody asks about any more. */
  readonly #days: (KeptDay | undefined)[] = Array.from({ length: DAYS_AT_HAND });
  readonly #stamps: ChangeStamps;
  /** All that is kept held at that version of the stamps. */
  #version: number;

  constructor(world: SearchWorld, question: Question) {
    this.question = question;
    this.#stamps = world.index.stamps;
    this.#version = this.#stamps.version;
    this.#finder = new SlotFinder(world, question);
    this.#writer = new SlotWriter(world.network, question);
  }

  /** At most as many as the longest range has. Settle the index before. */
  days(first: number, days: number): KeptDay[] {
    if (this.#version !== this.#stamps.version) this.#dropChanged();

    const answer: KeptDay[] = [];
    for (let day = first; day < first + days; day++) {
      if (!this.#isKept(day)) this.#renew(day, first + days);
      answer.push(this.#days[placeOf(day)]!);
    }
    return answer;
  }

  /** Which slot of the day that is, counted from 0. */
  placeAt({ day, marks }: KeptDay, slot: number): SlotPlace {
    return this.#writer.placeOf(day, marks[slot]!);
  }

  #isKept(day: number): boolean {
    return this.#days[placeOf(day)]?.day === day;
  }

  /** Stamps are compared where something changed and not wherever something is asked, which is thirty times as often. */
  #dropChanged(): void {
    const areTold = this.#finder.visitSince(this.#version, (first, last) => {
      const until = Math.min(last, first + DAYS_AT_HAND - 1);
      for (let day = first; day <= until; day++) this.#dropIfStale(placeOf(day));
    });
    if (!areTold) for (let place = 0; place < DAYS_AT_HAND; place++) this.#dropIfStale(place);
    this.#version = this.#stamps.version;
  }

  #dropIfStale(place: number): void {
    const kept = this.#days[place];
    if (!kept || kept.stamp === this.#finder.stamp(kept.day)) return;

    this.bytes -= bytesOf(kept);
    this.#days[place] = undefined;
  }

  /** The days from `first` on that are not kept, in one run. */
  #renew(first: number, end: number): void {
    let until = first + 1;
    while (until < end && !this.#isKept(until)) until++;

    this.#finder.days(first, until - first).forEach((slots, i) => {
      const day = first + i;
      const written = { ...this.#writer.write(day, slots), day, stamp: this.#finder.stamp(day) };
      this.bytes += bytesOf(written) - bytesOf(this.#days[placeOf(day)]);
      this.#days[placeOf(day)] = written;
    });
  }
}

const placeOf = (day: number) => day & (DAYS_AT_HAND - 1);

/** What a day takes beside its bytes: two numbers a slot, and the things that hold it all together. */
const SLOT_BYTES = 16;
const DAY_BYTES = 500;
const bytesOf = (day: WrittenDay | undefined) =>
  day ? DAY_BYTES + day.bytes.length + SLOT_BYTES * day.ends.length : 0;

/** The questions of one world that were asked lately; an import makes a new network, and nothing of the old one is kept. */
interface Kept {
  network: SearchWorld['network'];
  questions: Map<string, WrittenDays>;
}

const kept = new WeakMap<OccupancyIndex, Kept>();

/** The days of a wish. `undefined` where nothing can answer it. Call `keepWithinBounds` once they have been read. */
export function writtenDaysOf(world: SearchWorld, wish: SlotWish): WrittenDays | undefined {
  const { questions } = keptOf(world);
  const key = keyOf(wish);

  let days = questions.get(key);
  if (days) {
    questions.delete(key);
  } else {
    const question = questionOf(world.network, wish);
    if (!question) return undefined;
    days = new WrittenDays(world, question);
  }
  questions.set(key, days);
  return days;
}

/** Lets go of what was asked longest ago. */
export function keepWithinBounds(world: SearchWorld): void {
  const { questions } = keptOf(world);
  let bytes = 0;
  for (const days of questions.values()) bytes += days.bytes;

  for (const [key, days] of questions) {
    if (bytes <= MAX_KEPT_BYTES && questions.size <= MAX_QUESTIONS) return;
    questions.delete(key);
    bytes -= days.bytes;
  }
}

function keptOf(world: SearchWorld): Kept {
  let entry = kept.get(world.index);
  if (entry?.network !== world.network)
    kept.set(world.index, (entry = { network: world.network, questions: new Map() }));
  return entry!;
}

const keys = new WeakMap<SlotWish, string>();

function keyOf(wish: SlotWish): string {
  let key = keys.get(wish);
  if (key === undefined) keys.set(wish, (key = makeKey(wish)));
  return key;
}

function makeKey(wish: SlotWish): string {
  const features = wish.features ? [...wish.features].sort().join() : '';
  return `${wish.service} ${wish.branch} ${wish.counsellor} ${wish.language} ${wish.mode} ${wish.people} ${features}`;
}
