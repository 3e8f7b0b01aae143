import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openServices, type OpenServices } from '../../../api/services.ts';
import { readHead, writeHead } from '../../../api/storage/audit/audit-head.ts';
import { CannotOpen } from '../../../api/storage/engine/cannot-open.ts';
import { lastSeal } from '../../../api/storage/audit/audit-chain-store.ts';
import { noteChange } from '../../../api/storage/stores/change-store.ts';
import { AuditRecord } from '../../support/audit-record.ts';
import { runCommand } from '../../support/commands/run-command.ts';
import { ENGINES, type FreshDatabase } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';
import { plantNetwork, plantSession } from '../../support/small-world.ts';

const DAY_MS = 86_400_000;

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
  const acceptedFacts = async ({ database }: OpenServices) => {
    const accepted = raw<{ facts: string }>(`select facts from audit where action = 'audit.accepted'`);
    return (await database.reader.rows(accepted, {})).map(({ facts }) => JSON.parse(facts) as unknown);
  };
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
    expect(await acceptedFacts(services)).toEqual([{ expected: 20, fault: 'ahead', found: 12 }]);
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

  test('sessions and lines that were altered are named; accepting goes on with them as they are, and says so in the record', async () => {
    const services = await start();
    const { database } = services;
    await database.write(async (tx) => {
      await plantNetwork(tx);
      await plantSession(tx, 'moved', Math.floor(Date.now() / DAY_MS - 3) * DAY_MS);
      await noteChange(tx, 'session', 'moved');
    });
    const [line] = await database.reader.rows(raw<{ id: string }>('select id from audit order by id desc limit 1'), {});
    const guard = engine === 'postgres' ? 'alter table audit disable trigger user' : 'drop trigger audit_no_update';
    await database.write(async (tx) => {
      await tx.run(raw(guard), {});
      await tx.run(raw(`update audit set action = 'booking.confirmed' where id = '${line!.id}'`), {});
      await tx.run(raw(`update session set places = 40 where id = 'moved'`), {});
    });
    await services.close();

    await expect(start()).rejects.toThrow(/one session is not as written: moved/);
    expect((await verify()).said).toContain('moved');
    expect((await audit('accept')).code).toBe(0);

    const again = await start();
    expect(await acceptedFacts(again)).toEqual([{ found: 20, lines: [line!.id], sessions: ['moved'] }]);
    const kept = await again.database.reader.first(raw<{ places: number }>('select places from session'), {});
    expect(kept?.places).toBe(40);
    await again.close();
    // What a line says cannot be put right: it is named for good.
    const verified = await verify();
    expect(verified).toMatchObject({ code: 1, said: expect.stringContaining('\n1 faults.') });
    expect(verified.said).toContain(line!.id);
    expect((await audit('accept')).code).toBe(1);
  });

  test('there is nothing to accept where nothing is wrong, and no other verb', async () => {
    expect((await audit('accept')).code).toBe(1);
    expect((await audit('mend')).code).toBe(2);
  });
});
