import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Instant } from '#domain/ids.ts';
import { isNearKept } from '#domain/time/judge-clock.ts';
import { lastSeal } from '../audit/audit-chain-store.ts';
import type { Database } from '../engine/database.ts';
import { fileUrl } from '../engine/database-url.ts';
import { openDatabase } from '../engine/open-database.ts';
import { SCHEMA_VERSION } from '../migrate.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { openBackupFile, passingIdentity, refuseWrongRecipient, writeBackupFile } from './backup-file.ts';
import { backupName, expireBackups, partName, putInPlace, refuseNoFolder } from './backup-folder.ts';
import type { BackupManifest } from './backup-manifest.ts';
import { noteBackup, noteFailure, type BackupRecord } from './backup-record.ts';
import { backupFault, CannotBackUp } from './cannot-back-up.ts';
import { checkCopy, checkSqliteFile } from './copy/check-copy.ts';
import { copyDatabase, toolsFor } from './copy/copy-database.ts';
import type { PostgresTools, ToolPlace } from './copy/postgres-tools.ts';
import { makeScratch } from './copy/scratch-database.ts';
import { inWorkFolder, removedAtLast } from './work-folder.ts';
import { keptClock } from '../steady-clock.ts';

export interface BackupOrder {
  database: Database;
  databaseId: string;
  databaseUrl: string;
  keys: Keyring;
  dataDir: string;
  release: string;
  to: string;
  /** An age public key: whoever has its other half, and nobody else, reads the backup. */
  recipient: string;
  keepDays: number;
  tools: ToolPlace;
}

export interface TakenBackup {
  path: string;
  bytes: number;
  verified: NonNullable<BackupRecord['lastGood']>['verified'];
  expired: number;
}

/**
 * Copies the database while it is used, seals the copy, reads it back from the disk, and gives it its name only when what was
 * read back is whole. Then the old ones go. What became of it is kept in the database, for the page.
 *
 * @throws CannotBackUp; nothing half done is left then
 */
export async function takeBackup(order: BackupOrder): Promise<TakenBackup> {
  const { database } = order;
  try {
    const { name, takenAt, ...taken } = await writeAndRead(order);
    const { bytes, verified } = taken;
    await noteBackup(database, { takenAt, bytes, release: order.release, verified });
    const now = await database.now();
    // Q13: to a clock that is ahead all backups but this one are old.
    const isNear = isNearKept(await keptClock(database.reader), now);
    const expired = isNear ? await expireBackups(order.to, { ...order, now }) : 0;
    return { path: join(order.to, name), bytes, verified, expired };
  } catch (error) {
    const fault = backupFault(error);
    await noteFailure(database, fault instanceof CannotBackUp ? fault.fault : 'failed').catch(() => undefined);
    throw fault;
  }
}

async function writeAndRead(order: BackupOrder) {
  const { database, databaseId, databaseUrl, dataDir, to } = order;
  refuseWrongRecipient(order.recipient);
  await refuseNoFolder(to);
  const tools = await toolsFor(database.reader, order.tools);
  const passing = await passingIdentity(order.recipient);

  return inWorkFolder(dataDir, async (folder) => {
    const takenAt = await database.now();
    const head = await lastSeal(database.reader);
    const copy = join(folder, 'copy');
    await copyDatabase(databaseUrl, copy, tools);
    const manifest = await describeCopy(order, copy, { takenAt, head });

    const name = backupName(databaseId, takenAt);
    const part = join(to, partName(name));
    return removedAtLast(part, async () => {
      const recipients = [order.recipient, passing.recipient];
      const bytes = await writeBackupFile(part, { manifest, copy, recipients });
      await rm(copy);
      const verified = await readBack(order, { part, identity: passing.identity, folder, manifest, tools });
      await putInPlace(to, partName(name), name);
      return { name, takenAt, bytes, verified };
    });
  });
}

async function describeCopy(
  { databaseId, keys, database, release }: BackupOrder,
  copy: string,
  { takenAt, head }: { takenAt: Instant; head: { seq: number; hash: Uint8Array } | undefined },
): Promise<BackupManifest> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(copy), hash);
  return {
    format: 1,
    release,
    schemaVersion: SCHEMA_VERSION,
    databaseId,
    keyring: keys.fingerprint,
    engine: database.engine,
    takenAt,
    auditHead: head ? { seq: head.seq, hash: Buffer.from(head.hash).toString('base64') } : null,
    bytes: (await stat(copy)).size,
    sha256: hash.digest('hex'),
  };
}

interface Written {
  part: string;
  identity: string;
  folder: string;
  manifest: BackupManifest;
  tools: PostgresTools | undefined;
}

/** What was written to the disk is opened as a restore would open it. */
async function readBack(order: BackupOrder, written: Written): Promise<TakenBackup['verified']> {
  const { part, identity, folder, manifest, tools } = written;
  const copy = join(folder, 'read-back');
  const opened = await openBackupFile(part, identity);
  try {
    await opened.copyTo(copy);
  } finally {
    await opened.close();
  }
  if (!tools) {
    checkSqliteFile(copy);
    await lookInto(fileUrl(copy), order.keys, manifest);
    return 'opened';
  }
  await tools.list(copy);
  const scratch = await makeScratch(order.databaseUrl);
  if (!scratch) return 'listed';
  try {
    await tools.restore(scratch.url, copy);
    await lookInto(scratch.url, order.keys, manifest);
    return 'restored';
  } finally {
    await scratch.drop();
  }
}

async function lookInto(url: string, keys: Keyring, manifest: BackupManifest): Promise<void> {
  const database = await openDatabase({ url });
  try {
    await checkCopy(database.reader, keys, manifest);
  } finally {
    await database.close();
  }
}
