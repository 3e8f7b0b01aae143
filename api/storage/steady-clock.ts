import { judgeClock, type KeptClock } from '#domain/time/judge-clock.ts';
import type { Database, Reader } from './engine/database.ts';
import { readMeta, writeMeta } from './meta-store.ts';

/**
 * The database's clock, held against one that nobody sets. What is asked whether something may be deleted, because it is old, asks
 * this first: a clock that is a year ahead for a minute would take for good what only seems to be a year old (Q13).
 */
export class SteadyClock {
  readonly #database: Database;
  readonly #monotone: () => number;
  #last: { wall: number; monotone: number } | undefined;

  constructor(database: Database, monotone = () => performance.now()) {
    this.#database = database;
    this.#monotone = monotone;
  }

  /** Looks, and keeps what it saw. @throws CannotWrite */
  async mayDelete(): Promise<boolean> {
    return this.#database.write(async (tx) => {
      const at = { wall: tx.now, monotone: this.#monotone() };
      const last = this.#last ?? at;
      const jumpedMs = at.wall - last.wall - (at.monotone - last.monotone);
      const { kept, isTrusted } = judgeClock(await keptClock(tx), { now: at.wall, jumpedMs });
      await writeMeta(tx, 'clock', JSON.stringify(kept));
      this.#last = at;
      return isTrusted;
    });
  }
}

export async function keptClock(reader: Reader): Promise<KeptClock | undefined> {
  const text = await readMeta(reader, 'clock');
  return text === undefined ? undefined : (JSON.parse(text) as KeptClock);
}
