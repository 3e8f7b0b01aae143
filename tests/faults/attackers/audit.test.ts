import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { headFault, readHead, writeHead } from '../../../api/storage/audit/audit-head.ts';
import { verifyAudit } from '../../../api/storage/audit/verify-audit.ts';
import { MasterKeyring } from '../../../api/storage/sealing/master-keyring.ts';
import { sealedLines } from '../../../api/storage/audit/audit-chain-store.ts';
import { lastSeal } from '../../../api/storage/audit/audit-chain-store.ts';
import { AuditRecord } from '../../support/audit-record.ts';
import { ENGINES, type FreshDatabase } from '../../support/engines.ts';
import { isFull } from '../../support/fault-size.ts';

const LINES = 60;
const TRIES = isFull ? 1000 : 120;

type Run = (sql: string, values?: (string | number | Uint8Array | null)[]) => Promise<number>;
interface Way {
  how: string;
  /** @param at the number of a line, 1 … LINES */
  change(run: Run, at: number, lineOf: (seq: number) => string): Promise<unknown>;
}

const edit = (column: string, value: string): Way => ({
  how: `another ${column}`,
  change: (run, at, lineOf) => run(`update audit set ${column} = ${value} where id = ?`, [lineOf(at)]),
});

/** With all rights on the database, and without its keys. */
const WAYS: Way[] = [
  edit('at', 'at + 1'),
  edit('actor', `coalesce(actor, '') || 'x'`),
  edit('role', `'admin'`),
  edit('action', `'booking.cancel'`),
  edit('subject', `subject || '1'`),
  edit('branch', `'elsewhere'`),
  edit('facts', `'{"n":-1}'`),
  edit('facts', `' ' || facts`),
  {
    how: 'nobody as its actor',
    change: (run, at, lineOf) => run(`update audit set actor = ${'null'}, role = 'patron' where id = ?`, [lineOf(at)]),
  },
  {
    how: 'another MAC',
    change: (run, at, lineOf) => run('update audit set mac = ? where id = ?', [new Uint8Array(32), lineOf(at)]),
  },
  { how: 'another id', change: (run, at, lineOf) => run(`update audit set id = id || '0' where id = ?`, [lineOf(at)]) },
  { how: 'the line removed', change: (run, at, lineOf) => run('delete from audit where id = ?', [lineOf(at)]) },
  { how: 'the seal removed', change: (run, at) => run('delete from audit_seal where seq = ?', [at]) },
  {
    how: 'both removed, and the rest moved up',
    change: async (run, at, lineOf) => {
      await run('delete from audit where id = ?', [lineOf(at)]);
      await run('delete from audit_seal where seq = ?', [at]);
      await run('update audit_seal set seq = 1 - seq where seq > ?', [at]);
      await run('update audit_seal set seq = -seq where seq < 0');
    },
  },
  {
    how: 'the end cut off',
    change: async (run, at) => {
      await run('delete from audit where id in (select line from audit_seal where seq >= ?)', [at]);
      await run('delete from audit_seal where seq >= ?', [at]);
    },
  },
  {
    how: 'two lines changed about',
    change: async (run, at, lineOf) => {
      const [one, other] = [lineOf(at), lineOf((at % LINES) + 1)];
      await run(`update audit_seal set line = 'x' where line = ?`, [one]);
      await run('update audit_seal set line = ? where line = ?', [one, other]);
      await run(`update audit_seal set line = ? where line = 'x'`, [other]);
    },
  },
  {
    how: 'another seal',
    change: (run, at) => run('update audit_seal set hash = ? where seq = ?', [new Uint8Array(32).fill(7), at]),
  },
  {
    how: 'a line put in that nobody wrote',
    change: (run, at, lineOf) =>
      run(
        `insert into audit select id || '-0', at, actor, role, action, subject, facts, mac, branch from audit where id = ?`,
        [lineOf(at)],
      ),
  },
];

describe.each(ENGINES)('somebody with all rights on the database, on $engine', ({ ready }) => {
  let place: FreshDatabase;
  let record: AuditRecord;
  let lines: string[];
  beforeAll(async () => {
    place = await ready();
    record = await AuditRecord.open(place);
    await record.write(LINES);
    await record.sealAll();
    const { reader } = record.services.database;
    await writeHead(place.dataDir, record.services.databaseId, (await lastSeal(reader))!, 1_800_000_000_000);
    lines = (await sealedLines(reader, 0, LINES)).map(({ line }) => line);
  });
  afterAll(async () => {
    await record.close();
    await place.drop();
  });

  const found = (change: (run: Run) => Promise<unknown>) =>
    record.tamper(change, async (tx) => {
      const { faults } = await verifyAudit(tx, record.services.keys);
      const known = { databaseId: record.services.databaseId, isKnown: true };
      return { faults, head: await headFault(tx, readHead(place.dataDir), known) };
    });
  const isFound = ({ faults, head }: Awaited<ReturnType<typeof found>>) => faults.length > 0 || head !== undefined;

  test('a control: nothing is found where nothing was done, nor where what was done is undone', async () => {
    expect(await found(async () => undefined)).toEqual({ faults: [], head: undefined });
    const there = await found(async (run) => {
      await run('update audit_seal set seq = -seq');
      await run('update audit_seal set seq = -seq');
    });
    expect(there).toEqual({ faults: [], head: undefined });
  });

  test(`of ${TRIES} edits, cuts and lines put in, every one is found`, async () => {
    const missed: string[] = [];
    for (let n = 0; n < TRIES; n++) {
      const way = WAYS[n % WAYS.length]!;
      const at = 1 + Math.floor(Math.random() * LINES);
      const told = await found((run) => way.change(run, at, (seq) => lines[seq - 1]!));
      if (!isFound(told)) missed.push(`${way.how}, line ${at}`);
    }
    expect(missed).toEqual([]);
    if (isFull) process.stdout.write(`Audit record, ${record.services.database.engine}: ${TRIES} of ${TRIES} found\n`);
  });

  test('all hashed anew with another key: found, and not with the right one, which is the control', async () => {
    const rehash = (keys: Pick<MasterKeyring, 'auditMac' | 'auditSeal'>) => async (run: Run) => {
      let previous: Uint8Array = new Uint8Array();
      for (const { seq, line, found: was } of await sealedLines(record.services.database.reader, 0, LINES)) {
        const { mac: _mac, ...told } = { ...was!, ...(seq === 30 && { action: 'booking.cancel' }) };
        const mac = keys.auditMac(told);
        previous = keys.auditSeal(previous, seq, mac);
        await run('update audit set action = ?, mac = ? where id = ?', [told.action, mac, line]);
        await run('update audit_seal set hash = ? where seq = ?', [previous, seq]);
      }
    };
    const foreign = await found(rehash(new MasterKeyring(new Uint8Array(32).fill(9))));
    expect(foreign.faults.length).toBe(LINES);

    // Whoever has the keys can write another history inside; the head outside still says that it is another.
    const own = await found(rehash(record.services.keys));
    expect(own).toEqual({ faults: [], head: 'differs' });
  });
});
