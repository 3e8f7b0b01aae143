import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importNetwork } from '../../../api/features/network/import-network.ts';
import { openServices } from '../../../api/services.ts';
import { readBackupRecord } from '../../../api/storage/backup/backup-record.ts';
import { findPostgresTools } from '../../../api/storage/backup/copy/postgres-tools.ts';
import { openBackupEngine, type BackupEngine, type BackupPlace } from '../../support/backups/backup-place.ts';
import { startApi } from '../../support/child-program.ts';
import { smallNetwork } from '../../support/network-file.ts';

const DAY = 86_400_000;

describe('backups in their folder', { timeout: 120_000 }, () => {
  let engine: BackupEngine;
  let place: BackupPlace;
  let databaseId: string;
  beforeAll(async () => {
    engine = (await openBackupEngine('sqlite'))!;
    place = await engine.place();
    const services = await openServices(place, { createKeys: true });
    ({ databaseId } = services);
    await services.close();
  });
  afterAll(() => engine.close());

  const named = (id: string, daysAgo: number) => {
    const stamp = new Date(Date.now() - daysAgo * DAY).toISOString().slice(0, 19).replaceAll(':', '-');
    const name = `quietroom-${id.slice(0, 8)}-${stamp}Z-0a1b2c.age`;
    writeFileSync(join(place.folder, name), 'old');
    return name;
  };
  const record = async () => {
    const services = await openServices(place);
    const found = await readBackupRecord(services.database.reader);
    await services.close();
    return found;
  };

  test('expire once a new one stands: this library’s own, and nobody else’s', async () => {
    const [expired, kept, another] = [named(databaseId, 36), named(databaseId, 34), named('00000000', 400)];
    const left = join(place.folder, '.quietroom-x.age.part');
    writeFileSync(left, 'half');
    utimesSync(left, new Date(Date.now() - 2 * DAY), new Date(Date.now() - 2 * DAY));
    expect(await place.run('backup', [])).toMatchObject({ status: 0, stderr: expect.stringContaining('1 expired') });
    expect(place.backups()).toEqual(expect.arrayContaining([kept, another]));
    expect(place.backups()).not.toContain(expired);
    expect(place.backups()).toHaveLength(3);
  });

  test('do not expire when the new one did not come about; why is shown, and nothing half done is left', async () => {
    const old = named(databaseId, 50);
    const before = place.backups();
    const missing = await place.run('backup', ['--to', join(place.folder, 'none')]);
    expect(missing).toMatchObject({ status: 2, stderr: expect.stringContaining('cannot be written to') });
    expect((await record()).lastFailure?.fault).toBe('no_folder');
    expect((await place.run('backup', [], { BACKUP_RECIPIENT: `age1${'q'.repeat(58)}` })).status).toBe(2);
    expect(place.backups()).toEqual(before);
    rmSync(join(place.folder, old));
  });

  test('need a recipient, a folder and a database, and say so', async () => {
    expect((await place.run('backup', [], { BACKUP_RECIPIENT: '' })).stderr).toContain('Set BACKUP_RECIPIENT');
    expect((await place.run('backup', [], { BACKUP_RECIPIENT: 'me' })).stderr).toContain('BACKUP_RECIPIENT must be');
    expect((await place.run('backup', [], { BACKUP_TO: '' })).stderr).toContain('Name a folder');
    expect((await place.run('backup', [], { DATABASE_URL: 'file:/nowhere/x.db' })).stderr).toContain(
      'There is no database',
    );
    expect(await place.run('backup', ['--to'])).toMatchObject({ status: 2, stderr: expect.stringContaining('usage') });
  });

  test('are made by the service itself, once for several processes', async () => {
    const folder = join(place.folder, 'by-itself');
    mkdirSync(folder);
    const anew = await engine.place();
    const services = await openServices(anew, { createKeys: true });
    // A network is there: the demonstration would be loaded, with two dozen secrets at full cost.
    await importNetwork(services, { ...smallNetwork(), people: [] }, { demo: false });
    await services.close();
    const environment = { ...anew.environment, BACKUP_TO: folder, PORT: '0' } as Record<string, string>;
    const servers = await Promise.all([0, 1].map(() => startApi(['start'], environment)));
    const isDone = () => servers.some((server) => server.output().includes('"backed_up"'));
    await expect.poll(isDone, { timeout: 100_000 }).toBe(true);
    for (const server of servers) expect(await server.stop()).toBe(0);
    expect(
      servers
        .map((server) => server.output())
        .join('')
        .match(/"backed_up"/g),
    ).toHaveLength(1);
    expect(anew.backups(folder)).toHaveLength(1);
  }, 120_000);

  test('of PostgreSQL want its own programs, and say which', async () => {
    const nowhere = { binFolder: place.folder, environment: process.env };
    await expect(findPostgresTools(18, nowhere)).rejects.toThrow(
      /The server is PostgreSQL 18, and there is no pg_dump in PG_BIN .* Install the client programs of PostgreSQL 18 or newer/,
    );
    await expect(findPostgresTools(99, { binFolder: undefined, environment: process.env })).rejects.toThrow(
      /The server is PostgreSQL 99, and there is (no|only) pg_dump/,
    );
  });
});
