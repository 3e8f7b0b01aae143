import { CELL, CELL_MIN, DAY_CELLS, type LocalDate } from '../ids.ts';
import type { Branch, Counsellor, Mode, Room, Service } from '../network.ts';
import { addDays } from '../time/local-date.ts';
import { localDateOf, startOfDate } from '../time/zone.ts';
import { andWords, clearCells, DAY_MS, DAY_WORDS, type DayTable, orInto } from './day-bits.ts';
import { entriesFor } from './hours.ts';
import type { Question, SearchWorld } from './slot-question.ts';
import { roomFits } from './slot-question.ts';

/** Somebody or some room: where a talk may begin by the hours, where it is free long enough, and on the day at hand both. */
interface Resource {
  id: string;
  starts: DayTable;
  free: DayTable;
  startsAt: number;
  freeAt: number;
  bits: Int32Array;
}

interface Member extends Resource {
  counsellor: Counsellor;
  /** S4: dates of the run on which nothing more may begin. */
  full: DateCells[];
}

/** The counsellors of a branch whose hours are the same for a mode: lanes whose crews are alike share one. */
export interface Crew {
  zone: string;
  members: Member[];
  any: Int32Array;
}

/** One branch and mode of an answer: who may hold the talk there, and where. */
export interface Lane {
  branch: Branch;
  mode: Mode;
  crew: Crew;
  rooms: Resource[];
  /** Where somebody and, in a room, some room is free on the day at hand. */
  any: Int32Array;
}

/**
 * The bitmaps behind an undated question, kept as long as the network lives: asking again, about other days or after a
 * booking, only runs over words. What runs out with time is settled in the index before.
 */
export class LaneBoard {
  readonly lanes: Lane[];
  /** The longest that anybody or any room is taken by one start, in minutes. */
  readonly reachMin: number;
  readonly #world: SearchWorld;
  readonly #question: Question;
  readonly #isLimited: boolean;
  readonly #crews = new Map<string, Crew>();

