import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CannotWrite, type Database, type Tx } from '../../../api/storage/engine/database.ts';
import type { Standing } from '../../../api/storage/engine/standing.ts';
import { openDatabase } from '../../../api/storage/engine/open-database.ts';
import { freshDatabase, type FreshDatabase } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';

describe('transactions on PostgreSQL', () => {
  let place: FreshDatabase;
  let database: Database;

  beforeEach(async () => {
    place = await freshDatabase('postgres');
    database = await openDatabase({ url: place.databaseUrl });
    await database.write(async (tx) => {
      await tx.run(raw('create table t (n integer primary key, hits integer not null default 0)'), {});
      await tx.run(raw('insert into t values (1), (2)'), {});
    });
  });

  afterEach(async () => {
    await database.close();
    await place.drop();
  });

  const hit = (tx: Tx, n: number) => tx.run(raw(`update t set hits = hits + 1 where n = ${n}`), {});
  const hits = async () =>
    (await database.reader.rows(raw<{ hits: number }>('select hits from t order by n'), {})).map((row) => row.hits);

  /** Both hold their first row before either asks for its second. */
  function crossing() {
    let arrived = 0;
    let open = () => {};
    const both = new Promise<void>((resolve) => (open = resolve));
    return async () => {
      if (++arrived === 2) open();
      await both;
    };
  }

  test('two verbs in a deadlock both succeed: one is run again', async () => {
    const meet = crossing();
    const runs = [0, 0];
    await Promise.all(
      [[1, 2] as const, [2, 1] as const].map((order, who) =>
        database.write(async (tx) => {
          runs[who] = (runs[who] ?? 0) + 1;
          await hit(tx, order[0]);
          await meet();
          await hit(tx, order[1]);
        }),
      ),
    );
    expect(await hits()).toEqual([2, 2]);
    expect(runs.toSorted()).toEqual([1, 2]);
  });

  test('control: without the retry one of the two is lost', async () => {
    const meet = crossing();
    const clients = await Promise.all(
      [0, 1].map(async () => {
        const client = new pg.Client({ connectionString: place.databaseUrl });
        await client.connect();
        return client;
      }),
    );
    const outcomes = await Promise.allSettled(
      [[1, 2] as const, [2, 1] as const].map(async (order, who) => {
        await clients[who]?.query(`begin; update t set hits = hits + 1 where n = ${order[0]}`);
        await meet();
        await clients[who]?.query(`update t set hits = hits + 1 where n = ${order[1]}; commit`);
      }),
    );
    await Promise.all(clients.map((client) => client.end()));
    expect(outcomes.filter((one) => one.status === 'rejected')).toHaveLength(1);
  });

  test('a connection that is lost in a verb is CannotWrite, and the next verb has another', async () => {
    const lost = database.write(async (tx) => {
      await hit(tx, 1);
      await tx.rows(raw('select pg_terminate_backend(pg_backend_pid())'), {});
      await hit(tx, 2);
    });
    await expect(lost).rejects.toBeInstanceOf(CannotWrite);

    await database.write((tx) => hit(tx, 2));
    expect(await hits()).toEqual([0, 1]);
  });

  test('idle connections that the server ends do not end the process', async () => {
    await Promise.all([hits(), hits(), hits()]);
    const outside = new pg.Client({ connectionString: place.databaseUrl });
    await outside.connect();
    await outside.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`);
    await outside.end();
    await new Promise((resolve) => setTimeout(resolve, 50));

    expect(await hits()).toEqual([0, 0]);
  });

  test('a verb that swallows a failed statement without attempt() is a bug, not a success', async () => {
    const verb = database.write(async (tx) => {
      await tx.run(raw('insert into t values (1)'), {}).catch(() => undefined);
      return 'done';
    });
    await expect(verb).rejects.toThrow('outside attempt()');
  });

  test('more verbs at once than connections all come to their turn', async () => {
    await Promise.all(Array.from({ length: 60 }, () => database.write((tx) => hit(tx, 1))));
    expect(await hits()).toEqual([60, 0]);
  });

  /** As an administrator of the server, from another database. */
  async function onTheServer(sql: string): Promise<void> {
    const url = new URL(place.databaseUrl);
    const name = url.pathname.slice(1);
    url.pathname = '/postgres';
    const admin = new pg.Client({ connectionString: url.href });
    await admin.connect();
    await admin.query(sql.replaceAll('DATABASE', `"${name}"`));
    await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
    await admin.end();
  }

  const standing = () => database.standing();

  test('a server that takes no writes stops writing, is read on, and is written to again by itself', async () => {
    const told: Standing[] = [];
    database.onStanding((standing) => told.push(standing));
    await database.write((tx) => tx.run(raw('create table meta (key text primary key, value text not null)'), {}));
    await onTheServer('alter database DATABASE set default_transaction_read_only = on');

    await expect
      .poll(() => database.write((tx) => hit(tx, 1)).catch((fault: unknown) => fault))
      .toBeInstanceOf(CannotWrite);
    await expect.poll(standing).toMatchObject({ writes: 'stopped', why: 'read_only' });
    const written = await hits();

    await onTheServer('alter database DATABASE reset default_transaction_read_only');
    await expect.poll(standing).toEqual({ writes: 'open' });
    await database.write((tx) => hit(tx, 1));
    expect(await hits()).toEqual([written[0]! + 1, 0]);
    expect(told.map(({ writes }) => writes)).toEqual(['stopped', 'open']);
    expect(await database.reader.rows(raw('select * from meta'), {})).toEqual([]);
  });

  test('a server that cannot be reached is seen with nobody asking, and so is its return', async () => {
    await hits();
    await onTheServer('alter database DATABASE allow_connections false');
    await expect.poll(standing).toMatchObject({ writes: 'stopped', why: 'unreachable' });
    const asked = performance.now();
    await expect(database.write((tx) => hit(tx, 1))).rejects.toBeInstanceOf(CannotWrite);
    expect(performance.now() - asked).toBeLessThan(500);

    await onTheServer('alter database DATABASE allow_connections true');
    await expect.poll(standing).toEqual({ writes: 'open' });
    await database.write((tx) => hit(tx, 1));
  });

  test('a connection that is lost on the way is not the server’s end', async () => {
    const told: Standing[] = [];
    database.onStanding((standing) => told.push(standing));
    await onTheServer('select 1');
    await expect
      .poll(() =>
        database
          .write((tx) => hit(tx, 1))
          .then(
            () => true,
            () => false,
          ),
      )
      .toBe(true);
    expect(told).toEqual([]);
  });

  test('nobody listens there: CannotWrite', async () => {
    const nowhere = await openDatabase({ url: 'postgres://postgres@127.0.0.1:9/none' });
    await expect(nowhere.write(async () => 1)).rejects.toBeInstanceOf(CannotWrite);
    await expect(nowhere.reader.first(raw('select 1'), {})).rejects.toBeInstanceOf(CannotWrite);
    await nowhere.close();
  });
});
