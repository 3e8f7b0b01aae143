import { DatabaseSync } from 'node:sqlite';
import { verifyAudit } from '../../audit/verify-audit.ts';
import { sealAt } from '../../audit/audit-chain-store.ts';
import type { Reader } from '../../engine/database.ts';
import { readMeta } from '../../meta-store.ts';
import { readBirth, SCHEMA_VERSION } from '../../migrate.ts';
import type { Keyring } from '../../sealing/keyring.ts';
import type { BackupManifest } from '../backup-manifest.ts';
import { CannotBackUp } from '../cannot-back-up.ts';

/** SQLite's own look at every page, index and reference. @throws CannotBackUp `not_whole` */
export function checkSqliteFile(path: string): void {
  let faults: unknown[];
  try {
    const copy = new DatabaseSync(path, { readOnly: true });
    try {
      faults = copy
        .prepare('pragma integrity_check')
        .all()
        .flatMap(Object.values)
        .filter((said) => said !== 'ok');
      faults.push(...copy.prepare('pragma foreign_key_check').all());
    } finally {
      copy.close();
    }
  } catch (error) {
    faults = [(error as Error).message];
  }
  if (faults.length > 0) throw notWhole(`SQLite says: ${JSON.stringify(faults[0])}`);
}

/**
 * Whether what was read back is the database that the manifest tells of, with its audit record as it was written. The record
 * is read by releases of the same schema only. @throws CannotBackUp `not_whole`
 */
export async function checkCopy(reader: Reader, keys: Keyring, manifest: BackupManifest): Promise<void> {
  const born = await readBirth(reader);
  if (!born) throw notWhole('it has no tables');
  if (born.databaseId !== manifest.databaseId || born.keyring !== manifest.keyring)
    throw notWhole('it is another database');

  const schema = Number(await readMeta(reader, 'schema_version'));
  if (schema !== SCHEMA_VERSION) return;
  const { faults } = await verifyAudit(reader, keys);
  if (faults.length > 0) throw notWhole(`its audit record has ${faults.length} faults`);
  const { auditHead } = manifest;
  if (!auditHead) return;
  const seal = await sealAt(reader, auditHead.seq);
  if (!seal || Buffer.from(seal.hash).toString('base64') !== auditHead.hash)
    throw notWhole('it ends before its audit record');
}

function notWhole(why: string): CannotBackUp {
  return new CannotBackUp('not_whole', `What was read back is not what was backed up: ${why}.`);
}
