import { drainOutbox } from '../offline/outbox/drain-outbox.ts';
import { tellOutbox } from '../offline/outbox/outbox-channel.ts';
import { changeRows, readRows } from '../offline/outbox/outbox-rows.ts';
import { OUTBOX } from '../offline/outbox/outbox-name.ts';
import { sendSealed } from '../platform/staff-api.ts';

/**
 * Sends what waits with no page open: each entry says itself whose it is. The page takes away what was answered.
 * @throws where something is left, so that the browser tries again later
 */
export async function sendInWorker(): Promise<void> {
  const drain = () => drainOutbox({ readRows, changeRows, send: sendSealed, now: () => Date.now() });
  const { answered, isCut } = await navigator.locks.request(OUTBOX, drain);
  if (answered > 0) tellOutbox({ is: 'answered' });
  if (isCut) throw new Error('something is left to send');
}
