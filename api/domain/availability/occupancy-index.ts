import type { Instant, LocalDate } from '../ids.ts';
import { type DayTable, dayOf } from './day-bits.ts';
import { BusyTimes } from './occupancy/busy-times.ts';
import { ChangeStamps } from './occupancy/change-stamps.ts';
import { type IndexedSession, type KeptSession, SessionKeeper } from './occupancy/indexed-session.ts';

/** Time taken away from one resource (`c:` counsellor, `r:` room), by nobody's booking (L1). */
export interface IndexedBlock {
  id: string;
  resource: string;
  startsAt: Instant;
  endsAt: Instant;
}

/**
 * Who is busy when, by resource and UTC day, kept up to date session by session and block by block. Everything depends on
 * the `now` that was last settled on: a hold that ran out reads as free. `stamps` count every change that a search could see.
 */
export class OccupancyIndex {
  readonly stamps = new ChangeStamps();
  readonly #keeper = new SessionKeeper();
  readonly #sessions = new Map<string, KeptSession>();
  readonly #blocks = new Map<string, IndexedBlock>();
  readonly #busy = new BusyTimes();
  readonly #dated = new Map<string, Map<number, Set<KeptSession>>>();
  /** Sessions that have holds; and which of them are entered as busy. The others are so while they are here, or never. */
  readonly #timed = new Map<string, KeptSession>();
  readonly #entered = new Set<string>();
  #now: Instant = -Infinity;
  /** Between these two nothing that was settled changes. */
  #settledFrom: Instant = -Infinity;
  #settledUntil: Instant = Infinity;

  get size(): number {
    return this.#sessions.size;
  }

  get(id: string): KeptSession | undefined {
    return this.#sessions.get(id);
  }

  getBlock(id: string): IndexedBlock | undefined {
    return this.#blocks.get(id);
  }

  /** Adds the session, or replaces the one of the same id. */
  put(added: IndexedSession): void {
    if (this.#sessions.has(added.id)) this.remove(added.id);

    const session = this.#keeper.keep(added);
    this.#sessions.set(session.id, session);
    if (session.dated) this.#datedOf(session).add(session);
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
    if (session.dated) this.#dated.get(session.service)?.get(dayOf(session.startsAt))?.delete(session);
    if (this.#isEntered(session)) this.#leave(session);
    this.#timed.delete(id);
    this.#touch(session);
  }

  /** Lets go of all that ended before. */
  forget(before: Instant): void {
    for (const { id, endsAt } of this.#sessions.values()) if (endsAt < before) this.remove(id);
    for (const { id, endsAt } of this.#blocks.values()) if (endsAt < before) this.removeBlock(id);
  }

  /** Adds the block, or replaces the one of the same id. It takes time, and counts as nobody's session (S4). */
  putBlock(block: IndexedBlock): void {
    this.removeBlock(block.id);
    this.#blocks.set(block.id, block);
    this.#busy.enter(block.resource, block);
    this.stamps.note(block.startsAt, block.endsAt);
  }

  removeBlock(id: string): void {
    const block = this.#blocks.get(id);
    if (!block) return;

    this.#blocks.delete(id);
    this.#busy.leave(block.resource, block);
    this.stamps.note(block.startsAt, block.endsAt);
  }

  /** What would be if the block were there already. `ask` must not wait for anything: others would see the block too. */
  supposing<T>(block: IndexedBlock, ask: () => T): T {
    this.putBlock(block);
    try {
      return ask();
    } finally {
      this.removeBlock(block.id);
    }
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
    return this.#busy.freeStarts(resource, cells);
  }

  isFree(resource: string, from: Instant, until: Instant, ignoreSession?: string): boolean {
    return this.#busy.isFree(resource, from, until, ignoreSession);
  }

  /** S4: the counsellor's occupying sessions whose start has that date, over all branches. */
  countOn(counsellor: string, date: LocalDate, ignoreSession?: string): number {
    return this.#busy.countOn(`c:${counsellor}`, date, ignoreSession);
  }

  /** Dated sessions of a service that start on a UTC day, in no order. */
  datedOn(service: string, day: number): Iterable<KeptSession> {
    return this.#dated.get(service)?.get(day) ?? [];
  }

  /** Places that nobody has booked or holds at the settled now. */
  placesLeft(session: Pick<IndexedSession, 'places' | 'firm' | 'holds'>): number {
    let left = session.places - session.firm;
    for (const hold of session.holds) if (hold.until > this.#now) left -= hold.people;
    return left;
  }

  #isEntered(session: KeptSession): boolean {
    return this.#timed.has(session.id) ? this.#entered.has(session.id) : occupiesAt(session, this.#now);
  }

  #enter(session: KeptSession): void {
    if (this.#timed.has(session.id)) this.#entered.add(session.id);
    for (const resource of session.resources) this.#busy.enter(resource, session);
  }

  #leave(session: KeptSession): void {
    this.#entered.delete(session.id);
    for (const resource of session.resources) this.#busy.leave(resource, session);
  }

  #datedOf({ service, startsAt }: KeptSession): Set<KeptSession> {
    let days = this.#dated.get(service);
    if (!days) this.#dated.set(service, (days = new Map()));
    let sessions = days.get(dayOf(startsAt));
    if (!sessions) days.set(dayOf(startsAt), (sessions = new Set()));
    return sessions;
  }

  #touch({ startsAt, counsellorUntil, roomUntil, localOn }: KeptSession): void {
    this.stamps.note(startsAt, Math.max(counsellorUntil, roomUntil ?? 0), localOn);
  }

  #narrow(session: KeptSession): void {
    for (const { until } of session.holds) {
      if (until <= this.#now) this.#settledFrom = Math.max(this.#settledFrom, until);
      else this.#settledUntil = Math.min(this.#settledUntil, until);
    }
  }
}

/** S5, for sessions that are somebody's: dated ones always, others while they are booked or held. */
function occupiesAt(session: KeptSession, now: Instant): boolean {
  return session.dated || session.firm > 0 || session.holds.some((hold) => hold.until > now);
}
