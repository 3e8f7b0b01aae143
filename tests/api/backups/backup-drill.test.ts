import { cpSync, readdirSync, readFileSync, rmSync, statSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, type TestContext } from 'vitest';
import { exportNetwork } from '../../../api/features/network/export-network.ts';
import { importNetwork } from '../../../api/features/network/import-network.ts';
import { openServices } from '../../../api/services.ts';
import { verifyAudit } from '../../../api/storage/audit/verify-audit.ts';
import { readBackupRecord } from '../../../api/storage/backup/backup-record.ts';
import { erasedBeside, ErasureList } from '../../../api/storage/rights/erasure-list.ts';
import { LIGHT, openApi, smallNetwork, type TestApi } from '../../support/api.ts';
import {
  NO_TOOLS,
  openBackupEngine,
  startWriting,
  type BackupEngine,
  type BackupPlace,
} from '../../support/backups/backup-place.ts';
import { runProgram } from '../../support/child-program.ts';
import { raw } from '../../support/raw-statement.ts';

const SLOW = 180_000;

describe.each(['sqlite', 'postgres'] as const)('a library that lost its disk, on %s', { timeout: SLOW }, (engine) => {
  let engines: BackupEngine | undefined;
  let place: BackupPlace;
  beforeAll(async () => {
    engines = await openBackupEngine(engine);
    if (!engines) return;
    place = await engines.place();
    const services = await openServices(place, { createKeys: true, hashing: LIGHT });
    await importNetwork(services, smallNetwork(), { demo: true });
    await services.close();
  }, SLOW);
  afterAll(() => engines?.close());
  const here = ({ skip }: TestContext) => engines ?? skip(NO_TOOLS);
  const asApi = ({ databaseUrl, dataDir }: BackupPlace, erased?: () => Promise<void>) =>
    openApi(engine, { place: { databaseUrl, dataDir, drop: async () => {} }, app: { erased } });

  test('comes back as it was: every write that was acknowledged before, the file, the record; and nobody is signed in', async (ctx) => {
    here(ctx);
    const before = await asApi(place);
    const cookie = await before.signInCard();
    const file = await exportNetwork(before.services);
    const writer = await startWriting(place);
    await writer.until(20);
    const acknowledged = writer.acknowledged();
    const taken = await place.run('backup', []);
    await writer.until(writer.acknowledged() + 1);
    await writer.stop();
    expect(taken).toMatchObject({ status: 0, stderr: expect.stringMatching(/read back and (opened|restored)/) });
    expect(statSync(taken.stdout.trim()).mode & 0o777).toBe(0o600);
    expect((await readBackupRecord(before.services.database.reader)).lastGood?.bytes).toBe(
      statSync(taken.stdout.trim()).size,
    );
    await before.close();
    expect(readdirSync(place.dataDir).filter((name) => name.startsWith('backup-work'))).toEqual([]);

    const anew = await place.lost();
    // A program of its own, as an operator runs it.
    const args = [taken.stdout.trim(), '--identity', anew.identityFile];
    runProgram('api/cli/safekeeping/restore.ts', args, anew.environment);
    const after = await asApi(anew);
    const { database, keys } = after.services;
    const rows = await database.reader.rows(
      raw<{ subject: string }>(`select subject from audit where subject like 'write-%'`),
      {},
    );
    const there = new Set(rows.map(({ subject }) => subject));
    const wanted = Array.from({ length: acknowledged }, (_, n) => `write-${n + 1}`);
    expect(wanted.filter((subject) => !there.has(subject))).toEqual([]);
    expect(await exportNetwork(after.services)).toEqual(file);
    expect((await verifyAudit(database.reader, keys)).faults).toEqual([]);
    expect((await after.request('/api/me', { cookie })).status).toBe(401);
    expect((await after.request('/api/me', { cookie: await after.signInCard() })).status).toBe(200);
    await after.close();

    const again = await anew.run('restore', args);
    expect(again).toMatchObject({ status: 2, stderr: expect.stringContaining('a restore replaces nothing') });
  });

  test('does not bring back who was erased after the backup', async (ctx) => {
    const engine = here(ctx);
    const library = await engine.place();
    const services = await openServices(library, { createKeys: true, hashing: LIGHT });
    await importNetwork(services, smallNetwork(), { demo: true });
    await services.close();
    const taken = (await library.run('backup', [])).stdout.trim();
    const before: TestApi = await asApi(library, async () => {
      await new ErasureList(library.dataDir, before.services.database.reader).bringUpToDate();
    });
    const cookie = await before.signInCard();
    const erased = await before.request('/api/me/erasure', {
      method: 'POST',
      json: {},
      cookie,
      key: crypto.randomUUID(),
    });
    expect(erased.status).toBe(200);
    const { databaseId, database } = before.services;
    const beside = new ErasureList(erasedBeside(library.folder, databaseId), database.reader);

    const [saved, all, control] = [await library.lost(), await library.lost(), await library.lost()];
    const said = async ({ run, identityFile }: BackupPlace) =>
      (await run('restore', [taken, '--identity', identityFile])).stderr;
    expect(await said(control)).toContain('and now again: 0.');
    // What was saved from the old disk; and, where nothing was, what lay beside the backups.
    cpSync(join(library.dataDir, 'erasures.jsonl'), join(saved.dataDir, 'erasures.jsonl'));
    expect(await said(saved)).toContain('and now again: 1.');
    await beside.bringUpToDate();
    expect(await said(all)).toContain('and now again: 1.');
    await before.close();
    for (const place of [saved, all]) {
      const after = await asApi(place);
      await expect(after.signInCard()).rejects.toThrow('sign-in answered');
      await after.close();
    }
    const came = await asApi(control);
    expect(await came.signInCard(), 'the control has them back').toBeTruthy();
    await came.close();
  });

  test('nothing is written from a file that is cut, changed or for somebody else, nor without its keys', async (ctx) => {
    const engine = here(ctx);
    const taken = await place.run('backup', []);
    const whole = readFileSync(taken.stdout.trim());
    const anew = await place.lost();
    const other = await engine.place();
    const changed = (name: string, bytes: Uint8Array) => {
      const path = join(anew.dataDir, '..', `${name}-${crypto.randomUUID()}.age`);
      writeFileSync(path, bytes);
      return path;
    };
    const flipped = Uint8Array.from(whole);
    flipped[flipped.length >> 1]! ^= 1;
    const cases: [string[], RegExp][] = [
      [
        [changed('cut', whole.subarray(0, whole.length - 70_000)), '--identity', anew.identityFile],
        /damaged, cut off or no backup/,
      ],
      [[changed('flipped', flipped), '--identity', anew.identityFile], /damaged, cut off or no backup/],
      [[changed('none', Buffer.from('nothing')), '--identity', anew.identityFile], /damaged, cut off or no backup/],
      [[taken.stdout.trim(), '--identity', other.identityFile], /made for another recipient/],
      [[taken.stdout.trim(), '--identity', taken.stdout.trim()], /is no age identity/],
    ];
    for (const [args, said] of cases) {
      expect(await anew.run('restore', args)).toMatchObject({ status: 2, stderr: expect.stringMatching(said) });
      expect(readdirSync(anew.dataDir)).toEqual(['keys']);
    }
    rmSync(join(anew.dataDir, 'keys'));
    expect(await anew.run('restore', [taken.stdout.trim(), '--identity', anew.identityFile])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('There are no keys'),
    });
  });

  test('the disk of a service that is alive is not touched, nor is one that belongs to another', async (ctx) => {
    const engine = here(ctx);
    const taken = await place.run('backup', []);
    const services = await openServices(place);
    const onAlive = await place.run('restore', [taken.stdout.trim(), '--identity', place.identityFile]);
    expect(onAlive).toMatchObject({ status: 2, stderr: expect.stringContaining('a restore replaces nothing') });
    expect(await exportNetwork(services)).toBeDefined();
    await services.close();

    const other = await engine.place();
    await (await openServices(other, { createKeys: true })).close();
    const onOther = await other.run('restore', [taken.stdout.trim(), '--identity', place.identityFile]);
    expect(onOther).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/keys in DATA_DIR .* are not those of the backup/),
    });
  });

  test('a backup that is killed leaves nothing that looks like one; the next one succeeds', async (ctx) => {
    here(ctx);
    const before = place.backups();
    const begun = new Promise<void>((done) => {
      const watcher = watch(place.folder, (_, name) => {
        if (!name?.endsWith('.part')) return;
        watcher.close();
        done();
      });
    });
    const child = place.begin();
    const ended = new Promise((done) => child.once('exit', (_, signal) => done(signal)));
    await begun;
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    expect(place.backups()).toEqual(before);
    expect(readdirSync(place.folder).some((name) => name.endsWith('.part'))).toBe(true);
    expect((await place.run('backup', [])).status).toBe(0);
    expect(place.backups()).toHaveLength(before.length + 1);
  });
});
