import type { Instant } from '../../ids.ts';
import { CELL, DAY_CELLS } from '../../ids.ts';
import { DAY_WORDS, DayTable, dayOf, erode, setCells } from '../day-bits.ts';

/**
 * What takes time of resources: a session, with notes (`counsellorUntil`) and turn-around (`roomUntil`), or a block. It is kept
 * as it is, by all resources that it takes time of: a country has a million of them.
 */
export interface Occupant {
  id: string;
  startsAt: Instant;
  endsAt: Instant;
  counsellorUntil?: Instant;
  roomUntil?: Instant | null;
}

/** What each resource (`c:` counsellor, `r:` room) is busy with, by UTC day, and where it is free for long enough. */
export class BusyTimes {
  readonly #busy = new Map<string, Map<number, Occupant[]>>();
  readonly #free = new Map<string, Map<number, DayTable>>();

  enter(resource: string, occupant: Occupant): void {
    let days = this.#busy.get(resource);
    if (!days) this.#busy.set(resource, (days = new Map()));

    for (let day = dayOf(occupant.startsAt); day <= lastDayOf(resource, occupant); day++) {
      const busy = days.get(day);
      if (busy) busy.push(occupant);
      else days.set(day, [occupant]);
    }
    this.#dropFree(resource, occupant);
  }

  /** Takes back what was entered. */
  leave(resource: string, occupant: Occupant): void {
    const days = this.#busy.get(resource);
    for (let day = dayOf(occupant.startsAt); day <= lastDayOf(resource, occupant); day++) {
      const busy = days?.get(day);
      const place = busy?.findIndex(({ id }) => id === occupant.id) ?? -1;
      if (!days || !busy || place < 0) continue;

      busy.splice(place, 1);
      if (busy.length === 0) days.delete(day);
    }
    this.#dropFree(resource, occupant);
  }

  isFree(resource: string, from: Instant, until: Instant, ignored?: string): boolean {
    const days = this.#busy.get(resource);
    if (!days) return true;

    for (let day = dayOf(from); day <= dayOf(until - 1); day++) {
      const busy = days.get(day) ?? [];
      if (busy.some((one) => one.id !== ignored && one.startsAt < until && from < takenUntil(resource, one)))
        return false;
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
      const base = (day + i) * DAY_CELLS;
      for (const one of days?.get(day + i) ?? []) {
        const from = Math.max(Math.floor(one.startsAt / CELL) - base, 0);
        const to = Math.min(Math.ceil(takenUntil(resource, one) / CELL) - base, DAY_CELLS);
        setCells(scratch, i * DAY_WORDS, from, to);
      }
    }
    for (let word = 0; word < scratch.length; word++) scratch[word] = ~scratch[word]!;
    erode(scratch, scratch.length, cells);
    for (let i = 0; i < DAY_WORDS; i++) words[at + i] = scratch[i]!;
  }

  /** A talk that begins days before may reach into what changed. */
  #dropFree(resource: string, occupant: Occupant): void {
    const tables = this.#free.get(resource);
    if (!tables) return;
    for (const [cells, table] of tables)
      table.drop(dayOf(occupant.startsAt) - Math.ceil(cells / DAY_CELLS), lastDayOf(resource, occupant));
  }
}

function takenUntil(resource: string, { endsAt, counsellorUntil, roomUntil }: Occupant): Instant {
  return (resource.startsWith('r:') ? roomUntil : counsellorUntil) ?? endsAt;
}

function lastDayOf(resource: string, occupant: Occupant): number {
  return dayOf(takenUntil(resource, occupant) - 1);
}
