import { expect, test } from 'vitest';
import { openServices } from '../../../api/services.ts';
import { noteChange } from '../../../api/storage/stores/change-store.ts';
import { freshDatabase } from '../../support/engines.ts';
import { MONDAY_8, plantNetwork, plantSession } from '../../support/small-world.ts';

// SQLite has one writer at a time: there the sequence is the order of commits.
test('a transaction on PostgreSQL that commits after a later one is not passed over', async () => {
  const place = await freshDatabase('postgres');
  const clock = () => MONDAY_8;
  const one = await openServices(place, { createKeys: true, clock });
  await one.database.write((tx) => plantNetwork(tx));
  const other = await openServices(place, { clock });
  const seen = async (id: string) => (await other.world.current()).world.index.get(id);

  const begun = Promise.withResolvers<void>();
  const mayCommit = Promise.withResolvers<void>();
  const early = one.database.write(async (tx) => {
    await plantSession(tx, 'early');
    await noteChange(tx, 'session', 'early');
    begun.resolve();
    await mayCommit.promise;
  });
  await begun.promise;
  await one.database.write(async (tx) => {
    await plantSession(tx, 'late', MONDAY_8 + 3_600_000);
    await noteChange(tx, 'session', 'late');
  });
  // The higher number is seen first; a feed that went by numbers would now never look below it again.
  expect(await seen('late')).toBeDefined();
  expect(await seen('early')).toBeUndefined();

  mayCommit.resolve();
  await early;
  expect(await seen('early')).toBeDefined();

  await one.close();
  await other.close();
  await place.drop();
});
