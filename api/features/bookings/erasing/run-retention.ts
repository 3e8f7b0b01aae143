import type { RetentionName } from '#domain/rights/retention-kinds.ts';
import type { Services } from '../../../storage/context.ts';
import { sweepAll } from '../../../storage/housekeeping.ts';
import { lockPeople, onlyChildrenOf } from '../../../storage/rights/erasure-store.ts';
import { deleteOldEntitlements, deleteOldUses } from '../../../storage/rights/retention/old-concessions.ts';
import { deleteOldReceipts } from '../../../storage/rights/retention/old-receipts.ts';
import { detachPast, pastBookingIds } from '../../../storage/rights/retention/past-bookings.ts';
import { inactivePatrons, isInactive } from '../../../storage/rights/retention/seen-store.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { erasePeople } from './erase-people.ts';
import { dateBefore, inactiveQuestion, oldDiscounts, oldReceipts, tooOld, type RetentionAt } from './retention-due.ts';

type Means = Pick<Services, 'database' | 'keys' | 'newId' | 'settings'>;
export type Gone = Partial<Record<RetentionName, number>>;

/** Done in one transaction: nobody waits for long. */
const AT_ONCE = 20;
/** A first run over years ends too; what is left goes tomorrow. */
const MOST_BOOKINGS = 500_000;
const MOST_LOOKS = 500;

/**
 * Q10: everything whose time is over goes, a few rows to a transaction; broken off, it goes on where it was. On record is
 * how much went of which kind.
 * @throws CannotWrite
 */
export async function runRetention(services: Means): Promise<Gone> {
  const { database, settings, keys, newId } = services;
  const at: RetentionAt = { settings, now: await database.now() };
  const gone: Gone = {
    bookings: await detachAll(services, at),
    receipts: 0,
    inactive: await eraseInactive(services, 'inactive', at),
    inactive_with_card: await eraseInactive(services, 'inactive_with_card', at),
  };
  for (const one of await oldReceipts(database.reader, at)) {
    gone.receipts! += await database.write((tx) => deleteOldReceipts(tx, one));
  }
  const discounts = await oldDiscounts(database.reader, at);
  gone.uses = await database.write((tx) => deleteOldUses(tx, discounts));
  gone.entitlements = await database.write((tx) => deleteOldEntitlements(tx, dateBefore('entitlements', at)));
  await sweepAll(database);

  const facts = Object.fromEntries(Object.entries(gone).filter(([, rows]) => rows > 0));
  if (Object.keys(facts).length > 0) {
    await database.write((tx) => recordAudit({ tx, keys, newId, now: tx.now }, 'retention.ran', 'network', facts));
  }
  return gone;
}

async function detachAll({ database }: Means, at: RetentionAt): Promise<number> {
  let count = 0;
  for await (const ids of pastBookingIds(database.reader, tooOld('bookings', at))) {
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      await database.write((tx) => detachPast(tx, ids.slice(from, from + AT_ONCE)));
    }
    count += ids.length;
    if (count >= MOST_BOOKINGS) break;
  }
  return count;
}

/** One by one: who has come back since the look stays. */
async function eraseInactive(
  services: Means,
  kind: 'inactive' | 'inactive_with_card',
  at: RetentionAt,
): Promise<number> {
  const { database, keys, newId } = services;
  const question = inactiveQuestion(kind, at);
  let count = 0;
  for (let look = 0; look < MOST_LOOKS; look++) {
    const people = await inactivePatrons(database.reader, question);
    let erased = 0;
    for (const person of people) {
      const isGone = await database.write(async (tx) => {
        const children = await onlyChildrenOf(tx, person);
        await lockPeople(tx, [person, ...children]);
        if (!(await isInactive(tx, person, question))) return false;
        const about = { person, children, bookings: [], ahead: [] };
        await erasePeople({ tx, keys, newId, now: tx.now }, about, 'inactive');
        return true;
      });
      if (isGone) erased++;
    }
    count += erased;
    if (erased === 0) break;
  }
  return count;
}
