import { MINUTE } from '#domain/ids.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Services } from '../../storage/context.ts';
import { guardiansOf } from '../../storage/stores/guardians/guardian-store.ts';
import { findSignIns, type SignInRow } from '../../storage/stores/sign-in-store.ts';
import { concernedBy, viewsOf, type Concerned } from '../../storage/world/change-audience.ts';
import type { Heard } from '../../storage/world/change-tail.ts';
import { branchKey, counsellorKey, keysOf, patronKey } from './whom-it-concerns.ts';

/** What the hub needs of a stream: http/response/event-stream.ts. */
export interface Told {
  change(): void;
  beat(): void;
  end(): void;
  close(): void;
  onClose(over: () => void): void;
}

const LIMITS = {
  /** Of the 4,000 connections that a process takes, so many at most stay open for this. */
  streams: 2_000,
  /** A device's tabs share one. A phone that changed networks leaves its old ones behind, silent for a quarter of an hour. */
  ofSignIn: 4,
  beatMs: 15_000,
};
const RETRY_SEC = 10;
/** One question for all sign-ins: what ends in between is noticed within a second, by a busy process too. */
const CHECK_MS = 500;
const DAY = 24 * 60 * MINUTE;

interface Listener {
  stream: Told;
  /** In hex. */
  token: string;
  tokenHash: Uint8Array;
  person: string;
  keys: string[];
}

/**
 * Everybody who is told of changes by this process, by what concerns them. One tail of the change table, one question for each
 * look that finds something, and one a second for all sign-ins: none of it grows with the number of streams.
 */
export class LiveHub {
  readonly #services: Services;
  readonly #limits: typeof LIMITS;
  readonly #listeners = new Set<Listener>();
  readonly #byKey = new Map<string, Set<Listener>>();
  /** What patrons who listen have been told of: the view of each of their bookings. */
  readonly #views = new Map<string, Map<string, string>>();
  #unfollow: (() => void) | undefined;
  #timers: NodeJS.Timeout[] = [];
  #heard: Heard | undefined;
  #isTelling = false;
  #stopped = false;

