import type { Instant, LocalDate } from '../ids.ts';
import { CELL, CELL_MIN, DAY_CELLS } from '../ids.ts';
import type { ClockRange, Counsellor, Mode, Network, Room, Service } from '../network.ts';
import { minuteOf } from '../time/clock-time.ts';
import { dateOf } from '../time/local-date.ts';
import { toInstant } from '../time/zone.ts';
import { DAY_MS, DAY_WORDS, DayTable, dayOf, erode, setCells } from './day-bits.ts';
import { entriesFor, leaveSpan, openOn, spanOf, worksOn } from './hours.ts';

type Fill = (day: number, words: Int32Array, at: number) => void;
type RangesOn = (date: LocalDate) => readonly ClockRange[];

/**
 * The hours of a network as bitmaps, day by day when first asked for. A network never changes in place: an import makes a
 * new one, and with it new timetables.
 */
export class Timetables {
  readonly network: Network;
  readonly #tables = new Map<string, DayTable>();

  constructor(network: Network) {
    this.network = network;
  }

  /** T3–T5: where talks of the service may start by the hours of the counsellor (those that allow the mode) and the branch. */
  hours(service: Service, counsellor: Counsellor, branch: string, mode: Mode): DayTable {
    const { durationMin, startEveryMin } = service;
    return this.#table(`starts ${counsellor.id} ${branch} ${mode} ${durationMin} ${startEveryMin}`, () => {
      const grid = this.#grid(counsellor, branch, mode, startEveryMin);
      return lasting([this.#counsellor(counsellor, branch, mode), this.#branch(branch)], durationMin, grid);
    });
  }

  /** T5: as `hours`, whatever the grid: where a talk of that length may begin that staff arrange. */
  anyStarts(durationMin: number, counsellor: Counsellor, branch: string, mode: Mode): DayTable {
    return this.#table(`any starts ${counsellor.id} ${branch} ${mode} ${durationMin}`, () =>
      lasting([this.#counsellor(counsellor, branch, mode), this.#branch(branch)], durationMin),
    );
  }

  /** `hours`, less the starts whose talk or notes would meet leave (T6). */
  starts(service: Service, counsellor: Counsellor, branch: string, mode: Mode): DayTable {
    const hours = this.hours(service, counsellor, branch, mode);
    if (counsellor.leave.length === 0) return hours;

    const { durationMin, startEveryMin, notesMin } = service;
    const key = `clear starts ${counsellor.id} ${branch} ${mode} ${durationMin} ${startEveryMin} ${notesMin}`;
    const zone = this.network.branches.get(branch)!.timeZone;
    return this.#table(key, () => lasting([this.#present(counsellor, zone)], durationMin + notesMin, hours));
  }

  /** T5, T7: where talks of that length may start by the hours of the room and its branch. */
  roomStarts(room: Room, durationMin: number): DayTable {
    return this.#table(`room starts ${room.id} ${durationMin}`, () =>
      lasting(room.hours ? [this.#room(room), this.#branch(room.branch)] : [this.#branch(room.branch)], durationMin),
    );
  }

  #branch(id: string): DayTable {
    const branch = this.network.branches.get(id)!;
    return this.#table(`branch ${id}`, () => covering(branch.timeZone, (date) => openOn(branch.hours, date)));
  }

  #room(room: Room): DayTable {
    const zone = this.network.branches.get(room.branch)!.timeZone;
    return this.#table(`room ${room.id}`, () => covering(zone, (date) => openOn(room.hours!, date)));
  }

