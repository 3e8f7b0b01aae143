import { CELL, CELL_MIN, DAY_CELLS } from '../ids.ts';
import type { Branch, Counsellor, Mode, Room } from '../network.ts';
import { addDays } from '../time/local-date.ts';
import { localDateOf, startOfDate } from '../time/zone.ts';
import { DAY_MS, DAY_WORDS, type DayTable, erode } from './day-bits.ts';
import type { Question, SearchWorld } from './slot-question.ts';
import { roomFits } from './slot-question.ts';

/** One branch and mode of an answer: who may hold the talk there, and where. */
export interface Lane {
  branch: Branch;
  mode: Mode;
  counsellors: { counsellor: Counsellor; starts: DayTable; leave: DayTable; bits: Int32Array }[];
  rooms: { room: Room; starts: DayTable; bits: Int32Array }[];
  /** Where somebody and, in a room, some room is free. */
  any: Int32Array;
}

/**
 * The bitmaps behind an undated question. Kept for as long as the network lives: asking again about other days or after a
 * booking only runs over words.
 */
export class LaneBoard {
  readonly lanes: Lane[];
  /** How many UTC days past a start's own can decide about it. */
  readonly reachDays: number;
  readonly #world: SearchWorld;
  readonly #question: Question;
  readonly #counsellorCells: number;
  #free = new Int32Array(0);

  constructor(world: SearchWorld, question: Question) {
    const { service } = question;
    const rooms = [...world.network.rooms.values()].filter((room) => roomFits(room, question));
    const longestMin = Math.max(service.notesMin, ...rooms.map((room) => room.turnaroundMin)) + service.durationMin;

    this.#world = world;
    this.#question = question;
    this.#counsellorCells = Math.ceil((service.durationMin + service.notesMin) / CELL_MIN);
    this.reachDays = Math.ceil(longestMin / (DAY_CELLS * CELL_MIN));
    this.lanes = question.branches.flatMap((branch) => question.modes.map((mode) => this.#lane(branch, mode, rooms)));
  }

  /** Fills every lane's bits with the free starts of `days` UTC days from `first` on. Settle the index before. */
  run(first: number, days: number): void {
    const count = days * DAY_WORDS;
    const free = new Map<string, Int32Array>();
    const reach = (days + this.reachDays) * DAY_WORDS;
    if (this.#free.length < reach) this.#free = new Int32Array(reach);

    for (const lane of this.lanes) {
      if (lane.any.length < count) resize(lane, count);
      lane.any.fill(0, 0, count);

      for (const one of lane.counsellors) {
        const key = `${one.counsellor.id} ${lane.branch.timeZone}`;
        let bits = free.get(key);
        if (!bits)
          free.set(key, (bits = this.#freeOf(`c:${one.counsellor.id}`, one.leave, first, days, this.#counsellorCells)));
        one.bits.set(bits.length > count ? bits.subarray(0, count) : bits);
        andInto(one.bits, one.starts, first, days);
        if (one.counsellor.maxPerDay !== undefined) this.#clearFullDates(lane.branch, one, first, days);
        for (let i = 0; i < count; i++) lane.any[i]! |= one.bits[i]!;
      }
      if (lane.mode === 'room') this.#roomsInto(lane, free, first, days);
    }
  }

  #lane(branch: Branch, mode: Mode, fitting: Room[]): Lane {
    const { service, counsellors } = this.#question;
    const { timetables } = this.#world;
    const none = new Int32Array(0);

    return {
      branch,
      mode,
      any: none,
      counsellors: counsellors
        .filter((one) => one.hours.some((entry) => entry.branch === branch.id))
        .map((counsellor) => ({
          counsellor,
          starts: timetables.starts(service, counsellor, branch.id, mode),
          leave: timetables.leave(counsellor, branch.timeZone),
          bits: none,
        })),
      rooms: (mode === 'room' ? fitting : [])
        .filter((room) => room.branch === branch.id)
        .map((room) => ({ room, starts: timetables.roomStarts(room, service.durationMin), bits: none })),
    };
  }

  #roomsInto(lane: Lane, free: Map<string, Int32Array>, first: number, days: number): void {
    const count = days * DAY_WORDS;
    const anyRoom = new Int32Array(count);

    for (const one of lane.rooms) {
      const cells = Math.ceil((this.#question.service.durationMin + one.room.turnaroundMin) / CELL_MIN);
      const key = `r:${one.room.id}`;
      let bits = free.get(key);
      if (!bits) free.set(key, (bits = this.#freeOf(key, undefined, first, days, cells)));
      one.bits.set(bits);
      andInto(one.bits, one.starts, first, days);
      for (let i = 0; i < count; i++) anyRoom[i]! |= one.bits[i]!;
    }
    for (let i = 0; i < count; i++) lane.any[i]! &= anyRoom[i]!;
  }

  /** Where the resource stays free for that many cells. */
  #freeOf(resource: string, leave: DayTable | undefined, first: number, days: number, cells: number): Int32Array {
    const reach = days + this.reachDays;
    const words = this.#free;
    const busyDays = this.#world.index.busyDays(resource);
    words.fill(0);

    if (busyDays) {
      for (let day = 0; day < reach; day++) {
        const busy = busyDays.get(first + day);
        if (busy) words.set(busy.words, day * DAY_WORDS);
      }
    }
    if (leave) {
      const from = leave.cover(first, reach);
      for (let i = 0; i < reach * DAY_WORDS; i++) words[i]! |= leave.words[from + i]!;
    }
    for (let i = 0; i < reach * DAY_WORDS; i++) words[i] = ~words[i]!;
    erode(words, reach * DAY_WORDS, cells);

    return words.slice(0, days * DAY_WORDS);
  }

  /** S4: nothing more on a date on which the counsellor has as many sessions as there may be. */
  #clearFullDates(branch: Branch, one: Lane['counsellors'][number], first: number, days: number): void {
    const zone = branch.timeZone;
    const end = (first + days) * DAY_MS;

    for (let date = localDateOf(zone, first * DAY_MS); startOfDate(zone, date) < end; date = addDays(date, 1)) {
      if (this.#world.index.countOn(one.counsellor.id, date) < one.counsellor.maxPerDay!) continue;

      const from = Math.max(Math.ceil((startOfDate(zone, date) - first * DAY_MS) / CELL), 0);
      const until = Math.min((startOfDate(zone, addDays(date, 1)) - first * DAY_MS) / CELL, days * DAY_CELLS);
      for (let cell = from; cell < until; cell++) one.bits[cell >>> 5]! &= ~(1 << (cell & 31));
    }
  }
}

function andInto(bits: Int32Array, table: DayTable, first: number, days: number): void {
  const from = table.cover(first, days);
  const words = table.words;
  for (let i = 0; i < days * DAY_WORDS; i++) bits[i]! &= words[from + i]!;
}

function resize(lane: Lane, count: number): void {
  lane.any = new Int32Array(count);
  for (const one of lane.counsellors) one.bits = new Int32Array(count);
  for (const one of lane.rooms) one.bits = new Int32Array(count);
}