  constructor(world: SearchWorld, question: Question) {
    const { service } = question;
    const rooms = [...world.network.rooms.values()].filter((room) => roomFits(room, question));
    const longestMin = Math.max(service.notesMin, ...rooms.map((room) => room.turnaroundMin)) + service.durationMin;

    this.#world = world;
    this.#question = question;
    this.reachMin = longestMin;
    this.lanes = question.branches.flatMap((branch) => question.modes.map((mode) => this.#lane(branch, mode, rooms)));
    this.#isLimited = this.lanes.some((lane) => lane.crew.members.some(isLimited));
  }

  /** Makes `days` UTC days from `first` on ready for `turnTo`. */
  prepare(first: number, days: number): void {
    for (const crew of this.#crews.values()) {
      const dates = crew.members.some(isLimited) ? dateCells(crew.zone, first, days) : [];
      for (const member of crew.members) {
        cover(member, first, days);
        if (isLimited(member)) member.full = dates.filter(({ date }) => this.#isFull(member.counsellor, date));
      }
    }
    for (const lane of this.lanes) for (const room of lane.rooms) cover(room, first, days);
  }

  /** Fills every lane's bits with the free starts of one of the prepared days, counted from the first. */
  turnTo(day: number): void {
    for (const { members, any } of this.#crews.values()) {
      any.fill(0);
      for (const member of members) {
        bothOn(member, day);
        for (const date of member.full) clearDate(member.bits, date, day);
        orInto(any, member.bits);
      }
    }
    for (const lane of this.lanes) {
      lane.any.set(lane.crew.any);
      if (lane.mode === 'room') maskByRooms(lane, day);
    }
  }

  /** Grows whenever something that the free starts of a UTC day hang on has changed. */
  stamp(day: number): number {
    const { stamps } = this.#world.index;
    return stamps.ofTime(day, this.reachMin) + (this.#isLimited ? stamps.ofDates(day) : 0);
  }

  #lane(branch: Branch, mode: Mode, fitting: Room[]): Lane {
    const { service } = this.#question;
    const { timetables, index } = this.#world;
    const rooms = (mode === 'room' ? fitting : []).filter((room) => room.branch === branch.id);

    return {
      branch,
      mode,
      any: new Int32Array(DAY_WORDS),
      crew: this.#crew(branch, mode),
      rooms: rooms.map((room) => ({
        ...blank(room.id),
        starts: timetables.roomStarts(room, service.durationMin),
        free: index.freeStarts(`r:${room.id}`, cellsOf(service.durationMin + room.turnaroundMin)),
      })),
    };
  }

  #crew(branch: Branch, mode: Mode): Crew {
    const { service, counsellors } = this.#question;
    const here = counsellors
      .map((one) => ({ counsellor: one, entries: entriesFor(one, branch.id, mode) }))
      .filter(({ entries }) => entries.length > 0);
    const key = here.map(({ counsellor, entries }) => `${counsellor.id}:${entries.join()}`).join(' ');

    let crew = this.#crews.get(`${branch.id} ${key}`);
    if (!crew) {
      const members = here.map(({ counsellor }) => this.#member(service, counsellor, branch, mode));
      crew = { zone: branch.timeZone, members, any: new Int32Array(DAY_WORDS) };
      this.#crews.set(`${branch.id} ${key}`, crew);
    }
    return crew;
  }

  #member(service: Service, counsellor: Counsellor, branch: Branch, mode: Mode): Member {
    return {
      ...blank(counsellor.id),
      counsellor,
      full: [],
      starts: this.#world.timetables.starts(service, counsellor, branch.id, mode),
      free: this.#world.index.freeStarts(`c:${counsellor.id}`, cellsOf(service.durationMin + service.notesMin)),
    };
  }

  #isFull(counsellor: Counsellor, date: LocalDate): boolean {
    return this.#world.index.countOn(counsellor.id, date) >= counsellor.maxPerDay!;
  }
}

/** The cells of a date at some zone, counted from the first day of a run. */
interface DateCells {
  date: LocalDate;
  from: number;
  until: number;
}

function dateCells(zone: string, first: number, days: number): DateCells[] {
  const cells: DateCells[] = [];
  let date = localDateOf(zone, first * DAY_MS);

  for (let from = 0; from < days * DAY_CELLS;) {
    const next = addDays(date, 1);
    const until = Math.min(Math.ceil((startOfDate(zone, next) - first * DAY_MS) / CELL), days * DAY_CELLS);
    cells.push({ date, from, until });
    [from, date] = [until, next];
  }
  return cells;
}

function clearDate(bits: Int32Array, { from, until }: DateCells, day: number): void {
  clearCells(bits, Math.max(from - day * DAY_CELLS, 0), Math.min(until - day * DAY_CELLS, DAY_CELLS));
}

function isLimited(member: Member): boolean {
  return member.counsellor.maxPerDay !== undefined;
}

function blank(id: string) {
  return { id, startsAt: 0, freeAt: 0, bits: new Int32Array(DAY_WORDS) };
}

function cover(resource: Resource, first: number, days: number): void {
  resource.startsAt = resource.starts.cover(first, days);
  resource.freeAt = resource.free.cover(first, days);
}

function bothOn({ starts, free, startsAt, freeAt, bits }: Resource, day: number): void {
  const at = day * DAY_WORDS;
  andWords(starts.words, startsAt + at, free.words, freeAt + at, bits);
}

function maskByRooms(lane: Lane, day: number): void {
  const some = new Int32Array(DAY_WORDS);
  for (const room of lane.rooms) {
    bothOn(room, day);
    orInto(some, room.bits);
  }
  andWords(some, 0, lane.any, 0, lane.any);
}

function cellsOf(minutes: number): number {
  return Math.ceil(minutes / CELL_MIN);
}
