import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openServices, type OpenServices } from '../../../api/services.ts';
import { NOBODY } from '../../../api/storage/rights/nobody.ts';
import { pastBookingIds } from '../../../api/storage/rights/retention/past-bookings.ts';
import { ENGINES, type FreshDatabase } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';
import { MONDAY_8, plantBooking, plantNetwork, plantPatron, plantSession } from '../../support/small-world.ts';

const HOUR = 3_600_000;

describe.each(ENGINES)('past bookings of many patrons on $engine', ({ ready }) => {
  let place: FreshDatabase;
  let services: OpenServices;

  beforeEach(async () => {
    place = await ready();
    services = await openServices(place, { createKeys: true });
  });
  afterEach(async () => {
    await services.close();
    await place.drop();
  });

  test('Q10 all are found that still have their person and are over, however many patrons there are', async () => {
    const { database } = services;
    await database.write(async (tx) => {
      await plantNetwork(tx);
      await plantPatron(tx, 'p');
      const numbers = 'with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 1100)';
      for (const [table, key] of [
        ['person', 'id'],
        ['patron', 'person'],
      ] as const) {
        const rest = table === 'person' ? 'wrapped_key, locale, created_at' : 'created_at';
        const columns = `insert into ${table} (${key}, ${rest})`;
        await tx.run(
          raw(`${columns} ${numbers} select 'p' || n, ${rest} from numbers, ${table} where ${key} = 'p'`),
          {},
        );
      }
      await plantSession(tx, 'past', MONDAY_8);
      await plantSession(tx, 'lasting', MONDAY_8 + 1.5 * HOUR);
      await plantSession(tx, 'coming', MONDAY_8 + 3 * HOUR);
      for (const patron of ['p', 'p1', 'p550', 'p999', NOBODY])
        for (const session of ['past', 'lasting', 'coming'])
          await plantBooking(tx, { id: `${patron} ${session}`, session, patron, state: 'confirmed' });
    });

    const found = await Array.fromAsync(pastBookingIds(database.reader, MONDAY_8 + 2 * HOUR));
    expect(found.length).toBeGreaterThan(2);
    expect(found.flat().sort()).toEqual(['p past', 'p1 past', 'p550 past', 'p999 past']);
  });
});
