import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openServices, type OpenServices } from '../../../api/services.ts';
import type { Database, Reader, Tx } from '../../../api/storage/engine/database.ts';
import { noteChange } from '../../../api/storage/stores/change-store.ts';
import { openLiveWorld } from '../../../api/storage/world/live-world.ts';
import type { LiveWorld } from '../../../api/storage/world/world.ts';
import { ENGINES, type FreshDatabase } from '../../support/engines.ts';
import { plainSession } from '../../support/plain-session.ts';
import { raw } from '../../support/raw-statement.ts';
import { MONDAY_8, plantBooking, plantNetwork, plantPatron, plantSession } from '../../support/small-world.ts';

const DAY = 24 * 3_600_000;
const SESSIONS = 12_000;
/** What is known before anybody is answered, and a day on either side. */
const SOON = MONDAY_8 + 4 * DAY;

describe.each(ENGINES)('a large library that has just been started, on $engine', ({ engine, ready }) => {
  let place: FreshDatabase;
  let services: OpenServices;
  let now: number;

  beforeEach(async () => {
    now = MONDAY_8 - DAY;
    place = await ready();
    services = await openServices(place, { createKeys: true, clock: () => now });
    await services.database.write(async (tx) => {
      await plantNetwork(tx);
      await plantPatron(tx, 'p1');
      // One every five minutes, for six weeks.
      const start = `${MONDAY_8} + ${engine === 'postgres' ? 'n::bigint' : 'n'} * 300000`;
      await tx.run(
        raw(`insert into session
          (id, service, counsellor, branch, mode, starts_at, ends_at, counsellor_until, local_on, places, created_at)
          with recursive numbers (n) as (select 0 union all select n + 1 from numbers where n < ${SESSIONS - 1})
          select 's' || n, 's1', 'c1', 'b1', 'phone', ${start}, ${start} + 3600000, ${start} + 3600000, '2026-11-23', 4, 0
          from numbers`),
        {},
      );
      await noteChange(tx, 'network', '');
    });
  });

  afterEach(async () => {
    await services.close();
    await place.drop();
  });

  const write = (id: string, work: (tx: Tx) => Promise<unknown>) =>
    services.database.write(async (tx) => {
      await work(tx);
      await noteChange(tx, 'session', id);
    });
  const known = async (world: LiveWorld, ids: string[]) => {
    const { index } = (await world.current()).world;
    return [index.size, ...ids.map((id) => index.get(id)).map((session) => session && plainSession(session))];
  };

  test('is answered about the next days while later ones are read, and loses nothing that changes meanwhile', async () => {
    const world = await openLiveWorld(services.database, () => now);
    const all = { isKnown: false };
    const whole = world.current().then(() => (all.isKnown = true));
    const first = await world.current(SOON);
    expect(all.isKnown).toBe(false);
    expect(first.world.index.size).toBeLessThan(SESSIONS);
    expect(first.world.index.get(`s${4 * 288}`)).toMatchObject({ startsAt: SOON });

    const changed: string[] = [];
    let meanwhile = 0;
    const change = async (id: string, work: (tx: Tx) => Promise<unknown>) => {
      await write(id, work);
      changed.push(id);
      if (!all.isKnown) meanwhile++;
      await world.current(SOON);
    };
    for (let round = 0; !all.isKnown; round++) {
      const gone = `s${SESSIONS - 1_001 - round}`;
      await change(gone, (tx) => tx.run(raw(`update session set gone_at = 1 where id = '${gone}'`), {}));
      await change(`n${round}`, (tx) => plantSession(tx, `n${round}`, MONDAY_8 + 40 * DAY));
      // One that is read last, one in between, and one that is known.
      for (const id of [`s${SESSIONS - 1 - round}`, `s${SESSIONS / 2 + round}`, `s${round}`])
        await change(id, (tx) => plantBooking(tx, { id: `b-${id}`, session: id, patron: 'p1', state: 'confirmed' }));
    }
    await whole;
    expect(meanwhile).toBeGreaterThan(0);
    const fresh = await openLiveWorld(services.database, () => now);
    expect(await known(world, changed)).toEqual(await known(fresh, changed));
  });

  test('a fault while later days are read is told to who waits for them; once it is gone all are read', async () => {
    let failing = true;
    const rows: Reader['rows'] = async (statement, params) => {
      const later = Object.values(params).some((value) => typeof value === 'number' && value > MONDAY_8 + DAY);
      if (failing && later) throw new RangeError('the disk');
      return services.database.reader.rows(statement, params);
    };
    const reader = new Proxy(services.database.reader, {
      get: (target, name) => (name === 'rows' ? rows : Reflect.get(target, name).bind(target)),
    });
    const database = new Proxy(services.database, {
      get: (target, name) => (name === 'reader' ? reader : Reflect.get(target, name)),
    }) as Database;

    // The first page is read, and all that was waited for is in it.
    now = MONDAY_8 - 6 * DAY;
    const world = await openLiveWorld(database, () => now);
    await expect(world.current()).rejects.toThrow('the disk');
    expect((await world.current(MONDAY_8)).world.index.get('s0')).toBeDefined();
    failing = false;
    expect((await world.current()).world.index.size).toBe(SESSIONS);
  });

  test('what is a day in the past is let go of once a day, and what is to come stays', async () => {
    const world = await openLiveWorld(services.database, () => now);
    expect((await world.current()).world.index.size).toBe(SESSIONS);
    const { index } = (await world.current()).world;

    now = MONDAY_8 + 10 * DAY;
    const then = (await world.current()).world.index;
    // Those that ended nine days after the first had begun, and the hour that one takes, are past.
    expect(then.size).toBe(SESSIONS - 9 * 288 + 12);
    expect(then).toBe(index);
    // The clock is put back: what was let go of is to come again.
    now = MONDAY_8 - DAY;
    expect((await world.current()).world.index.size).toBe(SESSIONS);
  });
});
