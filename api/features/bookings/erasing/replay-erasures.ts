import { isStillAhead } from '#domain/rights/erasure-policy.ts';
import type { Services } from '../../../storage/context.ts';
import { readErasures } from '../../../storage/rights/erasure-list.ts';
import { allBookingsOf, insertErasure, lockPeople, type Erasure } from '../../../storage/rights/erasure-store.ts';
import { erasePeople } from './erase-people.ts';

type Means = Pick<Services, 'database' | 'keys' | 'newId'>;

/**
 * Q9: erases again everybody on the list whom the database still has, as after a copy from before was put back; whoever
 * is there while the list is read. Twice is once. How many were erased.
 * @throws CannotOpen where the list cannot be read
 */
export async function replayErasures(services: Means, dataDir: string, since = 0): Promise<number> {
  let erased = 0;
  for (const erasure of readErasures(dataDir)) {
    if (erasure.at >= since && (await eraseAgain(services, erasure))) erased++;
  }
  return erased;
}

/**
 * Of one person: children are on the list by themselves. Nobody is asked whether a visit is under way: a copy's is long over,
 * and what its states say is as old as it is.
 */
async function eraseAgain({ database, keys, newId }: Means, { person, at, why }: Erasure): Promise<boolean> {
  return database.write(async (tx) => {
    const [there] = await lockPeople(tx, [person]);
    // Also where the copy never had them: the table is what the lists of other hosts are written from.
    if (there === undefined) {
      await insertErasure(tx, { person, at, why });
      return false;
    }
    const bookings = await allBookingsOf(tx, [person]);
    const ahead = bookings.filter((one) => one.state === 'held' || isStillAhead({ ...one, ...one.session }, tx.now));
    await erasePeople({ tx, keys, newId, now: tx.now }, { person, children: [], bookings, ahead }, why, at);
    return true;
  });
}
