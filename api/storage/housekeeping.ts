import type { Database, Tx } from './engine/database.ts';
import { sweepChanges } from './stores/change-store.ts';
import { sweepAnswers } from './stores/idempotency-store.ts';

const EVERY_MS = 3_600_000;
const FIRST_MS = 60_000;

/** What has had its time. Each runs in a transaction of its own, so that one that cannot does not keep the others. */
const SWEEPS: ((tx: Tx) => Promise<unknown>)[] = [sweepChanges, sweepAnswers];

/** Sweeps now and then, in every process: two at once find nothing left to do. Gives back how to stop. */
export function startHousekeeping(database: Database): () => void {
  let timer = setTimeout(again, FIRST_MS).unref();
  let stopped = false;

  async function again(): Promise<void> {
    await sweepAll(database);
    if (!stopped) timer = setTimeout(again, EVERY_MS).unref();
  }

  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

export async function sweepAll(database: Database): Promise<void> {
  // What cannot be swept now is swept in an hour.
  for (const sweep of SWEEPS) await database.write(sweep).catch(() => undefined);
}
