import { setImmediate as nextTurn } from 'node:timers/promises';
import { OccupancyIndex } from '#domain/availability/occupancy-index.ts';
import { Timetables } from '#domain/availability/timetable.ts';
import type { Instant } from '#domain/ids.ts';
import type { Clock, Database } from '../engine/database.ts';
import { findIndexedBlock, loadBlocks } from '../stores/blocks/block-store.ts';
import { findNetworkHead, loadNetwork } from '../stores/network-store.ts';
import { loadSessions } from './session-rows.ts';
import { ChangeTail, type Heard } from './change-tail.ts';
import { openChangeFeed, type ChangeFeed, type News } from './change-feed.ts';
import { NoNetwork, type LiveWorld, type World } from './world.ts';

const DAY_MS = 24 * 3_600_000;
/** Clocks are put right by moments all the time. */
const PUT_BACK_MS = 60_000;
/** An import takes seconds, a reading milliseconds. */
const MAX_TRIES = 10;

/** Loads everything once; afterwards each answer is preceded by a look at what changed. */
export async function openLiveWorld(database: Database, clock?: Clock): Promise<LiveWorld> {
  const world = new FollowingWorld(database, openChangeFeed(database, clock));
  await world.refreshed();
  return world;
}

class FollowingWorld implements LiveWorld {
  readonly #database: Database;
  readonly #feed: ChangeFeed;
  readonly #tail = new ChangeTail(() => this.refreshed());
  #index = new OccupancyIndex();
  #world: World | undefined;
  /** When all was last loaded; `undefined` while what is in memory may lack something. */
  #loadedAt: Instant | undefined;
  #running: Promise<Instant> | undefined;
  #next: Promise<Instant> | undefined;

  constructor(database: Database, feed: ChangeFeed) {
    this.#database = database;
    this.#feed = feed;
  }

  async current(): Promise<{ world: World; now: Instant }> {
    const now = await this.refreshed();
    if (!this.#world) throw new NoNetwork('no network has been imported');
    return { world: this.#world, now };
  }

  follow(told: (heard: Heard) => void): () => void {
    return this.#tail.follow(told);
  }

  written(): void {
    this.#tail.soon();
  }

  /**
   * A caller never gets a refresh that began before its call, for that one may have looked too early; all who come while
   * one runs, or in one turn of the event loop, share the next.
   */
  refreshed(): Promise<Instant> {
    if (this.#next) return this.#next;

    const begin = () => {
      this.#next = undefined;
      return this.#begin();
    };
    return (this.#next = (this.#running ?? nextTurn()).then(begin, begin));
  }

  #begin(): Promise<Instant> {
    const running = this.#refresh().finally(() => {
      if (this.#running === running) this.#running = undefined;
    });
    return (this.#running = running);
  }

  async #refresh(): Promise<Instant> {
    const loadedAt = this.#loadedAt;
    // Should anything below fail, changes that were already read would be lost: then all is loaded anew.
    this.#loadedAt = undefined;

    const news = loadedAt === undefined ? undefined : await this.#feed.look();
    // Once a day all the same, so that memory does not fill with the past; and after the clock was put back, when what was left
    // out as past is not past any more.
    const isOfToday =
      news && loadedAt !== undefined && news.now >= loadedAt - PUT_BACK_MS && news.now <= loadedAt + DAY_MS;
    if (!isOfToday || news.missed) return this.#loadAll();

    const former = this.#knownOf(news);
    await this.#apply(news);
    this.#loadedAt = loadedAt;
    if (isAnything(news)) {
      const { network, subjects, blocks, signIns } = news;
      this.#tail.tell({ everything: network, sessions: subjects, blocks, signIns, former });
    }
    return news.now;
  }

  async #loadAll(): Promise<Instant> {
    // The feed first: what is committed while we load is found by its next look, and a session put twice is put once.
    const now = await this.#feed.restart();
    const index = new OccupancyIndex();
    for await (const sessions of loadSessions(this.#database.reader, now - DAY_MS))
      for (const session of sessions) index.put(session);
    for (const block of await loadBlocks(this.#database.reader, now - DAY_MS)) index.putBlock(block);

    this.#index = index;
    await this.#loadNetwork();
    this.#loadedAt = now;
    this.#tail.tell({ everything: true, sessions: [], blocks: [], signIns: [], former: [] });
    return now;
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
