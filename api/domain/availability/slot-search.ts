import type { Instant, LocalDate, LocalTime } from '../ids.ts';
import { CELL, MINUTE } from '../ids.ts';
import type { Mode, Service } from '../network.ts';
import { clockOf, localTimeOfWall } from '../time/clock-time.ts';
import { dateOf } from '../time/local-date.ts';
import { wallAt } from '../time/zone.ts';
import { datedSlots } from './dated-slots.ts';
import { DAY_MS, DAY_WORDS, dayOf, hasCell } from './day-bits.ts';
import { type Crew, type Lane, LaneBoard } from './lane-board.ts';
import {
  type Question,
  type SearchWorld,
  type SlotWish,
  type Window,
  questionOf,
  searchWindow,
} from './slot-question.ts';

/** One startable time at a branch in a mode (S7). */
export interface FoundSlot {
  startsAt: Instant;
  endsAt: Instant;
  localStart: LocalTime;
  branch: string;
  mode: Mode;
  /** Who is free, by id. Slots may share one list. */
  readonly counsellors: readonly string[];
  /** How many rooms fit and are free; 0 for phone and video. */
  rooms: number;
  /** Of dated sessions: the most places that one of them has left (S10). */
  places?: number;
}

/** Where an answer that was cut goes on: after this slot in the order of S7. */
export type SlotPlace = Pick<FoundSlot, 'startsAt' | 'branch' | 'mode'>;

export interface SlotSearch extends SlotWish {
  /** Dates at the slot's branch, both included. */
  from: LocalDate;
  to: LocalDate;
  after?: SlotPlace | undefined;
  limit: number;
}

/** All slots of a search in the order of S7. Nothing for ids that are unknown: who asks checks them before. */
export function searchSlots(world: SearchWorld, search: SlotSearch, now: Instant): FoundSlot[] {
  const question = questionOf(world.network, search);
  if (!question) return [];

  const windows = new Map(
    question.branches.map((branch) => [branch.id, searchWindow(question.service, branch, search.from, search.to, now)]),
  );
  const span = daySpan(windows.values());
  if (!span) return [];

  world.index.settle(now);
  const found: FoundSlot[] = [];
  for (const slots of new SlotFinder(world, question).days(span.first, span.days)) {
    for (const slot of slots) {
      if (found.length === search.limit) return found;
      if (isInside(slot, windows) && (!search.after || isAfter(slot, search.after))) found.push(slot);
    }
  }
  return found;
}

/** The UTC days that the windows touch; `undefined` where all are empty. */
export function daySpan(windows: Iterable<Window>): { first: number; days: number } | undefined {
  let from = Infinity;
  let until = -Infinity;
  for (const window of windows) {
    if (window.from >= window.until) continue;
    from = Math.min(from, window.from);
    until = Math.max(until, window.until);
  }
  return from < until ? { first: dayOf(from), days: dayOf(until - 1) - dayOf(from) + 1 } : undefined;
}

export function isInside(slot: SlotPlace, windows: ReadonlyMap<string, Window>): boolean {
  const window = windows.get(slot.branch)!;
  return window.from <= slot.startsAt && slot.startsAt < window.until;
}

/** S7: start, branch, mode, by plain string comparison. */
export function isAfter(slot: SlotPlace, place: SlotPlace): boolean {
  if (slot.startsAt !== place.startsAt) return slot.startsAt > place.startsAt;
  if (slot.branch !== place.branch) return slot.branch > place.branch;
  return slot.mode > place.mode;
}

/**
 * Answers a question UTC day by UTC day, whatever dates, notice and horizon leave of them: what is found on a day depends
 * only on the network and on what `stamp` counts, so that callers may keep it.
 */
export class SlotFinder {
  readonly #world: SearchWorld;
  readonly #question: Question;
  readonly #board: LaneBoard | undefined;

  constructor(world: SearchWorld, question: Question) {
    this.#world = world;
    this.#question = question;
    this.#board = question.dated ? undefined : new LaneBoard(world, question);
  }

  /** The day's slots stay as they are as long as its stamp does. Settle the index before. */
  stamp(day: number): number {
    return this.#board ? this.#board.stamp(day) : this.#world.index.stamps.ofTime(day, 0);
  }

  /** On which days stamps may have moved: `ChangeStamps.visitSince`. */
  visitSince(version: number, visit: (first: number, last: number) => void): boolean {
    return this.#world.index.stamps.visitSince(version, this.#board?.reachMin ?? 0, visit);
  }

  /** The slots of each of `days` UTC days from `first` on. Settle the index before. */
  days(first: number, days: number): FoundSlot[][] {
    const board = this.#board;
    board?.prepare(first, days);

    return Array.from({ length: days }, (_, day) => {
      if (!board) return datedSlots(this.#world, this.#question, first + day);
      board.turnTo(day);
      return slotsOfDay(board.lanes, this.#question.service, first + day);
    });
  }
}

/** What the board shows of a UTC day, start by start and lane by lane: the order of S7. */
function slotsOfDay(lanes: Lane[], service: Service, day: number): FoundSlot[] {
  const found: FoundSlot[] = [];
  const local = lanes.map((lane) => localDay(lane.branch.timeZone, day));

  for (let word = 0; word < DAY_WORDS; word++) {
    let union = 0;
    for (const lane of lanes) union |= lane.any[word]!;

    for (; union !== 0; union &= union - 1) {
      const cell = word * 32 + 31 - Math.clz32(union & -union);
      const startsAt = day * DAY_MS + cell * CELL;
      const endsAt = startsAt + service.durationMin * MINUTE;
      let crew: Crew | undefined;
      let counsellors: string[] = [];

      for (let i = 0; i < lanes.length; i++) {
        const lane = lanes[i]!;
        if (!hasCell(lane.any, 0, cell)) continue;
        if (lane.crew !== crew) [crew, counsellors] = [lane.crew, idsAt(lane.crew.members, cell)];
        const rooms = countAt(lane.rooms, cell);
        found.push({
          startsAt,
          endsAt,
          localStart: local[i]!(startsAt),
          branch: lane.branch.id,
          mode: lane.mode,
          counsellors,
          rooms,
        });
      }
    }
  }
  return found;
}

function idsAt(members: Crew['members'], cell: number): string[] {
  const ids: string[] = [];
  for (const member of members) if (hasCell(member.bits, 0, cell)) ids.push(member.id);
  return ids;
}

function countAt(rooms: Lane['rooms'], cell: number): number {
  let count = 0;
  for (const room of rooms) if (hasCell(room.bits, 0, cell)) count++;
  return count;
}

/** Local times of one UTC day: on nearly all of them one offset and two dates do for every start. */
function localDay(zone: string, day: number): (at: Instant) => LocalTime {
  const begin = day * DAY_MS;
  const offset = wallAt(zone, begin) - begin;
  if (wallAt(zone, begin + DAY_MS - 1) - (begin + DAY_MS - 1) !== offset) {
    return (at) => localTimeOfWall(wallAt(zone, at));
  }

  const firstDay = dayOf(begin + offset);
  const dates = [`${dateOf(firstDay)}T`, `${dateOf(firstDay + 1)}T`];
  return (at) => {
    const wall = at + offset - firstDay * DAY_MS;
    return wall < DAY_MS ? dates[0]! + clockOf(wall / MINUTE) : dates[1]! + clockOf((wall - DAY_MS) / MINUTE);
  };
}
