import { readConfig } from '../config.ts';
import { headFault, readHead, writeHead } from '../storage/audit/audit-head.ts';
import { sealAudit } from '../storage/audit/seal-audit.ts';
import { verifyAudit } from '../storage/audit/verify-audit.ts';
import { recordAudit } from '../storage/stores/audit-store.ts';
import { lastSeal } from '../storage/audit/audit-chain-store.ts';
import { sqlitePath } from '../storage/engine/database-url.ts';
import { lastingLogFault } from '../storage/engine/sqlite/look-into-file.ts';
import type { OpenServices } from '../services.ts';
import { acceptedLines } from '../storage/soundness/accepted-lines.ts';
import { rowFaults } from '../storage/soundness/row-faults.ts';
import { writeMacs } from '../storage/soundness/session-macs.ts';
import { complain, DONE, REFUSED, UNUSABLE, withServices } from './network-command.ts';

const USAGE = 'usage: node run.mjs audit accept';
/** They stand in one line of the record. With more, what is there is not to be gone on with. */
const MOST = 1_000;

/** `audit accept`. 0 accepted, 1 there is nothing to accept or too much, 2 unusable. */
export async function run(args: readonly string[]): Promise<number> {
  if (args[0] !== 'accept' || args.length > 1) {
    complain(USAGE);
    return UNUSABLE;
  }
  const { dataDir, databaseUrl } = readConfig(process.env);
  // Before it is opened: that brings in what can be read of the log, and the rest is gone.
  const path = sqlitePath(databaseUrl);
  const log = path === undefined ? undefined : await lastingLogFault(path);
  return withServices((services) => accept(services, dataDir, log !== undefined), { asFound: true });
}

/** That somebody went on with what was found is itself a line of the record. */
async function accept(services: OpenServices, dataDir: string, isLogCut: boolean): Promise<number> {
  const { database, databaseId, keys, newId } = services;
  const head = readHead(dataDir);
  const fault = await headFault(database.reader, head, { databaseId, isKnown: true });
  const found = (await lastSeal(database.reader))?.seq ?? 0;
  const sessions = await rowFaults(database.reader, keys, { from: 0 });
  const known = await acceptedLines(database.reader, keys);
  const { faults } = await verifyAudit(database.reader, keys);
  const lines = faults.map(({ line }) => line).filter((line) => !known.has(line));
  if (!fault && !isLogCut && sessions.length + lines.length === 0) {
    complain('There is nothing to accept: the database is as it was written, and as far as its audit record.');
    return REFUSED;
  }
  if (sessions.length + lines.length > MOST) {
    complain(`${sessions.length} sessions and ${lines.length} lines are not as they were written: restore a backup.`);
    return REFUSED;
  }

  const facts = {
    found,
    ...(fault && { fault, expected: head?.seq ?? null }),
    ...(isLogCut && { log: 'cut' }),
    ...(sessions.length > 0 && { sessions }),
    ...(lines.length > 0 && { lines }),
  };
  await database.write(async (tx) => {
    await writeMacs(tx, keys, sessions);
    await recordAudit({ tx, keys, newId, now: tx.now }, 'audit.accepted', databaseId, facts);
  });
  for (;;) {
    const { last, mayBeMore } = await sealAudit({ database, keys });
    if (last && !mayBeMore) {
      await writeHead(dataDir, databaseId, last, await database.now());
      break;
    }
  }
  complain(`Accepted, and put on record: ${JSON.stringify(facts)}. The service can be started again.`);
  return DONE;
}

if (import.meta.main) process.exitCode = await run(process.argv.slice(2));
