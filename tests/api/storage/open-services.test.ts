import { chmodSync, existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openServices } from '../../../api/services.ts';
import { CannotOpen } from '../../../api/storage/engine/cannot-open.ts';
import { migrate } from '../../../api/storage/migrate.ts';
import { openDatabase } from '../../../api/storage/engine/open-database.ts';
import { ENGINES, type FreshDatabase } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';

describe.each(ENGINES)('services on $engine', ({ engine, fresh }) => {
  let place: FreshDatabase;

  beforeEach(async () => {
    place = await fresh();
  });
  afterEach(() => place.drop());

  const create = { createKeys: true };
  const openOnce = async (where: Pick<FreshDatabase, 'databaseUrl' | 'dataDir'> = place) =>
    (await openServices(where, create)).close();
  const refusal = async (where: Pick<FreshDatabase, 'databaseUrl' | 'dataDir'> = place, options = create) => {
    const opened = await openServices(where, options).catch((error: unknown) => error);
    if (!(opened instanceof CannotOpen)) throw new Error(`not refused: ${String(opened)}`);
    return opened.message;
  };

  test('a first start makes keys, tables and the marker, and the next start takes them', async () => {
    await openOnce();
    const keys = readFileSync(join(place.dataDir, 'keys'), 'utf8');
    const again = await openServices(place);
    await again.close();

    expect(readFileSync(join(place.dataDir, 'keys'), 'utf8')).toBe(keys);
    if (process.platform === 'win32') return;
    expect(statSync(join(place.dataDir, 'keys')).mode & 0o777).toBe(0o600);
    expect(statSync(join(place.dataDir, 'database.json')).mode & 0o777).toBe(0o600);
  });

  test('two first starts at once agree on one database and one key', async () => {
    const both = await Promise.all([openServices(place, create), openServices(place, create)]);
    expect(both[0].keys.fingerprint).toBe(both[1].keys.fingerprint);
    for (const one of both) await one.close();
    await openOnce();
  });

  test('without keys serve refuses, says what to set, and makes none', async () => {
    expect(await refusal(place, { createKeys: false })).toMatch(/no keys at .*Set DATA_DIR/);
    expect(existsSync(join(place.dataDir, 'keys'))).toBe(false);
  });

  test('lost keys are not made anew for a database that was sealed with them', async () => {
    await openOnce();
    rmSync(join(place.dataDir, 'keys'));

    expect(await refusal()).toContain('no keys');
    expect(existsSync(join(place.dataDir, 'keys'))).toBe(false);
  });

  test('other keys are refused', async () => {
    await openOnce();
    const path = join(place.dataDir, 'keys');
    const [header] = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, `${header}\n${Buffer.alloc(32, 7).toString('base64url')}\n`);

    expect(await refusal()).toContain('not those that the database was sealed with');
  });

  test('damaged keys are refused', async () => {
    await openOnce();
    truncateSync(join(place.dataDir, 'keys'), 30);
    expect(await refusal()).toContain('damaged');
  });

  test('keys that others can read are refused', async () => {
    if (process.platform === 'win32') return;
    await openOnce();
    chmodSync(join(place.dataDir, 'keys'), 0o644);
    expect(await refusal()).toContain('chmod 600');
  });

  test('a folder in which others can put another file is refused', async () => {
    if (process.platform === 'win32') return;
    await openOnce();
    chmodSync(place.dataDir, 0o777);
    expect(await refusal()).toContain('chmod 700');
  });

  test('never a fresh database over one that should be there', async () => {
    await openOnce();
    const other = await fresh();
    const message = await refusal({ databaseUrl: other.databaseUrl, dataDir: place.dataDir });

    expect(message).toContain(engine === 'sqlite' ? 'is missing' : 'has no tables');
    expect(message).toContain('Set DATABASE_URL');
    if (engine === 'sqlite') expect(existsSync(other.databaseUrl.slice('file:'.length))).toBe(false);
    await other.drop();
  });

  test('nor another database in its place', async () => {
    await openOnce();
    const other = await fresh();
    await openOnce(other);

    expect(await refusal({ databaseUrl: other.databaseUrl, dataDir: place.dataDir })).toContain('is another database');
    await other.drop();
  });

  test('an emptied database is refused', async () => {
    await openOnce();
    if (engine === 'sqlite') truncateSync(place.databaseUrl.slice('file:'.length));
    else {
      const database = await openDatabase({ url: place.databaseUrl });
      await database.write((tx) => tx.run(raw('drop schema public cascade'), {}));
      await database.write((tx) => tx.run(raw('create schema public'), {}));
      await database.close();
    }
    expect(await refusal()).toContain(engine === 'sqlite' ? 'is empty' : 'has no tables');
  });

  test('the marker holds no credentials', async () => {
    const url = new URL(place.databaseUrl);
    if (engine === 'postgres') url.password = 'very-secret';
    await openOnce({ databaseUrl: url.href.replace('file:///', 'file:/'), dataDir: place.dataDir });

    const marker = readFileSync(join(place.dataDir, 'database.json'), 'utf8');
    expect(marker).not.toContain('very-secret');
    expect(marker).not.toContain('postgres@');
  });

  test('two migrations at once run one', async () => {
    const databases = await Promise.all([1, 2].map(() => openDatabase({ url: place.databaseUrl })));
    const births = await Promise.all(
      databases.map((one, i) => migrate(one, { databaseId: `id${i}`, keyring: 'same' })),
    );
    expect(births[0]).toEqual(births[1]);
    for (const one of databases) await one.close();
  });

  test('a database of a newer release is refused and left as it is', async () => {
    await openOnce();
    const database = await openDatabase({ url: place.databaseUrl });
    await database.write((tx) => tx.run(raw(`update meta set value = '999' where key = 'schema_version'`), {}));

    expect(await refusal()).toMatch(/newer release.*schema 999/);
    const version = raw<{ value: string }>(`select value from meta where key = 'schema_version'`);
    expect((await database.reader.first(version, {}))?.value).toBe('999');
    await database.close();
  });

  test('a database that is somebody else’s is refused', async () => {
    const database = await openDatabase({ url: place.databaseUrl });
    await database.write((tx) => tx.run(raw('create table meta (key text primary key, value text)'), {}));
    await database.close();

    expect(await refusal()).toContain('did not make');
  });

  test('a migration that fails leaves nothing behind', async () => {
    const database = await openDatabase({ url: place.databaseUrl });
    await database.write((tx) => tx.run(raw('create table occupancy (n integer)'), {}));
    await expect(openServices(place, create)).rejects.toThrow('occupancy');

    const tables = engine === 'sqlite' ? `sqlite_master where type = 'table'` : `pg_tables where schemaname = 'public'`;
    expect((await database.reader.first(raw<{ n: number }>(`select count(*) as n from ${tables}`), {}))?.n).toBe(1);
    await database.close();
  });
});
