import { setImmediate as nextTurn } from 'node:timers/promises';
import { OccupancyIndex } from '#domain/availability/occupancy-index.ts';
import { Timetables } from '#domain/availability/timetable.ts';
import type { Instant } from '#domain/ids.ts';
import type { Clock, Database } from '../engine/database.ts';
import { findIndexedBlock, loadBlocks } from '../stores/blocks/block-store.ts';
import { findNetworkHead, loadNetwork } from '../stores/network-store.ts';
import { giveBackMemory } from './give-back-memory.ts';
import { loadSessions } from './session-rows.ts';
import { ChangeTail, type Heard } from './change-tail.ts';
import { openChangeFeed, type ChangeFeed, type News } from './change-feed.ts';
import { NoNetwork, type LiveWorld, type World } from './world.ts';

const DAY_MS = 24 * 3_600_000;
/** Clocks are put right by moments all the time. */
const PUT_BACK_MS = 60_000;
/** An import takes seconds, a reading milliseconds. */
const MAX_TRIES = 10;
/** What is told of the past. */
const KEPT_MS = DAY_MS;
/** What must be known before anybody is answered. A country's next 60 days take several seconds to read (docs/performance.md). */
const SOON_MS = 7 * DAY_MS;
/** So many sessions leave behind what is worth a moment's halt (`giveBackMemory`): a country's, no library's. */
const MANY_SESSIONS = 100_000;
/** No session is longer, notes and turn-around counted in: what is busy at a time ends at most this much later. */
const LONGEST_MS = 2 * DAY_MS;

/**
 * Resolves as soon as the network and the sessions of the next days are known; later ones are read on behind that. Afterwards
 * each answer is preceded by a look at what changed.
 */
export async function openLiveWorld(database: Database, clock?: Clock): Promise<LiveWorld> {
  const world = new FollowingWorld(database, openChangeFeed(database, clock));
  await world.refreshed();
  return world;
}

type Pages = ReturnType<typeof loadSessions>;

const ANYTHING: Heard = { everything: true, sessions: [], blocks: [], signIns: [], former: [] };

class FollowingWorld implements LiveWorld {
  readonly #database: Database;
  readonly #feed: ChangeFeed;
  readonly #tail = new ChangeTail(() => this.refreshed());
  #index = new OccupancyIndex();
  #world: World | undefined;
  /** What ended `KEPT_MS` before is not in memory; `undefined` while anything else may be lacking, too. */
  #loadedAt: Instant | undefined;
  /** Every session is known that ends before. */
  #knownUntil: Instant = -Infinity;
  /** Resolves when a little more is known, or when that failed. */
  #more: Promise<void> = Promise.resolve();
  /** Looks and readings take turns: what one has read is entered before the next begins. */
  #turn: Promise<unknown> = Promise.resolve();
  #next: Promise<Instant> | undefined;

  constructor(database: Database, feed: ChangeFeed) {
    this.#database = database;
    this.#feed = feed;
  }

