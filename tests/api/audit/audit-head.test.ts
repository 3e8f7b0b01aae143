import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openServices } from '../../../api/services.ts';
import { readHead, writeHead } from '../../../api/storage/audit/audit-head.ts';
import { CannotOpen } from '../../../api/storage/engine/cannot-open.ts';
import { lastSeal } from '../../../api/storage/audit/audit-chain-store.ts';
import { AuditRecord } from '../../support/audit-record.ts';
import { runCommand } from '../../support/commands/run-command.ts';
import { ENGINES, type FreshDatabase } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';

describe.each(ENGINES)('a start beside an audit head on $engine', ({ engine, ready }) => {
  let place: FreshDatabase;
  beforeEach(async () => {
    place = await ready();
    const record = await AuditRecord.open(place);
    await record.write(20);
    await record.sealAll();
    const { database, databaseId } = record.services;
    await writeHead(place.dataDir, databaseId, (await lastSeal(database.reader))!, Date.UTC(2026, 10, 23, 8));
    await record.close();
  });
  afterEach(() => place.drop());

  /** As an older copy of the database has it. */
  const goBack = async () => {
    const { database, close } = await openServices(place, {});
    await database.write(async (tx) => {
      const guards =
        engine === 'postgres' ? ['alter table audit_seal disable trigger user'] : ['drop trigger audit_seal_no_delete'];
      for (const sql of [...guards, 'delete from audit_seal where seq > 12']) await tx.run(raw(sql), {});
    });
    await close();
  };
  const start = () => openServices(place, {});
  const command = async (name: 'audit-command' | 'safekeeping/verify', ...args: string[]) => {
    const environment = { DATA_DIR: place.dataDir, DATABASE_URL: place.databaseUrl };
    const { status, stdout } = await runCommand(name, args, environment);
    return { code: status, said: stdout };
  };
  const verify = () => command('safekeeping/verify');
  const audit = (verb: string) => command('audit-command', verb);

  test('goes on where the database is as far or further', async () => {
    await (await start()).close();
    const record = await AuditRecord.open(place);
    await record.write(3);
    await record.sealAll();
    await record.close();
    await (await start()).close();
    expect(await verify()).toMatchObject({
      code: 0,
      said: expect.stringContaining('23 sealed lines, 0 not sealed yet: 0 faults'),
    });
  });

  test('goes on where a process was killed between its first seal and the head after it', async () => {
    const young = await ready();
    const record = await AuditRecord.open(young);
    await record.write(3);
    await record.sealAll();
    await record.close();
    expect(readHead(young.dataDir)?.seq).toBe(0);
    await (await openServices(young, {})).close();
    await young.drop();
  });

  test('is refused over an older copy, in words that say what was found and what to do; accepting it is put on record', async () => {
    await goBack();
    const refused = await start().catch((error: unknown) => error as CannotOpen);
    expect(refused).toBeInstanceOf(CannotOpen);
    expect((refused as CannotOpen).message).toMatch(
      /behind its audit record: audit-head\.json in DATA_DIR has 20 sealed lines of 2026-11-23T08:00:00\.000Z, the database has 12\..*node run\.mjs audit accept/,
    );

    const verified = await verify();
    expect(verified).toMatchObject({
      code: 1,
      said: expect.stringContaining('12 sealed lines, 8 not sealed yet: 0 faults'),
    });
    expect(verified.said).toContain('behind its audit record');

    expect((await audit('accept')).code).toBe(0);
    const services = await start();
    const lines = await services.database.reader.rows(
      raw<{ action: string; facts: string }>(`select action, facts from audit where action = 'audit.accepted'`),
      {},
    );
    expect(lines.map(({ facts }) => JSON.parse(facts) as unknown)).toEqual([
      { expected: 20, fault: 'ahead', found: 12 },
    ]);
    await services.close();
    expect((await verify()).code).toBe(0);
    expect(readHead(place.dataDir)?.seq).toBe(21);
  });

  test('is refused where another line stands in the head’s place, where the head is gone, damaged or another’s', async () => {
    const head = readHead(place.dataDir)!;
    const path = join(place.dataDir, 'audit-head.json');
    const seal = { seq: head.seq, line: '', hash: new Uint8Array(32) };
    const cases: [() => Promise<void>, RegExp][] = [
      [() => writeHead(place.dataDir, head.databaseId, seal, head.at), /not the one that was sealed/],
      [
        () =>
          writeHead(place.dataDir, crypto.randomUUID(), { ...seal, hash: Buffer.from(head.hash, 'base64') }, head.at),
        /of another database/,
      ],
      [async () => writeFileSync(path, '{"seq":'), /is damaged/],
      [async () => rmSync(path), /is missing from DATA_DIR, and the database has 20 sealed lines/],
    ];
    for (const [change, said] of cases) {
      await change();
      await expect(start()).rejects.toThrow(said);
    }
    await writeHead(place.dataDir, head.databaseId, { ...seal, hash: Buffer.from(head.hash, 'base64') }, head.at);
    await (await start()).close();
  });

  test('makes its own where a folder has never had this database: another machine with the same keys', async () => {
    const dataDir = `${place.dataDir}-2`;
    cpSync(join(place.dataDir, 'keys'), join(dataDir, 'keys'), { recursive: true });
    await (await openServices({ ...place, dataDir }, {})).close();
    rmSync(dataDir, { recursive: true });
  });

  test('there is nothing to accept where nothing is wrong, and no other verb', async () => {
    expect((await audit('accept')).code).toBe(1);
    expect((await audit('mend')).code).toBe(2);
  });
});
