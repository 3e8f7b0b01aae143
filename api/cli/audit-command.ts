import { readConfig } from '../config.ts';
import { headFault, headSentence, readHead, writeHead } from '../storage/audit/audit-head.ts';
import { sealAudit } from '../storage/audit/seal-audit.ts';
import { verifyAudit, type AuditFault } from '../storage/audit/verify-audit.ts';
import { recordAudit } from '../storage/stores/audit-store.ts';
import { lastSeal } from '../storage/audit/audit-chain-store.ts';
import type { OpenServices } from '../services.ts';
import { complain, DONE, REFUSED, UNUSABLE, withServices } from './network-command.ts';

const USAGE = 'usage: node run.mjs audit verify | accept';
const SHOWN = 50;
const PROGRESS = 200_000;

/** `audit verify`, `audit accept`. 0 all is well or accepted, 1 faults were found, 2 unusable. */
export async function run(args: readonly string[]): Promise<number> {
  const [verb, ...more] = args;
  if ((verb !== 'verify' && verb !== 'accept') || more.length > 0) {
    complain(USAGE);
    return UNUSABLE;
  }
  const { dataDir } = readConfig(process.env);
  const work = verb === 'verify' ? verify : accept;
  return withServices((services) => work(services, dataDir), { anyHead: true });
}

async function verify({ database, databaseId, keys }: OpenServices, dataDir: string): Promise<number> {
  const { reader } = database;
  const head = readHead(dataDir);
  let next = PROGRESS;
  const { sealed, unsealed, faults } = await verifyAudit(reader, keys, (seals) => {
    if (seals < next) return;
    complain(`${seals} lines …`);
    next += PROGRESS;
  });
  const fault = await headFault(reader, head, { databaseId, isKnown: true });

  process.stdout.write(`${sealed} sealed lines, ${unsealed} not sealed yet, ${faults.length} faults.\n`);
  for (const one of faults.slice(0, SHOWN)) process.stdout.write(`  ${faultSentence(one)}\n`);
  if (faults.length > SHOWN) process.stdout.write(`  … and ${faults.length - SHOWN} more.\n`);
  const said = head && `${head.seq} lines, ${new Date(head.at).toISOString()}`;
  process.stdout.write(
    fault ? `${headSentence(fault, head, sealed)}\n` : `The head outside the database fits: ${said ?? 'none yet'}.\n`,
  );
  return faults.length > 0 || fault ? REFUSED : DONE;
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

/** That somebody went on with what was found is itself a line of the record. */
async function accept({ database, databaseId, keys, newId }: OpenServices, dataDir: string): Promise<number> {
  const head = readHead(dataDir);
  const fault = await headFault(database.reader, head, { databaseId, isKnown: true });
  if (!fault) {
    complain('There is nothing to accept: the database is as far as its audit record.');
    return REFUSED;
  }
  const found = (await lastSeal(database.reader))?.seq ?? 0;
  await database.write((tx) =>
    recordAudit({ tx, keys, newId, now: tx.now }, 'audit.accepted', databaseId, {
      fault,
      found,
      expected: head?.seq ?? null,
    }),
  );
  for (;;) {
    const { last, mayBeMore } = await sealAudit({ database, keys });
    if (last && !mayBeMore) {
      await writeHead(dataDir, databaseId, last, await database.now());
      break;
    }
  }
  complain(`Accepted, and put on record: ${found} sealed lines were found. The service can be started again.`);
  return DONE;
}

if (import.meta.main) process.exitCode = await run(process.argv.slice(2));
