import type { Instant, LocalDate } from '../ids.ts';
import { CELL, DAY_CELLS } from '../ids.ts';
import type { Mode } from '../network.ts';
import { ChangeStamps } from './change-stamps.ts';
import { DAY_WORDS, DayTable, dayOf, erode, setCells } from './day-bits.ts';

/** A session as the search needs it. Instants in milliseconds; `counsellorUntil` and `roomUntil` with notes and turn-around. */
export interface IndexedSession {
  id: string;
  service: string;
  counsellor: string;
  branch: string;
  room: string | null;
  mode: Mode;
  startsAt: Instant;
  endsAt: Instant;
  counsellorUntil: Instant;
  roomUntil: Instant | null;
  /** The date of the start at the branch: what `maxPerDay` goes by (S4). */
  localOn: LocalDate;
  places: number;
  /** A dated session takes its time from its import on, booked or not (S6). */
  dated: boolean;
  /** People of bookings that occupy without a term: confirmed, arrived, in session, completed, no-show (S5). */
  firm: number;
  holds: { until: Instant; people: number }[];
}

interface BusyDay {
  words: Int32Array;
  sessions: IndexedSession[];
}

/**
 * Who is busy when, by resource and UTC day, kept up to date session by session. Everything depends on the `now` that was
 * last settled on: a hold that ran out reads as free. `stamps` count every change that a search could see.
 */
export class OccupancyIndex {
  readonly stamps = new ChangeStamps();
  readonly #sessions = new Map<string, IndexedSession>();
  readonly #busy = new Map<string, Map<number, BusyDay>>();
  readonly #free = new Map<string, Map<number, DayTable>>();
  readonly #perDate = new Map<string, Map<LocalDate, number>>();
  readonly #dated = new Map<string, Map<number, Set<IndexedSession>>>();
  /** Sessions that have holds, and whether they are entered as busy. */
  readonly #timed = new Map<string, IndexedSession>();
  readonly #entered = new Set<string>();
  #now: Instant = -Infinity;
  /** Between these two nothing that was settled changes. */
  #settledFrom: Instant = -Infinity;
  #settledUntil: Instant = Infinity;

  get size(): number {
    return this.#sessions.size;
  }

  get(id: string): IndexedSession | undefined {
    return this.#sessions.get(id);
  }

