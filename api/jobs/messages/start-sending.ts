import { faultFields, type Log } from '../../http/log.ts';
import type { Outlets } from '../../outlets/outlet.ts';
import type { Services } from '../../storage/context.ts';
import { CannotWrite } from '../../storage/engine/database.ts';
import { sendDueMessages } from './send-due-messages.ts';

/** A change that is told at once is told within so long. */
const EVERY_MS = 5_000;

/** Looks for due messages now and then, in every process (M7). Gives back how to stop: resolved when nothing is under way. */
export function startSending(services: Services, outlets: Outlets, log: Log): () => Promise<void> {
  let stopped = false;
  let pass: Promise<boolean> = Promise.resolve(false);
  let timer = setTimeout(again, EVERY_MS).unref();

  function again(): void {
    pass = sendDueMessages(services, outlets, log).catch((fault: unknown) => {
      // What cannot be written now is claimed again later.
      if (!(fault instanceof CannotWrite)) log({ level: 'error', event: 'internal', ...faultFields(fault) });
      return false;
    });
    void pass.then((mayBeMore) => {
      if (!stopped) timer = setTimeout(again, mayBeMore ? 0 : EVERY_MS).unref();
    });
  }

  return async () => {
    stopped = true;
    clearTimeout(timer);
    await pass;
  };
}
