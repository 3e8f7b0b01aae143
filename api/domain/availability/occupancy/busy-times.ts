import type { Instant, LocalDate } from '../../ids.ts';
import { CELL, DAY_CELLS } from '../../ids.ts';
import { dayNumber } from '../../time/local-date.ts';
import { DAY_MS, DAY_WORDS, DayTable, dayOf, erode, setCells } from '../day-bits.ts';
import { type Occupant, OccupantList } from './occupant-list.ts';

/** What each resource (`c:` counsellor, `r:` room) is busy with, and where it is free for long enough. */
export class BusyTimes {
  readonly #busy = new Map<string, OccupantList>();
  readonly #free = new Map<string, Map<number, DayTable>>();
  /** For one day at a time: a million small arrays would be left lying. */
  #scratch = new Int32Array(0);

  enter(resource: string, occupant: Occupant): void {
    let busy = this.#busy.get(resource);
    if (!busy) this.#busy.set(resource, (busy = new OccupantList(resource)));
    busy.add(occupant);
    this.#dropFree(resource, busy, occupant);
  }

  /** Takes back what was entered. */
  leave(resource: string, occupant: Occupant): void {
    const busy = this.#busy.get(resource);
    if (!busy) return;
    busy.remove(occupant);
    this.#dropFree(resource, busy, occupant);
  }

  isFree(resource: string, from: Instant, until: Instant, ignored?: string): boolean {
    return !this.#busy.get(resource)?.isTaken(from, until, ignored);
  }

  /** How many of the sessions that take its time have that date. */
  countOn(resource: string, date: LocalDate, ignored?: string): number {
    // Anywhere on earth a date is over within a day of its being over in Greenwich.
    const day = dayNumber(date);
    return this.#busy.get(resource)?.countOf(date, (day - 1) * DAY_MS, (day + 2) * DAY_MS, ignored) ?? 0;
  }

  /** Where the resource stays free for that many cells, counted from each start. The table is kept and follows every change. */
  freeStarts(resource: string, cells: number): DayTable {
    let tables = this.#free.get(resource);
    if (!tables) this.#free.set(resource, (tables = new Map()));
    let table = tables.get(cells);
    if (!table)
      tables.set(cells, (table = new DayTable((day, words, at) => this.#fillFree(resource, cells, day, words, at))));
    return table;
  }

  #fillFree(resource: string, cells: number, day: number, words: Int32Array, at: number): void {
    const days = 1 + Math.ceil((cells - 1) / DAY_CELLS);
    const count = days * DAY_WORDS;
    if (this.#scratch.length < count) this.#scratch = new Int32Array(count);
    const scratch = this.#scratch.fill(0, 0, count);
    const busy = this.#busy.get(resource);
    if (busy) {
      for (const one of busy.within(day * DAY_MS, (day + days) * DAY_MS)) {
        const from = Math.max(Math.floor(one.startsAt / CELL) - day * DAY_CELLS, 0);
        const to = Math.min(Math.ceil(busy.takenUntil(one) / CELL) - day * DAY_CELLS, days * DAY_CELLS);
        setCells(scratch, 0, from, to);
      }
    }
    for (let word = 0; word < count; word++) scratch[word] = ~scratch[word]!;
    erode(scratch, count, cells);
    for (let i = 0; i < DAY_WORDS; i++) words[at + i] = scratch[i]!;
  }

  /** A talk that begins days before may reach into what changed. */
  #dropFree(resource: string, busy: OccupantList, occupant: Occupant): void {
    const tables = this.#free.get(resource);
    if (!tables) return;
    const last = dayOf(busy.takenUntil(occupant) - 1);
    for (const [cells, table] of tables) table.drop(dayOf(occupant.startsAt) - Math.ceil(cells / DAY_CELLS), last);
  }
}