  #counsellor(counsellor: Counsellor, branch: string, mode: Mode): DayTable {
    const zone = this.network.branches.get(branch)!.timeZone;
    return this.#table(`hours ${counsellor.id} ${branch} ${mode}`, () =>
      covering(zone, rangesOf(counsellor, branch, mode)),
    );
  }

  /** T6: the time that no leave takes, as it is read in a zone. */
  #present(counsellor: Counsellor, zone: string): DayTable {
    return this.#table(`present ${counsellor.id} ${zone}`, () => {
      const spans = counsellor.leave.map((leave) => leaveSpan(zone, leave));
      return (day, words, at) => {
        for (const { from, until } of spans)
          setInstants(words, at, day, Math.floor(from / CELL), Math.ceil(until / CELL));
        for (let i = at; i < at + DAY_WORDS; i++) words[i] = ~words[i]!;
      };
    });
  }

  #grid(counsellor: Counsellor, branch: string, mode: Mode, everyMin: number): DayTable {
    const zone = this.network.branches.get(branch)!.timeZone;
    return this.#table(`grid ${counsellor.id} ${branch} ${mode} ${everyMin}`, () =>
      gridded(zone, rangesOf(counsellor, branch, mode), everyMin),
    );
  }

  #table(key: string, fill: () => Fill): DayTable {
    let table = this.#tables.get(key);
    if (!table) this.#tables.set(key, (table = new DayTable(fill())));
    return table;
  }
}

function rangesOf(counsellor: Counsellor, branch: string, mode: Mode): RangesOn {
  const entries = entriesFor(counsellor, branch, mode).map((place) => counsellor.hours[place]!);
  return (date) => entries.flatMap((entry) => worksOn(entry, date));
}

/** T2: every cell that lies wholly inside a range. Ranges that touch, across midnight too, become one by lying side by side. */
function covering(zone: string, rangesOn: RangesOn): Fill {
  return (day, words, at) => {
    for (const date of datesAround(day)) {
      for (const range of rangesOn(date)) {
        const span = spanOf(zone, date, range);
        if (span) setInstants(words, at, day, Math.ceil(span.from / CELL), Math.floor(span.until / CELL));
      }
    }
  };
}

/** T4: wall-clock steps from the start of each range as written. T3: those that the clock never shows are left out. */
function gridded(zone: string, rangesOn: RangesOn, everyMin: number): Fill {
  return (day, words, at) => {
    for (const date of datesAround(day)) {
      for (const [start, end] of rangesOn(date)) {
        for (let minute = minuteOf(start); minute < minuteOf(end); minute += Math.max(everyMin, CELL_MIN)) {
          const named = toInstant(zone, date, minute);
          if (named.exists && dayOf(named.at) === day && named.at % CELL === 0) setStart(words, at, day, named.at);
        }
      }
    }
  };
}

/** Where something of that length lies inside all the tables at once and, if one is given, begins in the mask. */
function lasting(tables: DayTable[], durationMin: number, mask?: DayTable): Fill {
  const cells = Math.ceil(durationMin / CELL_MIN);
  const days = 1 + Math.ceil((cells - 1) / DAY_CELLS);
  const scratch = new Int32Array(days * DAY_WORDS);

  return (day, words, at) => {
    scratch.fill(-1);
    for (const table of tables) {
      const from = table.cover(day, days);
      for (let i = 0; i < scratch.length; i++) scratch[i]! &= table.words[from + i]!;
    }
    erode(scratch, scratch.length, cells);

    const from = mask?.cover(day, 1) ?? 0;
    for (let i = 0; i < DAY_WORDS; i++) words[at + i] = mask ? scratch[i]! & mask.words[from + i]! : scratch[i]!;
  };
}

/** A UTC day has parts of at most three dates anywhere on earth. */
function datesAround(day: number): LocalDate[] {
  return [dateOf(day - 1), dateOf(day), dateOf(day + 1)];
}

/** Sets the part of the absolute cells `from` … `until` that falls on the day. */
function setInstants(words: Int32Array, at: number, day: number, from: number, until: number): void {
  const base = day * DAY_CELLS;
  setCells(words, at, Math.max(from - base, 0), Math.min(until - base, DAY_CELLS));
}

function setStart(words: Int32Array, at: number, day: number, instant: Instant): void {
  const cell = (instant - day * DAY_MS) / CELL;
  setCells(words, at, cell, cell + 1);
}
