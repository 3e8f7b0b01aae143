import { statement } from '../../engine/statement.ts';
import type { Database, Tx } from '../../engine/database.ts';
import { headFault, readHead, writeHead } from '../../audit/audit-head.ts';
import { lastSeal } from '../../audit/audit-chain-store.ts';
import { sealAudit } from '../../audit/seal-audit.ts';
import type { Keyring } from '../../sealing/keyring.ts';
import { recordAudit } from '../../stores/audit-store.ts';
import type { BackupManifest } from '../backup-manifest.ts';

export interface Settled {
  /** Lines of the audit record that were sealed after the backup and are lost; undefined where nothing tells. */
  linesLost: number | undefined;
}

interface Means {
  database: Database;
  keys: Keyring;
  dataDir: string;
  newId(): string;
}

const SIGN_INS = statement<{ now: number }>()((db, p) =>
  db
    .updateTable('sign_in')
    .set({ ended_at: p('now') })
    .where('ended_at', 'is', null),
);
const STEPS = statement<Record<never, never>>()((db) => db.deleteFrom('sign_in_step'));
const INVITATIONS = statement<{ now: number }>()((db, p) =>
  db
    .updateTable('invitation')
    .set({ revoked_at: p('now') })
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null),
);

/**
 * A restored database does not know what was ended after its backup. Whatever opens something is ended, therefore: sign-ins,
 * steps towards one, open invitations. Devices' grants stay: they open nothing, and what waits on a device has to arrive.
 * That an older copy was taken up again is put on record, and the head outside follows it.
 */
export async function settleRestored(means: Means, manifest: BackupManifest): Promise<Settled> {
  const { database, keys, dataDir, newId } = means;
  const { databaseId, takenAt } = manifest;
  const head = readHead(dataDir);
  const fault = await headFault(database.reader, head, { databaseId, isKnown: true });
  const found = (await lastSeal(database.reader))?.seq ?? 0;

  await database.write(async (tx) => {
    await endWhatOpens(tx);
    await recordAudit({ tx, keys, newId, now: tx.now }, 'backup.restored', databaseId, {
      taken_at: takenAt,
      fault: fault ?? null,
      found,
      expected: head?.seq ?? null,
    });
  });
  for (;;) {
    const { last, mayBeMore } = await sealAudit({ database, keys });
    if (!last || mayBeMore) continue;
    await writeHead(dataDir, databaseId, last, await database.now());
    return { linesLost: head?.databaseId === databaseId ? Math.max(0, head.seq - found) : undefined };
  }
}

async function endWhatOpens(tx: Tx): Promise<void> {
  await tx.run(SIGN_INS, { now: tx.now });
  await tx.run(STEPS, {});
  await tx.run(INVITATIONS, { now: tx.now });
}
