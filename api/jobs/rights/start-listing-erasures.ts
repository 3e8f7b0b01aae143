import { faultFields, type Log } from '../../http/log.ts';
import { CannotWrite } from '../../storage/engine/database.ts';
import type { ErasureList } from '../../storage/rights/erasure-list.ts';

/** What another host erased is in this one's DATA_DIR, and so in its backups, after so long at most. */
const EVERY_MS = 60_000;

/** In every process. Gives back how to stop: resolved when a last look was taken. */
export function startListingErasures(lists: readonly ErasureList[], log: Log): () => Promise<void> {
  const look = async () => {
    for (const list of lists) {
      try {
        await list.bringUpToDate();
      } catch (fault) {
        if (!(fault instanceof CannotWrite)) log({ level: 'error', event: 'internal', ...faultFields(fault) });
      }
    }
  };
  const timer = setInterval(() => void look(), EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    await look();
  };
}
