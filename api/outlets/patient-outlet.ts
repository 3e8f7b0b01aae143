import { setTimeout as pause } from 'node:timers/promises';
import { NotSent, type Message, type Outlet } from './outlet.ts';

/** Waits between tries. Somebody stands there and waits for the code: what has not gone by then is asked for anew. */
const PAUSES_MS: readonly number[] = [1_000, 4_000];

/** A provider's slowness must not become ours: so many at once, so many in the queue, and then it is refused. */
const MAX_AT_ONCE = 8;
const MAX_WAITING = 500;

/** What one try is. Made once for each message, so that all its tries can carry one number. */
type Prepare = (to: string, message: Message) => () => Promise<void>;

/** An outlet that tries again what could go better another time, and sends no more than a few messages at once. */
export function patientOutlet(prepare: Prepare, pausesMs = PAUSES_MS): Outlet {
  let running = 0;
  const waiting: (() => void)[] = [];

  const place = async (): Promise<void> => {
    if (running < MAX_AT_ONCE) {
      running++;
      return;
    }
    if (waiting.length >= MAX_WAITING) throw new NotSent('too_many_waiting', true);
    await new Promise<void>((next) => waiting.push(next));
  };

  // A place is handed on, not freed: nobody can slip in between.
  const leavePlace = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running--;
  };

  return {
    send: async (to, message) => {
      await place();
      try {
        await trying(prepare(to, message), pausesMs);
      } finally {
        leavePlace();
      }
    },
  };
}

async function trying(sendOnce: () => Promise<void>, pausesMs: readonly number[]): Promise<void> {
  for (const pauseMs of pausesMs) {
    try {
      return await sendOnce();
    } catch (fault) {
      if (!(fault instanceof NotSent) || !fault.isPassing) throw fault;
      await pause(pauseMs);
    }
  }
  return sendOnce();
}
