import { faultFields, type Log } from '../../http/log.ts';
import type { OpenServices } from '../../services.ts';
import { writeHead } from '../../storage/audit/audit-head.ts';
import { sealAudit } from '../../storage/audit/seal-audit.ts';
import { CannotWrite } from '../../storage/engine/database.ts';

/** A line is sealed within a second. */
const EVERY_MS = 500;

type Means = Pick<OpenServices, 'database' | 'databaseId' | 'keys'>;

/**
 * Chains what was committed, in every process (one of them at a time does it), and keeps the head outside the database.
 * Gives back how to stop: resolved when everything that this process has committed is sealed.
 */
export function startSealing(services: Means, dataDir: string, log: Log): () => Promise<void> {
  let stopped = false;
  let written = 0;
  let isTold = false;
  let isFirst = true;
  let pass = Promise.resolve(false);
  let timer = setTimeout(again, EVERY_MS).unref();

  async function seal(): Promise<boolean> {
    try {
      const { last, mayBeMore } = await sealAudit(services, { everything: isFirst });
      isFirst &&= mayBeMore;
      if (last && last.seq > written) {
        await writeHead(dataDir, services.databaseId, last, await services.database.now());
        written = last.seq;
      }
      isTold = false;
      return mayBeMore;
    } catch (fault) {
      // What cannot be sealed now is sealed when it is possible again. Said once: a full disk would be told of twice a second.
      if (!isTold && !(fault instanceof CannotWrite)) {
        isTold = true;
        log({ level: 'error', event: 'sealing_failed', ...faultFields(fault) });
      }
      return false;
    }
  }

  function again(): void {
    pass = seal();
    void pass.then((mayBeMore) => {
      if (!stopped) timer = setTimeout(again, mayBeMore ? 0 : EVERY_MS).unref();
    });
  }

  return async () => {
    stopped = true;
    clearTimeout(timer);
    await pass;
    while (await seal()) continue;
  };
}
