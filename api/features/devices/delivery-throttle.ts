import { Refusal } from '#domain/refusal.ts';
import type { Services } from '../../storage/context.ts';
import { countTry, retryAfterSec, triesIn } from '../../storage/stores/throttle-store.ts';

const WINDOW_MIN = 10;
/** A whole library stands behind one address, and a device that lost its grant may bring all that it has. */
const MOST = 2_000;

/**
 * Counts items of an address that could not be opened. Good ones are never counted, so that one bad device holds up nobody
 * who brings only good ones. @throws Refusal `too_many_tries`
 */
export async function countFailures({ database, keys }: Services, address: Uint8Array, by: number): Promise<void> {
  const subject = keys.index('throttle', `sealed items ${Buffer.from(address).toString('base64url')}`);
  const now = await database.now();
  if ((await triesIn(database.reader, subject, WINDOW_MIN, now)) >= MOST) {
    throw new Refusal('too_many_tries', { retryAfterSec: retryAfterSec(now, WINDOW_MIN) });
  }
  await database.write((tx) => countTry(tx, subject, WINDOW_MIN, by));
}
