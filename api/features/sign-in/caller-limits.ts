import { Refusal } from '#domain/refusal.ts';
import type { Tx } from '../../storage/engine/database.ts';
import type { Keyring } from '../../storage/sealing/keyring.ts';
import { countTry, retryAfterSec } from '../../storage/stores/throttle-store.ts';

const WINDOW_MIN = 60;

/** What costs the library something, however lawful each one is: in an hour so many from one address, so many in all. */
export interface CallerLimits {
  what: string;
  address: Uint8Array;
  perAddress: number;
  perSite: number;
}

/** Own rows first, the one that everybody shares last: in the order in which rows are locked. @throws Refusal `too_many_tries` */
export async function countCaller(tx: Tx, keys: Keyring, asked: CallerLimits): Promise<void> {
  const { what, address, perAddress, perSite } = asked;
  const subjects = [
    { name: `${what} address ${Buffer.from(address).toString('base64url')}`, most: perAddress },
    { name: `${what} site`, most: perSite },
  ];
  for (const { name, most } of subjects) {
    if ((await countTry(tx, keys.index('throttle', name), WINDOW_MIN)) <= most) continue;
    throw new Refusal('too_many_tries', { retryAfterSec: retryAfterSec(tx.now, WINDOW_MIN) });
  }
}
