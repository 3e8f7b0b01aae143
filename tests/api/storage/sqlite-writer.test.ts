import { DatabaseSync } from 'node:sqlite';
import { closeSync, existsSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CannotWrite, type Database, type Tx } from '../../../api/storage/engine/database.ts';
import { SqliteFile } from '../../../api/storage/engine/sqlite/sqlite-file.ts';
import { SqliteWriter } from '../../../api/storage/engine/sqlite/sqlite-writer.ts';
import type { Standing } from '../../../api/storage/engine/standing.ts';
import { openDatabase } from '../../../api/storage/engine/open-database.ts';
import { freshDatabase, type FreshDatabase } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';

describe('the writer queue of SQLite', () => {
  let place: FreshDatabase;
  let path: string;
  let database: Database;

  beforeEach(async () => {
    place = await freshDatabase('sqlite');
    path = place.databaseUrl.slice('file:'.length);
    database = await openDatabase({ url: place.databaseUrl });
    await database.write((tx) => tx.run(raw('create table t (n integer primary key, filler text)'), {}));
  });

  afterEach(async () => {
    await database.close();
    await place.drop();
  });

  const standing = () => database.standing();
  const add = (n: number) => (tx: Tx) => tx.run(raw(`insert into t (n) values (${n})`), {});
  const count = async () => (await database.reader.first(raw<{ n: number }>('select count(*) as n from t'), {}))?.n;

  test('verbs that wait together share a commit, and each sees those before it', async () => {
    let ticks = 0;
    const clocked = await openDatabase({ url: place.databaseUrl, clock: () => ++ticks });
    const seen = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        clocked.write(async (tx) => {
          await add(n)(tx);
          return { now: tx.now, rows: (await tx.first(raw<{ n: number }>('select count(*) as n from t'), {}))?.n };
        }),
      ),
    );
    await clocked.close();

    // A batch has one now, and ends after some milliseconds: fewer nows than verbs are fewer commits.
    expect(new Set(seen.map((one) => one.now)).size).toBeLessThan(10);
    expect(seen.map((one) => one.rows)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
  });

  test('no answer, not even a no, goes out before the commit', async () => {
    const other = new DatabaseSync(path, { readOnly: true });
    const committed = () => other.prepare('select count(*) as n from t').get()?.n;
    const answers: unknown[] = [];
    const refused = () => Promise.reject(new RangeError('no'));

    await Promise.allSettled([
      database.write(refused).catch(() => answers.push(committed())),
      database.write(add(1)).then(() => answers.push(committed())),
    ]);
    other.close();
    expect(answers).toEqual([1, 1]);
  });

  test('a commit that fails is CannotWrite for the whole batch, and the next batch is written', async () => {
    await database.write((tx) => tx.run(raw('create table child (n integer references t (n))'), {}));
    // However slow the machine is, the three share a batch.
    const patient = new SqliteWriter(new SqliteFile(path), () => 0, { batchMs: 10_000 });
    const outcomes = await Promise.allSettled([
      patient.write(add(1)),
      patient.write(async (tx) => {
        await tx.rows(raw('pragma defer_foreign_keys = on'), {});
        await tx.run(raw('insert into child values (99)'), {});
      }),
      patient.write(() => Promise.reject(new RangeError('no'))),
    ]);

    for (const one of outcomes) expect(one).toMatchObject({ reason: expect.any(CannotWrite) });
    expect(await count()).toBe(0);
    await patient.write(add(2));
    expect(await count()).toBe(1);
    await patient.close();
  });

  test('another process that writes is waited for, and the event loop goes on meanwhile', async () => {
    const other = new DatabaseSync(path);
    other.exec('begin immediate; insert into t (n) values (1)');
    let longest = 0;
    let last = performance.now();
    const heart = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);

    const verb = database.write(add(2));
    await sleep(300);
    other.exec('commit');
    other.close();
    await verb;
    clearInterval(heart);

    expect(await count()).toBe(2);
    // A busy time-out of 300 ms or more inside SQLite would have stood still for that long.
    expect(longest).toBeLessThan(150);
  });

  test('one that does not end in time is answered with CannotWrite', async () => {
    const writer = new SqliteWriter(new SqliteFile(path), () => 0, { waitMs: 100, restMs: 0 });
    const other = new DatabaseSync(path);
    other.exec('begin immediate');
    await expect(writer.write(add(1))).rejects.toBeInstanceOf(CannotWrite);
    other.exec('rollback');
    other.close();

    await writer.write(add(1));
    await writer.close();
    expect(await count()).toBe(1);
  });

  test('a full disk takes its batch with it, stops writing, and writing goes on once there is room', async () => {
    const pages = await database.write((tx) => tx.first(raw<{ page_count: number }>('pragma page_count'), {}));
    await database.write((tx) => tx.rows(raw(`pragma max_page_count = ${pages?.page_count}`), {}));
    const filler = 'x'.repeat(20_000);
    const outcomes = await Promise.allSettled([
      database.write(add(1)),
      database.write((tx) => tx.run(raw(`insert into t values (2, '${filler}')`), {})),
      database.write(add(3)),
    ]);

    expect(outcomes[1]).toMatchObject({ reason: expect.any(CannotWrite) });
    const answered = outcomes.filter((one) => one.status === 'fulfilled').length;
    expect(await count()).toBe(answered);
    await expect(database.write(add(4))).rejects.toBeInstanceOf(CannotWrite);
    expect(database.standing()).toMatchObject({ writes: 'stopped', why: 'full' });
    expect(await count()).toBe(answered);

    // By itself: nobody has to ask for a write.
    await expect.poll(standing).toEqual({ writes: 'open' });
    await database.write((tx) => tx.run(raw(`insert into t values (5, '${filler}')`), {}));
    expect(await count()).toBe(answered + 1);
  });

  test('a damaged file is not written to again', async () => {
    await database.write((tx) => tx.run(raw(`insert into t values (1, '${'x'.repeat(200_000)}')`), {}));
    await database.close();
    const size = statSync(path).size;
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(size - 4096, 0xa5), 0, size - 4096, 4096);
    closeSync(file);

    database = await openDatabase({ url: place.databaseUrl });
    await expect(database.write(add(2))).rejects.toBeInstanceOf(CannotWrite);
    expect(database.standing()).toMatchObject({ writes: 'stopped', why: 'damaged' });
    await sleep(1_050);
    await expect(database.write(add(3))).rejects.toBeInstanceOf(CannotWrite);
  });

  test('a file that was taken away is not written to, nor is an empty one made in its place', async () => {
    await database.write(add(1));
    const told: Standing[] = [];
    database.onStanding((standing) => told.push(standing));
    renameSync(path, `${path}.away`);

    expect(database.standing()).toMatchObject({ writes: 'stopped', why: 'replaced' });
    await expect(database.write(add(2))).rejects.toBeInstanceOf(CannotWrite);
    expect(await count()).toBe(1);
    await sleep(1_050);
    expect(existsSync(path)).toBe(false);
    expect(told).toEqual([database.standing()]);
  });

  test('what stands in a log that was taken away is saved into the file', async () => {
    await database.write(add(1));
    rmSync(`${path}-wal`);
    await expect(database.write(add(2))).rejects.toBeInstanceOf(CannotWrite);
    expect(database.standing()).toMatchObject({ why: 'replaced' });

    await database.close();
    database = await openDatabase({ url: place.databaseUrl });
    expect(await count()).toBe(1);
    await database.write(add(2));
  });

  test('the file is readable by its owner only', () => {
    if (process.platform === 'win32') return;
    for (const end of ['', '-wal']) expect(statSync(path + end).mode & 0o077).toBe(0);
  });
});
