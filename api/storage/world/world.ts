import type { Instant } from '#domain/ids.ts';
import type { OccupancyIndex } from '#domain/availability/occupancy-index.ts';
import type { Timetables } from '#domain/availability/timetable.ts';
import type { Heard } from './change-tail.ts';
import type { Network } from '#domain/network.ts';

/** What a process keeps in memory of the database: enough to answer a slot search without asking it. */
export interface World {
  network: Network;
  timetables: Timetables;
  index: OccupancyIndex;
}

export interface LiveWorld {
  /**
   * From now on the change table is looked at several times a second, and `told` what others have changed. Gives back how to
   * stop.
   */
  follow(told: (heard: Heard) => void): () => void;
  /** This process has written something: who follows wants to know at once. */
  written(): void;
  /**
   * Everything that was committed, by any process, before the call; and the engine's now. After the start of a large library it
   * waits until all sessions are read; or, if nothing later is asked of the index, those that take any time before `until`:
   * `-Infinity` where it is not asked at all.
   *
   * @throws NoNetwork before any import
   */
  current(until?: Instant): Promise<{ world: World; now: Instant }>;
}

/** Nothing has been imported yet: there is nothing to offer. */
export class NoNetwork extends Error {
  override readonly name = 'NoNetwork';
}
