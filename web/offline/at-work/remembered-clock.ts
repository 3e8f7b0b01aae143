import { aheadOfDevice, recallServerTime } from '../../platform/server-clock.ts';
import { shelve, shelved } from '../staff-vault/staff-shelf.ts';

/** How far the server's clock is ahead of this device's, for the starts without a network. */

const CLOCK = 'clock';

export async function recallClock(): Promise<void> {
  const ahead = await shelved<number>(CLOCK);
  if (ahead !== undefined) recallServerTime(ahead);
}

export async function rememberClock(): Promise<void> {
  const ahead = aheadOfDevice();
  if (ahead !== undefined && ahead !== (await shelved<number>(CLOCK))) await shelve(CLOCK, ahead);
}
