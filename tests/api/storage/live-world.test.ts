import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openServices, type OpenServices } from '../../../api/services.ts';
import type { Tx } from '../../../api/storage/engine/database.ts';
import { noteChange, sweepChanges } from '../../../api/storage/stores/change-store.ts';
import { copySession } from '../../support/copy-session.ts';
import { ENGINES, type FreshDatabase } from '../../support/engines.ts';
import { plainSession } from '../../support/plain-session.ts';
import { raw } from '../../support/raw-statement.ts';
import { MONDAY_8, plantBooking, plantNetwork, plantPatron, plantSession } from '../../support/small-world.ts';

const DAY = 24 * 3_600_000;

describe.each(ENGINES)('what a process knows on $engine', ({ ready }) => {
  let place: FreshDatabase;
  let now: number;
  let one: OpenServices;
  let other: OpenServices;

  beforeEach(async () => {
    now = MONDAY_8 - DAY;
    place = await ready();
    one = await openServices(place, { createKeys: true, clock: () => now });
    await one.database.write(async (tx) => {
      await plantNetwork(tx);
      await plantPatron(tx, 'p1');
      await noteChange(tx, 'network', '');
    });
    other = await openServices(place, { clock: () => now });
  });

  afterEach(async () => {
    await one.close();
    await other.close();
    await place.drop();
  });

  const write = (work: (tx: Tx) => Promise<void>, by = one) =>
    by.database.write(async (tx) => {
      await work(tx);
      await noteChange(tx, 'session', 'a');
    });
  const seen = async (by = other) => {
    const session = (await by.world.current()).world.index.get('a');
    return session && plainSession(session);
  };

  test('before any import there is nothing to answer from', async () => {
    const empty = await ready();
    const services = await openServices(empty, { createKeys: true });
    await expect(services.world.current()).rejects.toThrow('no network');

    await services.database.write(async (tx) => {
      await plantNetwork(tx);
      await noteChange(tx, 'network', '');
    });
    expect((await services.world.current()).world.network.head.id).toBe('n1');
    await services.close();
    await empty.drop();
  });

  test('a session is there for both processes as soon as its write is answered', async () => {
    await write((tx) => plantSession(tx, 'a'));
    for (const services of [one, other]) {
      expect(await seen(services)).toMatchObject({ id: 'a', counsellor: 'c1', firm: 0, holds: [], dated: false });
    }
  });

  test('whoever starts among many sessions knows them all', async () => {
    const many = 5_200;
    await write((tx) => plantSession(tx, 'a'));
    const row = await one.database.reader.first(raw<Record<string, unknown>>('select * from session'), {});
    await one.database.write((tx) => tx.run(raw(copySession(Object.keys(row!), many)), {}));
    const third = await openServices(place, { clock: () => now, asFound: true });
    expect((await third.world.current()).world.index.size).toBe(1 + many);
    await third.close();
  });

  test('bookings count by their state; all changes of one transaction are seen once', async () => {
    await write(async (tx) => {
      await plantSession(tx, 'a');
      await plantBooking(tx, { id: 'b1', session: 'a', patron: 'p1', state: 'confirmed', people: 2 });
      await plantBooking(tx, { id: 'b2', session: 'a', patron: 'p1', state: 'held', heldUntil: MONDAY_8 });
      await plantBooking(tx, { id: 'b3', session: 'a', patron: 'p1', state: 'cancelled' });
      await plantBooking(tx, { id: 'b4', session: 'a', patron: 'p1', state: 'no_show' });
      await noteChange(tx, 'session', 'a');
      await noteChange(tx, 'session', 'a');
    });
    expect(await seen()).toMatchObject({ firm: 3, holds: [{ until: MONDAY_8, people: 1 }] });

    await write((tx) => tx.run(raw(`update booking set state = 'cancelled' where id = 'b1'`), {}).then(() => {}));
    expect(await seen()).toMatchObject({ firm: 1 });
    // A process that starts now reads the same.
    const third = await openServices(place, { clock: () => now, asFound: true });
    expect(await seen(third)).toEqual(await seen());
    await third.close();
  });

  test('a session that is gone is gone', async () => {
    await write((tx) => plantSession(tx, 'a'));
    await seen();
    await write((tx) => tx.run(raw(`update session set gone_at = 1 where id = 'a'`), {}).then(() => {}));
    expect(await seen()).toBeUndefined();
  });

  test('what was rolled back is never seen', async () => {
    const failed = write(async (tx) => {
      await plantSession(tx, 'a');
      await noteChange(tx, 'session', 'a');
      throw new RangeError('no');
    });
    await expect(failed).rejects.toBeInstanceOf(RangeError);
    expect(await seen(one)).toBeUndefined();
    expect(await seen()).toBeUndefined();
  });

  test('a change without a note is not seen: the control for all of the above', async () => {
    await one.database.write((tx) => plantSession(tx, 'a'));
    expect(await seen()).toBeUndefined();
  });

  test('an import is seen with its version', async () => {
    await one.database.write(async (tx) => {
      await plantNetwork(tx, 'v2');
      await noteChange(tx, 'network', '');
    });
    expect((await other.world.current()).world.network.version).toBe('v2');
  });

  test('many callers at once all see what was committed before they asked', async () => {
    await write((tx) => plantSession(tx, 'a'));
    for (let round = 1; round <= 20; round++) {
      const before = Array.from({ length: 5 }, () => seen());
      await write((tx) =>
        plantBooking(tx, { id: `b${round}`, session: 'a', patron: 'p1', state: 'confirmed', people: 1 }),
      );
      const after = await Promise.all(Array.from({ length: 5 }, () => seen()));
      expect(after.map((session) => session?.firm)).toEqual([round, round, round, round, round]);
      await Promise.all(before);
    }
  });

  test('who slept while changes were swept loads everything anew', async () => {
    await write((tx) => plantSession(tx, 'a'));
    now += DAY + 3_600_000;
    // Swept before the other process ever looked; it is still within its own day, so only the mark can tell it.
    await one.database.write((tx) => sweepChanges(tx));
    const left = await one.database.reader.first(raw<{ n: number }>('select count(*) as n from change'), {});
    now -= DAY + 3_600_000;

    expect(left?.n).toBe(0);
    expect(await seen()).toMatchObject({ id: 'a' });
  });

  test('a sweep leaves what is younger than a day', async () => {
    now += 2 * DAY;
    await write((tx) => plantSession(tx, 'a'));
    await one.database.write((tx) => sweepChanges(tx));
    const left = await one.database.reader.first(raw<{ n: number }>('select count(*) as n from change'), {});
    expect(left?.n).toBe(1);
  });

  test('a failing look loses nothing: the next one loads all', async () => {
    await seen();
    await write((tx) => plantSession(tx, 'a'));
    await one.database.write((tx) => tx.run(raw('alter table booking rename to away'), {}));
    await expect(seen()).rejects.toThrow();
    await one.database.write((tx) => tx.run(raw('alter table away rename to booking'), {}));

    expect(await seen()).toMatchObject({ id: 'a' });
  });
});
