import type { Instant } from '../../ids.ts';
import { CELL, DAY_CELLS } from '../../ids.ts';
import { DAY_WORDS, DayTable, dayOf, erode, setCells } from '../day-bits.ts';

/** A stretch of a resource's time that something takes: half-open, instants. */
export interface BusyStretch {
  /** Of the session or block. */
  id: string;
  from: Instant;
  until: Instant;
}

interface BusyDay {
  words: Int32Array;
  stretches: BusyStretch[];
}

/** What each resource (`c:` counsellor, `r:` room) is busy with, by UTC day, and where it is free for long enough. */
export class BusyTimes {
  readonly #busy = new Map<string, Map<number, BusyDay>>();
  readonly #free = new Map<string, Map<number, DayTable>>();

  enter(resource: string, stretch: BusyStretch): void {
    let days = this.#busy.get(resource);
    if (!days) this.#busy.set(resource, (days = new Map()));

    for (let day = dayOf(stretch.from); day <= dayOf(stretch.until - 1); day++) {
      let busy = days.get(day);
      if (!busy) days.set(day, (busy = { words: new Int32Array(DAY_WORDS), stretches: [] }));
      busy.stretches.push(stretch);
      mark(busy.words, day, stretch);
    }
    this.#dropFree(resource, stretch);
  }

  /** Takes back a stretch that was entered with the same id and ends. */
  leave(resource: string, stretch: BusyStretch): void {
    const days = this.#busy.get(resource);
    for (let day = dayOf(stretch.from); day <= dayOf(stretch.until - 1); day++) {
      const busy = days?.get(day);
      const place = busy?.stretches.findIndex(({ id }) => id === stretch.id) ?? -1;
      if (!days || !busy || place < 0) continue;

      busy.stretches.splice(place, 1);
      if (busy.stretches.length === 0) days.delete(day);
      busy.words.fill(0);
      for (const other of busy.stretches) mark(busy.words, day, other);
    }
    this.#dropFree(resource, stretch);
  }

  isFree(resource: string, from: Instant, until: Instant, ignored?: string): boolean {
    const days = this.#busy.get(resource);
    if (!days) return true;

    for (let day = dayOf(from); day <= dayOf(until - 1); day++) {
      const stretches = days.get(day)?.stretches ?? [];
      if (stretches.some((one) => one.id !== ignored && one.from < until && from < one.until)) return false;
    }
    return true;
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
    const reach = 1 + Math.ceil((cells - 1) / DAY_CELLS);
    const days = this.#busy.get(resource);
    const scratch = new Int32Array(reach * DAY_WORDS);
    for (let i = 0; i < reach; i++) {
      const busy = days?.get(day + i)?.words;
      for (let word = 0; word < DAY_WORDS; word++) scratch[i * DAY_WORDS + word] = busy ? ~busy[word]! : -1;
    }
    erode(scratch, scratch.length, cells);
    for (let i = 0; i < DAY_WORDS; i++) words[at + i] = scratch[i]!;
  }

  /** A talk that begins days before may reach into what changed. */
  #dropFree(resource: string, { from, until }: BusyStretch): void {
    const tables = this.#free.get(resource);
    if (!tables) return;
    for (const [cells, table] of tables) table.drop(dayOf(from) - Math.ceil(cells / DAY_CELLS), dayOf(until - 1));
  }
}

function mark(words: Int32Array, day: number, { from, until }: BusyStretch): void {
  const base = day * DAY_CELLS;
  setCells(words, 0, Math.max(Math.floor(from / CELL) - base, 0), Math.min(Math.ceil(until / CELL) - base, DAY_CELLS));
}