  constructor(services: Services, stopping?: AbortSignal, limits = LIMITS) {
    this.#services = services;
    this.#limits = limits;
    stopping?.addEventListener('abort', () => this.#stop());
  }

  get size(): number {
    return this.#listeners.size;
  }

  /**
   * Resolves once nothing is missed any more: what the device asks for afterwards is never older than what it is told.
   * @throws Refusal `forbidden`, `too_many_tries`; `cannot_write` while the server stops.
   */
  async open({ tokenHash, actor }: SignInRow, stream: Told): Promise<void> {
    assertCan(actor, 'live.follow');
    // What happened before is no news to this device: it has yet to ask for anything.
    await this.#services.world.current().catch(() => {});
    if (this.#stopped) throw new Refusal('cannot_write');
    if (this.#listeners.size >= this.#limits.streams) {
      throw new Refusal('too_many_tries', { retryAfterSec: RETRY_SEC });
    }

    const token = Buffer.from(tokenHash).toString('hex');
    const [oldest, ...others] = [...this.#listeners].filter((listener) => listener.token === token);
    if (oldest && others.length + 1 >= this.#limits.ofSignIn) oldest.stream.close();

    const listener = { stream, token, tokenHash, person: actor.person, keys: keysOf(actor) };
    this.#add(listener);
    stream.onClose(() => this.#remove(listener));
    if (actor.role === 'patron') await this.#knowViews(actor.person);
  }

  #add(listener: Listener): void {
    this.#listeners.add(listener);
    for (const key of listener.keys) {
      const listeners = this.#byKey.get(key);
      if (listeners) listeners.add(listener);
      else this.#byKey.set(key, new Set([listener]));
    }
    if (!this.#unfollow) this.#begin();
  }

  #remove(listener: Listener): void {
    if (!this.#listeners.delete(listener)) return;
    for (const key of listener.keys) {
      const listeners = this.#byKey.get(key);
      listeners?.delete(listener);
      if (listeners?.size === 0) this.#byKey.delete(key);
    }
    if (!this.#byKey.has(patronKey(listener.person))) this.#views.delete(listener.person);
    if (this.#listeners.size === 0) this.#rest();
  }

  #begin(): void {
    this.#unfollow = this.#services.world.follow((heard) => this.#hear(heard));
    const beat = () => this.#listeners.forEach(({ stream }) => stream.beat());
    this.#timers = [
      setInterval(beat, this.#limits.beatMs).unref(),
      setInterval(() => void this.#check(), CHECK_MS).unref(),
    ];
  }

  #rest(): void {
    this.#unfollow?.();
    this.#unfollow = undefined;
    this.#views.clear();
    for (const timer of this.#timers) clearInterval(timer);
  }

  #stop(): void {
    this.#stopped = true;
    for (const { stream } of this.#listeners) stream.close();
  }

  async #knowViews(patron: string): Promise<void> {
    if (this.#views.has(patron)) return;
    const known = new Map<string, string>();
    this.#views.set(patron, known);
    const { reader } = this.#services.database;
    const found = await viewsOf(reader, patron, (await this.#services.database.now()) - DAY);
    // What was told meanwhile is newer.
    for (const [booking, view] of found) if (!known.has(booking)) known.set(booking, view);
  }

  /** Looks may find more while the last finding is being told: that is told together. */
  #hear(heard: Heard): void {
    this.#heard = this.#heard ? together(this.#heard, heard) : heard;
    if (!this.#isTelling) void this.#tell();
  }

  async #tell(): Promise<void> {
    this.#isTelling = true;
    for (let heard = this.#heard; heard; heard = this.#heard) {
      this.#heard = undefined;
      if (heard.signIns.length > 0) await this.#check(new Set(heard.signIns));
      if (heard.everything) this.#tellAll();
      else await this.#tellConcerned(heard);
    }
    this.#isTelling = false;
  }

  async #tellConcerned(heard: Heard): Promise<void> {
    let concerned: Concerned[];
    try {
      concerned = await concernedBy(this.#services.database.reader, heard);
    } catch {
      // Whom it concerns cannot be found out now: rather one question too many than one too few.
      return this.#tellAll();
    }
    const guardians = await this.#guardiansOf(concerned);
    const keys = new Set<string>();
    for (const { branch, counsellor, booking } of [...concerned, ...heard.former] as Concerned[]) {
      keys.add(branchKey(branch)).add(branchKey('*'));
      if (counsellor !== null) keys.add(counsellorKey(counsellor));
      if (!booking) continue;
      const acting = guardians.get(booking.patron) ?? [];
      if (acting.length > 0 && !this.#views.has(booking.patron)) this.#views.set(booking.patron, new Map());
      if (this.#isNews(booking)) for (const person of [booking.patron, ...acting]) keys.add(patronKey(person));
    }
    for (const key of keys) this.#byKey.get(key)?.forEach(({ stream }) => stream.change());
  }

  /** Who listens and acts for a child now: asked each time, so that who does no longer is told of nothing more. */
  async #guardiansOf(concerned: Concerned[]): Promise<Map<string, string[]>> {
    const children = new Set(concerned.flatMap(({ booking }) => (booking ? [booking.patron] : [])));
    const found = new Map<string, string[]>();
    if (children.size === 0) return found;
    for (const { guardian, child } of await guardiansOf(this.#services.database.reader, children).catch(() => [])) {
      if (this.#byKey.has(patronKey(guardian))) found.set(child, [...(found.get(child) ?? []), guardian]);
    }
    return found;
  }

  #isNews({ id, patron, view }: NonNullable<Concerned['booking']>): boolean {
    const known = this.#views.get(patron);
    if (!known || known.get(id) === view) return false;
    known.set(id, view);
    return true;
  }

  #tellAll(): void {
    for (const { stream } of this.#listeners) stream.change();
  }

  /** Ends the streams whose sign-in is over, and follows those whose person may now see other things. */
  async #check(persons?: ReadonlySet<string>): Promise<void> {
    const asked = [...this.#listeners].filter(({ person }) => !persons || persons.has(person));
    if (asked.length === 0) return;
    const { database } = this.#services;
    const tokens = new Map(asked.map(({ token, tokenHash }) => [token, tokenHash]));
    let living: Map<string, SignInRow>;
    try {
      const found = await findSignIns(database.reader, [...tokens.values()], await database.now());
      living = new Map(found.map((row) => [Buffer.from(row.tokenHash).toString('hex'), row]));
    } catch {
      // A database that cannot be read ends nobody's sign-in; the next second asks again.
      return;
    }
    for (const listener of asked) {
      const signIn = living.get(listener.token);
      if (!signIn) listener.stream.end();
      else if (keysOf(signIn.actor).join() !== listener.keys.join()) listener.stream.close();
    }
  }
}

function together(one: Heard, other: Heard): Heard {
  return {
    everything: one.everything || other.everything,
    sessions: [...new Set([...one.sessions, ...other.sessions])],
    blocks: [...new Set([...one.blocks, ...other.blocks])],
    signIns: [...new Set([...one.signIns, ...other.signIns])],
    former: [...one.former, ...other.former],
  };
}
