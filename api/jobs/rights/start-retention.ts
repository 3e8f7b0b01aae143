import { runRetention } from '../../features/bookings/erasing/run-retention.ts';
import { faultFields, type Log } from '../../http/log.ts';
import type { OpenServices } from '../../services.ts';
import { CannotWrite } from '../../storage/engine/database.ts';
import type { ErasureList } from '../../storage/rights/erasure-list.ts';
import { SteadyClock } from '../../storage/steady-clock.ts';
import { claimRetention } from '../../storage/rights/retention/claim-retention.ts';

/** Soon, for a copy that was put back has what had gone; then each hour it is asked whether a day has passed. */
const FIRST_MS = 90_000;
const EVERY_MS = 3_600_000;

/** Once a day, by one of all processes. Gives back how to stop: resolved when a run that has begun is over. */
export function startRetention(services: OpenServices, list: ErasureList, log: Log): () => Promise<void> {
  let stopped = false;
  let run = Promise.resolve();
  let timer = setTimeout(again, FIRST_MS).unref();
  const clock = new SteadyClock(services.database);
  let isDoubted = false;

  async function retain(): Promise<void> {
    try {
      const mayDelete = await clock.mayDelete();
      // Said once, and not each hour.
      if (!mayDelete && !isDoubted) log({ level: 'warn', event: 'clock_doubted' });
      isDoubted = !mayDelete;
      if (!mayDelete || !(await services.database.write(claimRetention))) return;
      const gone = await runRetention(services);
      await list.bringUpToDate();
      await services.database.scrub();
      for (const [kind, rows] of Object.entries(gone))
        if (rows > 0) log({ level: 'info', event: 'retention', kind, rows });
    } catch (fault) {
      // What cannot go today goes tomorrow.
      if (!(fault instanceof CannotWrite)) log({ level: 'error', event: 'internal', ...faultFields(fault) });
    }
  }

  function again(): void {
    run = retain();
    void run.then(() => {
      if (!stopped) timer = setTimeout(again, EVERY_MS).unref();
    });
  }

  return async () => {
    stopped = true;
    clearTimeout(timer);
    await run;
  };
}
