import { readConfig, type Config } from '../../config.ts';
import { headFault, headSentence, readHead } from '../../storage/audit/audit-head.ts';
import { verifyAudit, type AuditFault } from '../../storage/audit/verify-audit.ts';
import { whereIs } from '../../storage/database-marker.ts';
import { CannotOpen } from '../../storage/engine/cannot-open.ts';
import type { Reader } from '../../storage/engine/database.ts';
import { sqlitePath } from '../../storage/engine/database-url.ts';
import { openDatabase } from '../../storage/engine/open-database.ts';
import { lastingLogFault, lookIntoFile } from '../../storage/engine/sqlite/look-into-file.ts';
import { readBirth, refuseNewer, SCHEMA_VERSION, schemaVersion } from '../../storage/migrate.ts';
import { openKeyring } from '../../storage/sealing/open-keyring.ts';
import { cellFaults } from '../../storage/soundness/cell-faults.ts';
import { refuseOtherKeys } from '../../storage/soundness/look-at-start.ts';
import { pageFaults } from '../../storage/soundness/page-faults.ts';
import { rowFaults } from '../../storage/soundness/row-faults.ts';
import { complain, DONE, isForOperator, REFUSED, UNUSABLE } from '../network-command.ts';

const USAGE = 'usage: node run.mjs verify';
const SHOWN = 50;
const PROGRESS = 200_000;

/**
 * Reads everything and writes nothing, while the service runs or not: the log, every page, the audit record, every session, and the time
 * that it keeps free. 0 all is well, 1 faults were found, 2 unusable.
 */
export async function run(args: readonly string[]): Promise<number> {
  if (args.length > 0) {
    complain(USAGE);
    return UNUSABLE;
  }
  try {
    const config = readConfig(process.env);
    const faults = await verify(config);
    process.stdout.write(faults === 0 ? 'Everything is as it was written.\n' : `${faults} faults. ${WAY_ON}\n`);
    return faults === 0 ? DONE : REFUSED;
  } catch (error) {
    if (!isForOperator(error)) throw error;
    complain(error.message);
    return UNUSABLE;
  }
}

const WAY_ON = 'docs/damaged-database.md says what to do.';

async function verify(config: Config): Promise<number> {
  const path = sqlitePath(config.databaseUrl);
  if (path === undefined) {
    const database = await openDatabase({ url: config.databaseUrl });
    try {
      return await look(database.reader, config);
    } finally {
      await database.close();
    }
  }
  const fault = await lastingLogFault(path);
  tell('log', fault === undefined ? [] : [fault]);
  const found = await lookIntoFile(path, (reader) => look(reader, config));
  if (found === undefined) throw new CannotOpen(`${whereIs(config.databaseUrl)} is missing or empty.`);
  return found + (fault === undefined ? 0 : 1);
}

async function look(reader: Reader, { databaseUrl, dataDir }: Config): Promise<number> {
  const born = await readBirth(reader);
  if (!born) throw new CannotOpen(`${whereIs(databaseUrl)} has no tables.`);
  const version = await schemaVersion(reader);
  refuseNewer(version);
  const keys = await openKeyring(dataDir, { create: false });
  refuseOtherKeys(born, keys);

  const pages = await pageFaults(reader, { most: Infinity });
  tell('pages', pages);
  const head = readHead(dataDir);
  const { sealed, unsealed, faults } = await verifyAudit(reader, keys, { told: progress('lines') });
  tell(`audit record: ${sealed} sealed lines, ${unsealed} not sealed yet`, faults.map(faultSentence));
  const fault = await headFault(reader, head, { databaseId: born.databaseId, isKnown: true });
  const ends = head ? `${head.seq} lines, ${new Date(head.at).toISOString()}` : 'none yet';
  tell(`head outside the database: ${ends}`, fault ? [headSentence(fault, head, sealed)] : []);
  const before = pages.length + faults.length + (fault ? 1 : 0);
  if (version < SCHEMA_VERSION) {
    process.stdout.write(
      'Sessions were written by an earlier release: they can be looked at once this one has started.\n',
    );
    return before;
  }
  const rows = await rowFaults(reader, keys, { from: 0, told: progress('sessions') });
  tell(
    'sessions with their bookings',
    rows.map((id) => `${id} is not what was written`),
  );
  const cells = await cellFaults(reader, Date.now());
  tell(
    'time that is kept free',
    cells.map((id) => `that of ${id} is not`),
  );
  return before + rows.length + cells.length;
}

function tell(what: string, faults: readonly string[]): void {
  process.stdout.write(`${what}: ${faults.length} faults\n`);
  for (const one of faults.slice(0, SHOWN)) process.stdout.write(`  ${one}\n`);
  if (faults.length > SHOWN) process.stdout.write(`  … and ${faults.length - SHOWN} more\n`);
}

function progress(things: string): (read: number) => void {
  let next = PROGRESS;
  return (read) => {
    if (read < next) return;
    complain(`${read} ${things} …`);
    next += PROGRESS;
  };
}

function faultSentence({ what, seq, line }: AuditFault): string {
  switch (what) {
    case 'gap':
      return `before line ${seq}: lines are missing`;
    case 'gone':
      return `line ${seq} (${line}): was removed`;
    case 'altered':
      return `line ${seq || 'without a seal'} (${line}): is not what was written`;
    case 'order':
      return `line ${seq} (${line}): its seal does not follow from the one before`;
  }
  return what satisfies never;
}

if (import.meta.main) process.exitCode = await run(process.argv.slice(2));
