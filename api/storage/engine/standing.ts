import type { Instant } from '#domain/ids.ts';

/**
 * Why nothing is written. `full`: no room on the disk. `disk`: reading or writing it failed. `read_only`: the disk or the
 * server takes no writes. `damaged`: what was read is not what was written. `replaced`: another file, or none, stands where the
 * database was. `unreachable`: the server does not answer.
 */
export type StopReason = 'full' | 'disk' | 'read_only' | 'damaged' | 'replaced' | 'unreachable';

export type Standing = { writes: 'open' } | { writes: 'stopped'; why: StopReason; since: Instant };

/** @param cause what the engine said */
export type StandingTold = (standing: Standing, cause: unknown) => void;

/** Whether writing is possible, and who wants to know when that changes. */
export class StandingBoard {
  readonly #clock: () => Instant;
  readonly #followers = new Set<StandingTold>();
  #standing: Standing = { writes: 'open' };

  constructor(clock: () => Instant) {
    this.#clock = clock;
  }

  get standing(): Standing {
    return this.#standing;
  }

  /** A second reason changes what is said, not since when. */
  stop(why: StopReason, cause: unknown): void {
    const before = this.#standing;
    if (before.writes === 'stopped' && before.why === why) return;
    this.#tell({ writes: 'stopped', why, since: before.writes === 'stopped' ? before.since : this.#clock() }, cause);
  }

  open(): void {
    if (this.#standing.writes === 'stopped') this.#tell({ writes: 'open' }, undefined);
  }

  /** Gives back how to stop following. */
  follow(told: StandingTold): () => void {
    this.#followers.add(told);
    return () => void this.#followers.delete(told);
  }

  #tell(standing: Standing, cause: unknown): void {
    this.#standing = standing;
    for (const told of this.#followers) told(standing, cause);
  }
}
