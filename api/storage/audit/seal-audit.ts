import type { Instant } from '#domain/ids.ts';
import type { Database, Reader } from '../engine/database.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { claimSealing, insertSeals, lastSeal, unsealedLines, type AuditSeal } from './audit-chain-store.ts';

/** A pass holds up the writers on SQLite for a few milliseconds. */
const LINES = 500;
/** Longer than a transaction takes from its line to its commit, and than two machines' clocks are apart. */
const SLOWEST_COMMIT_MS = 60_000;

export interface SealingPass {
  /** The newest seal that there is, whoever made it. */
  last: AuditSeal | undefined;
  sealed: number;
  mayBeMore: boolean;
}

/**
 * Chains what has been committed since the last pass, in one transaction.
 *
 * @param now of the clock that new lines take their ids from
 * @param everything also what lies further back than a pass looks: left by a process that ended before it had sealed it
 * @throws CannotWrite
 */
export async function sealAudit(
  { database, keys }: { database: Database; keys: Keyring },
  { now = Date.now(), everything = false } = {},
): Promise<SealingPass> {
  const since = (last: AuditSeal | undefined, limit: number) => sinceSeal(last, limit, everything ? 0 : now);
  const before = await lastSeal(database.reader);
  // Asked without a transaction: most of the time there is nothing.
  const some = await unsealedLines(database.reader, since(before, 1));
  if (some.length === 0) return { last: before, sealed: 0, mayBeMore: false };

  return database.write(async (tx) => {
    const isClaimed = await claimSealing(tx);
    let last = await lastSeal(tx);
    if (!isClaimed) return { last, sealed: 0, mayBeMore: false };
    const lines = await unsealedLines(tx, since(last, LINES));
    const seals: AuditSeal[] = [];
    for (const { id, mac } of lines) {
      const seq = (last?.seq ?? 0) + 1;
      last = { seq, line: id, hash: keys.auditSeal(last?.hash ?? new Uint8Array(), seq, mac) };
      seals.push(last);
    }
    if (seals.length > 0) await insertSeals(tx, seals);
    return { last, sealed: lines.length, mayBeMore: lines.length === LINES };
  });
}

/** When the oldest line was written that has no seal yet. */
export async function oldestUnsealedAt(reader: Reader): Promise<Instant | undefined> {
  const [line] = await unsealedLines(reader, sinceSeal(await lastSeal(reader), 1, Date.now()));
  return line && timeOf(line.id);
}

/** Ids begin with their time in milliseconds (UUIDv7; RFC 9562, 5.7): the least of an instant. */
export function leastIdOf(at: Instant): string {
  const hex = Math.max(0, at).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}

/** After the clock was put back, new lines are older than those that were sealed before. */
function sinceSeal(last: AuditSeal | undefined, limit: number, now: Instant) {
  if (!last) return { from: '', limit };
  return { line: last.line, from: leastIdOf(Math.min(timeOf(last.line), now) - SLOWEST_COMMIT_MS), limit };
}

/** Ids begin with their time in milliseconds (UUIDv7; RFC 9562, 5.7). */
function timeOf(id: string): Instant {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}
