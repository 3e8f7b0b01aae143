import type { Instant } from '#domain/ids.ts';
import type { Database, Reader, Tx } from '../engine/database.ts';
import { putMetaOnce, readMeta, replaceMeta } from '../meta-store.ts';
import type { BackupFault } from './cannot-back-up.ts';

/** What every process can say about backups: it stands in the database, and holds no path and no key. */
export interface BackupRecord {
  /** `restored`: into a database of its own; `opened`: the file; `listed`: only its table of contents could be read. */
  lastGood?: { takenAt: Instant; bytes: number; release: string; verified: 'opened' | 'restored' | 'listed' };
  /** Since the last good one. */
  lastFailure?: { at: Instant; fault: BackupFault };
  /** When one of the processes last began. */
  begunAt?: Instant;
}

export async function readBackupRecord(reader: Reader): Promise<BackupRecord> {
  return JSON.parse((await readMeta(reader, 'backup')) ?? '{}') as BackupRecord;
}

/** Whether it was written: not where `change` wants nothing, nor where somebody else has written since. */
async function change(tx: Tx, change: (record: BackupRecord) => BackupRecord | undefined): Promise<boolean> {
  const before = await putMetaOnce(tx, 'backup', '{}');
  const after = change(JSON.parse(before) as BackupRecord);
  return after !== undefined && replaceMeta(tx, 'backup', before, JSON.stringify(after));
}

export async function noteBackup(database: Database, lastGood: NonNullable<BackupRecord['lastGood']>): Promise<void> {
  await database.write((tx) => change(tx, ({ begunAt }) => ({ lastGood, ...(begunAt !== undefined && { begunAt }) })));
}

export async function noteFailure(database: Database, fault: BackupFault): Promise<void> {
  await database.write((tx) => change(tx, (record) => ({ ...record, lastFailure: { at: tx.now, fault } })));
}

/** After a failure the next try does not wait for the next turn. */
const TRY_AGAIN_MS = 3_600_000;

/** Whether a backup is due and this process may take it: of several that ask at once, one. */
export function claimBackup(database: Database, everyMs: number): Promise<boolean> {
  return database.write((tx) =>
    change(tx, (record) => {
      const { begunAt = 0, lastGood } = record;
      // What is in the future was written by a clock that was wrong.
      const isOver = (at: Instant, ms: number) => at <= tx.now - ms || at > tx.now + ms;
      const isDue = isOver(lastGood?.takenAt ?? 0, everyMs) && isOver(begunAt, Math.min(everyMs, TRY_AGAIN_MS));
      return isDue ? { ...record, begunAt: tx.now } : undefined;
    }),
  );
}
