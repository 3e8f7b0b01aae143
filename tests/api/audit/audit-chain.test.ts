import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startSealing } from '../../../api/jobs/audit/start-sealing.ts';
import { readHead } from '../../../api/storage/audit/audit-head.ts';
import { sealAudit } from '../../../api/storage/audit/seal-audit.ts';
import { verifyAudit } from '../../../api/storage/audit/verify-audit.ts';
import { Conflict } from '../../../api/storage/engine/database.ts';
import { AuditRecord } from '../../support/audit-record.ts';
import { ENGINES, type FreshDatabase } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';

describe.each(ENGINES)('the chain of the audit record on $engine', ({ ready }) => {
  let place: FreshDatabase;
  let record: AuditRecord;
  beforeEach(async () => {
    place = await ready();
    record = await AuditRecord.open(place);
  });
  afterEach(async () => {
    await record.close();
    await place.drop();
  });

  const report = () => verifyAudit(record.services.database.reader, record.services.keys);

  test('has every line once, in passes of a few milliseconds, and says what waits', async () => {
    await record.write(600);
    expect(await report()).toEqual({ sealed: 0, unsealed: 600, faults: [] });
    expect(await record.sealAll()).toBe(2);
    expect(await report()).toEqual({ sealed: 600, unsealed: 0, faults: [] });

    await record.write(7);
    expect(await report()).toEqual({ sealed: 600, unsealed: 7, faults: [] });
    await record.sealAll();
    await record.sealAll();
    expect(await report()).toEqual({ sealed: 607, unsealed: 0, faults: [] });
    const { database, keys } = record.services;
    const newest = await verifyAudit(database.reader, keys, { most: 100 });
    expect(newest).toEqual({ sealed: 100, unsealed: 0, faults: [] });
  });

  test('is one chain whoever seals: two processes at once, while both go on writing', async () => {
    const other = await AuditRecord.open(place);
    const busy = [record, other].map(async (one) => {
      for (let round = 0; round < 15; round++) {
        await one.write(10);
        await sealAudit(one.services);
      }
    });
    await Promise.all(busy);
    await record.sealAll();
    expect(await report()).toEqual({ sealed: 300, unsealed: 0, faults: [] });
    await other.close();
  });

  test('can be neither changed nor removed', async () => {
    await record.write(2);
    await record.sealAll();
    for (const sql of ['update audit_seal set seq = seq + 1', 'delete from audit_seal']) {
      await expect(record.services.database.write((tx) => tx.run(raw(sql), {}))).rejects.toBeInstanceOf(Conflict);
    }
  });

  test('is sealed within a second while the service runs, with its head outside; and wholly when it stops', async () => {
    const log: unknown[] = [];
    const stop = startSealing(record.services, place.dataDir, (line) => log.push(line));
    await record.write(3);
    await expect.poll(() => readHead(place.dataDir)?.seq, { timeout: 1000 }).toBe(3);

    await record.write(520);
    await stop();
    expect(await report()).toEqual({ sealed: 523, unsealed: 0, faults: [] });
    expect(readHead(place.dataDir)).toMatchObject({ seq: 523, databaseId: record.services.databaseId });
    expect(log).toEqual([]);
  });
});