  /** Adds the session, or replaces the one of the same id. The object is kept: it must not be changed afterwards. */
  put(session: IndexedSession): void {
    if (this.#sessions.has(session.id)) this.remove(session.id);

    this.#sessions.set(session.id, session);
    if (session.dated) daysOf(this.#dated, session.service, dayOf(session.startsAt), () => new Set()).add(session);
    if (session.holds.length > 0) {
      this.#timed.set(session.id, session);
      this.#narrow(session);
    }
    if (occupiesAt(session, this.#now)) this.#enter(session);
    this.#touch(session);
  }

  remove(id: string): void {
    const session = this.#sessions.get(id);
    if (!session) return;

    this.#sessions.delete(id);
    this.#timed.delete(id);
    if (session.dated) this.#dated.get(session.service)?.get(dayOf(session.startsAt))?.delete(session);
    if (this.#entered.has(id)) this.#leave(session);
    this.#touch(session);
  }

  /** Lets holds run out up to `now`, or come back if an earlier `now` is asked about. Call it before any question. */
  settle(now: Instant): void {
    const before = this.#now;
    this.#now = now;
    if (this.#settledFrom <= now && now < this.#settledUntil) return;

    this.#settledFrom = -Infinity;
    this.#settledUntil = Infinity;
    for (const session of this.#timed.values()) {
      const occupies = occupiesAt(session, now);
      if (occupies && !this.#entered.has(session.id)) this.#enter(session);
      if (!occupies && this.#entered.has(session.id)) this.#leave(session);
      if (session.holds.some(({ until }) => until > before !== until > now)) this.#touch(session);
      this.#narrow(session);
    }
  }

  /**
   * Where the resource (`c:` counsellor, `r:` room) stays free for that many cells, counted from each start. The table is
   * kept and follows every change; settle before reading it.
   */
  freeStarts(resource: string, cells: number): DayTable {
    let tables = this.#free.get(resource);
    if (!tables) this.#free.set(resource, (tables = new Map()));
    let table = tables.get(cells);
    if (!table)
      tables.set(cells, (table = new DayTable((day, words, at) => this.#fillFree(resource, cells, day, words, at))));
    return table;
  }

  isFree(resource: string, from: Instant, until: Instant, ignoreSession?: string): boolean {
    const days = this.#busy.get(resource);
    if (!days) return true;

    for (let day = dayOf(from); day <= dayOf(until - 1); day++) {
      const sessions = days.get(day)?.sessions ?? [];
      if (sessions.some((one) => one.id !== ignoreSession && one.startsAt < until && from < untilOf(one, resource)))
        return false;
    }
    return true;
  }

  /** S4: the counsellor's occupying sessions whose start has that date, over all branches. */
  countOn(counsellor: string, date: LocalDate, ignoreSession?: string): number {
    const ignored = ignoreSession === undefined ? undefined : this.#sessions.get(ignoreSession);
    const own = ignored?.counsellor === counsellor && ignored.localOn === date && this.#entered.has(ignored.id) ? 1 : 0;
    return (this.#perDate.get(counsellor)?.get(date) ?? 0) - own;
  }

  /** Dated sessions of a service that start on a UTC day, in no order. */
  datedOn(service: string, day: number): Iterable<IndexedSession> {
    return this.#dated.get(service)?.get(day) ?? [];
  }

  /** Places that nobody has booked or holds at the settled now. */
  placesLeft(session: IndexedSession): number {
    let left = session.places - session.firm;
    for (const hold of session.holds) if (hold.until > this.#now) left -= hold.people;
    return left;
  }

  #enter(session: IndexedSession): void {
    this.#entered.add(session.id);
    this.#count(session, 1);
    for (const resource of resourcesOf(session)) {
      const until = untilOf(session, resource);
      for (let day = dayOf(session.startsAt); day <= dayOf(until - 1); day++) {
        const busy = daysOf(this.#busy, resource, day, () => ({ words: new Int32Array(DAY_WORDS), sessions: [] }));
        busy.sessions.push(session);
        markBusy(busy.words, day, session.startsAt, until);
      }
      this.#dropFree(resource, session.startsAt, until);
    }
  }

  #leave(session: IndexedSession): void {
    this.#entered.delete(session.id);
    this.#count(session, -1);
    for (const resource of resourcesOf(session)) {
      const days = this.#busy.get(resource)!;
      for (let day = dayOf(session.startsAt); day <= dayOf(untilOf(session, resource) - 1); day++) {
        const busy = days.get(day)!;
        busy.sessions.splice(busy.sessions.indexOf(session), 1);
        if (busy.sessions.length === 0) days.delete(day);
        busy.words.fill(0);
        for (const other of busy.sessions) markBusy(busy.words, day, other.startsAt, untilOf(other, resource));
      }
      this.#dropFree(resource, session.startsAt, untilOf(session, resource));
    }
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
  #dropFree(resource: string, from: Instant, until: Instant): void {
    const tables = this.#free.get(resource);
    if (!tables) return;
    for (const [cells, table] of tables) table.drop(dayOf(from) - Math.ceil(cells / DAY_CELLS), dayOf(until - 1));
  }

  #count(session: IndexedSession, by: number): void {
    let dates = this.#perDate.get(session.counsellor);
    if (!dates) this.#perDate.set(session.counsellor, (dates = new Map()));
    const count = (dates.get(session.localOn) ?? 0) + by;
    if (count === 0) dates.delete(session.localOn);
    else dates.set(session.localOn, count);
  }

  #touch({ startsAt, counsellorUntil, roomUntil, localOn }: IndexedSession): void {
    this.stamps.note(startsAt, Math.max(counsellorUntil, roomUntil ?? 0), localOn);
  }

  #narrow(session: IndexedSession): void {
    for (const { until } of session.holds) {
      if (until <= this.#now) this.#settledFrom = Math.max(this.#settledFrom, until);
      else this.#settledUntil = Math.min(this.#settledUntil, until);
    }
  }
}

/** S5, for sessions that are somebody's: dated ones always, others while they are booked or held. */
function occupiesAt(session: IndexedSession, now: Instant): boolean {
  return session.dated || session.firm > 0 || session.holds.some((hold) => hold.until > now);
}

function resourcesOf(session: IndexedSession): string[] {
  const counsellor = `c:${session.counsellor}`;
  return session.room === null ? [counsellor] : [counsellor, `r:${session.room}`];
}

function untilOf(session: IndexedSession, resource: string): Instant {
  return resource.startsWith('r:') ? (session.roomUntil ?? session.endsAt) : session.counsellorUntil;
}

function markBusy(words: Int32Array, day: number, from: Instant, until: Instant): void {
  const base = day * DAY_CELLS;
  setCells(words, 0, Math.max(Math.floor(from / CELL) - base, 0), Math.min(Math.ceil(until / CELL) - base, DAY_CELLS));
}

function daysOf<T>(map: Map<string, Map<number, T>>, key: string, day: number, make: () => T): T {
  let days = map.get(key);
  if (!days) map.set(key, (days = new Map()));
  let entry = days.get(day);
  if (entry === undefined) days.set(day, (entry = make()));
  return entry;
}