  async current(until: Instant = Infinity): Promise<{ world: World; now: Instant }> {
    let now = await this.refreshed();
    while (this.#knownUntil < until + LONGEST_MS) {
      await this.#more;
      now = await this.refreshed();
    }
    if (!this.#world) throw new NoNetwork('no network has been imported');
    return { world: this.#world, now };
  }

  follow(told: (heard: Heard) => void): () => void {
    return this.#tail.follow(told);
  }

  written(): void {
    this.#tail.soon();
  }

  /** A caller never gets a refresh that began before its call, for that one may have looked too early; all others share the next. */
  refreshed(): Promise<Instant> {
    return (this.#next ??= nextTurn().then(() =>
      this.#inTurn(() => {
        this.#next = undefined;
        return this.#refresh();
      }),
    ));
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => {});
    return mine;
  }

  async #refresh(): Promise<Instant> {
    const loadedAt = this.#loadedAt;
    // Should anything below fail, changes that were already read would be lost: then all is loaded anew.
    this.#loadedAt = undefined;

    const news = loadedAt === undefined ? undefined : await this.#feed.look();
    // After the clock was put back, what was left out as past is not past any more.
    if (!news || loadedAt === undefined || news.now < loadedAt - PUT_BACK_MS || news.missed) return this.#loadAll();

    const former = this.#knownOf(news);
    await this.#apply(news);
    this.#loadedAt = this.#forgotten(loadedAt, news.now);
    if (isAnything(news)) {
      const { network, subjects, blocks, signIns } = news;
      this.#tail.tell({ everything: network, sessions: subjects, blocks, signIns, former });
    }
    return news.now;
  }

  /** Once a day, so that memory does not fill with the past. */
  #forgotten(loadedAt: Instant, now: Instant): Instant {
    if (now <= loadedAt + DAY_MS) return loadedAt;
    this.#index.forget(now - KEPT_MS);
    return now;
  }

  async #loadAll(): Promise<Instant> {
    // The feed first: what is committed while we load is found by its next look, and a session put twice is put once.
    const now = await this.#feed.restart();
    const index = new OccupancyIndex();
    const pages = loadSessions(this.#database.reader, now - KEPT_MS);
    this.#index = index;
    this.#knownUntil = -Infinity;
    while (this.#knownUntil < now + SOON_MS) await this.#readPage(pages);
    for (const block of await loadBlocks(this.#database.reader, now - KEPT_MS)) index.putBlock(block);

    await this.#loadNetwork();
    this.#loadedAt = now;
    this.#tail.tell(ANYTHING);
    if (this.#knownUntil < Infinity) void this.#readOn(index, pages);
    return now;
  }

  async #readPage(pages: Pages): Promise<void> {
    // On SQLite a page is read without waiting: whoever asks meanwhile has its turn before.
    await nextTurn();
    const { value } = await pages.next();
    for (const session of value ?? []) this.#index.put(session);
    this.#knownUntil = value?.at(-1)?.endsAt ?? Infinity;
  }

  async #readOn(index: OccupancyIndex, pages: Pages): Promise<void> {
    while (this.#index === index && this.#knownUntil < Infinity) {
      this.#more = this.#inTurn(() => this.#readPage(pages).catch((fault) => this.#forgetAll(fault)));
      await this.#more.catch(() => {});
    }
    // What changed meanwhile may have been somebody's of whom it was not known.
    if (this.#index !== index) return;
    this.#tail.tell(ANYTHING);
    if (index.size >= MANY_SESSIONS) await giveBackMemory();
  }

  /** Who waited is told the fault, and whoever asks next begins anew. */
  #forgetAll(fault: unknown): never {
    this.#index = new OccupancyIndex();
    this.#loadedAt = undefined;
    throw fault;
  }

  #knownOf({ subjects }: News): Heard['former'] {
    return subjects.flatMap((id) => this.#index.get(id) ?? []);
  }

  async #apply({ network, subjects, sessions, blocks }: News): Promise<void> {
    if (network) await this.#loadNetwork();
    // Read after the look, so that they may be newer than it: the next look puts them once more.
    const standing = [];
    for (const id of blocks) standing.push({ id, block: await findIndexedBlock(this.#database.reader, id) });

    const gone = new Set(subjects);
    for (const session of sessions) {
      gone.delete(session.id);
      this.#index.put(session);
    }
    for (const id of gone) this.#index.remove(id);
    for (const { id, block } of standing) {
      if (block) this.#index.putBlock(block);
      else this.#index.removeBlock(id);
    }
  }

  async #loadNetwork(): Promise<void> {
    const { reader } = this.#database;
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const network = await loadNetwork(reader);
      // Its parts are read one after the other: if the version still stands, no import came in between.
      if ((await findNetworkHead(reader))?.version !== network?.version) continue;

      this.#world = network && { network, timetables: new Timetables(network), index: this.#index };
      return;
    }
    throw new Error('the network kept changing while it was read');
  }
}

function isAnything({ network, subjects, blocks, signIns }: News): boolean {
  return network || subjects.length + blocks.length + signIns.length > 0;
}
