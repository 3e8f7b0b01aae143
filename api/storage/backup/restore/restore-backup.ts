import { mkdirSync, statSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readMarker, removeMarker, whereIs, writeMarker, type DatabaseMarker } from '../../database-marker.ts';
import { CannotOpen } from '../../engine/cannot-open.ts';
import type { Database } from '../../engine/database.ts';
import { fileUrl, sqlitePath } from '../../engine/database-url.ts';
import { heededDatabase } from '../../engine/heeded-database.ts';
import { openDatabase } from '../../engine/open-database.ts';
import { migrate, SCHEMA_VERSION } from '../../migrate.ts';
import { idsInOrder } from '../../new-id.ts';
import { openKeyring } from '../../sealing/open-keyring.ts';
import type { Keyring } from '../../sealing/keyring.ts';
import { writeChangedMacs } from '../../soundness/session-macs.ts';
import { openBackupFile, type OpenedBackup } from '../backup-file.ts';
import { syncFolder } from '../backup-folder.ts';
import type { BackupManifest } from '../backup-manifest.ts';
import { CannotBackUp } from '../cannot-back-up.ts';
import { checkCopy, checkSqliteFile } from '../copy/check-copy.ts';
import { toolsFor } from '../copy/copy-database.ts';
import { refuseAnyTable } from './empty-database.ts';
import type { PostgresTools, ToolPlace } from '../copy/postgres-tools.ts';
import { settleRestored, type Settled } from './settle-restored.ts';
import { inWorkFolder } from '../work-folder.ts';

export interface RestoreOrder {
  file: string;
  /** The age identity whose public half the backup was made for. */
  identity: string;
  databaseUrl: string;
  dataDir: string;
  tools: ToolPlace;
  /** Erases again whom the copy still has: how many. Before anybody can be served from it. */
  eraseAgain(means: { database: Database; databaseId: string; keys: Keyring; newId(): string }): Promise<number>;
}

interface Done extends Settled {
  /** People who were erased again. */
  erased: number;
}

export interface Restored extends Done {
  manifest: BackupManifest;
  where: string;
}

/**
 * Puts a backup into an empty place, looked at before and after. What is there already is never touched: a database that may
 * be alive is not replaced by an older one.
 *
 * @throws CannotBackUp | CannotOpen
 */
export async function restoreBackup(order: RestoreOrder): Promise<Restored> {
  const { databaseUrl, dataDir } = order;
  // The keys are kept apart from backups, and have to be there first.
  const keys = await openKeyring(dataDir, { create: false });
  const backup = await openBackupFile(order.file, order.identity);
  try {
    const { manifest } = backup;
    refuseUnfitting(order, manifest, keys);
    const restored = sqlitePath(databaseUrl)
      ? await intoFile(order, backup, keys)
      : await intoPostgres(order, backup, keys);
    return { ...restored, manifest, where: whereIs(databaseUrl) };
  } finally {
    await backup.close();
  }
}

/** All that can be told before anything is written. */
function refuseUnfitting({ databaseUrl, dataDir }: RestoreOrder, manifest: BackupManifest, keys: Keyring): void {
  const engine = sqlitePath(databaseUrl) === undefined ? 'postgres' : 'sqlite';
  if (manifest.engine !== engine) {
    const wanted = manifest.engine === 'sqlite' ? 'file:path/to.db' : 'postgres://user@host/database';
    throw new CannotBackUp('failed', `The backup is of the other engine. Set DATABASE_URL to ${wanted}.`);
  }
  if (manifest.schemaVersion > SCHEMA_VERSION) {
    throw new CannotBackUp(
      'failed',
      `The backup was made by a newer release of Quietroom (${manifest.release}). Restore it with that one.`,
    );
  }
  if (manifest.keyring !== keys.fingerprint) {
    throw new CannotOpen(
      `The keys in DATA_DIR (${keys.fingerprint}) are not those of the backup (${manifest.keyring}). Put its keys there first.`,
    );
  }
  const marker = readMarker(dataDir);
  if (marker && marker.databaseId !== manifest.databaseId) {
    throw new CannotOpen(
      `DATA_DIR belongs to another database (${marker.databaseId}, last seen at ${marker.where}). Set it to a new folder with ` +
        'only the keys in it.',
    );
  }
}

async function intoFile(order: RestoreOrder, backup: OpenedBackup, keys: Keyring): Promise<Done> {
  const { databaseUrl, dataDir } = order;
  const target = sqlitePath(databaseUrl)!;
  for (const path of ['', '-wal', '-shm', '-journal'].map((ending) => `${target}${ending}`)) {
    if (!statSync(path, { throwIfNoEntry: false })) continue;
    throw new CannotBackUp(
      'failed',
      `${path} is there already, and a restore replaces nothing. If it is of no use any more, stop the service and move ` +
        `${basename(target)} with its -wal and -shm to another folder; or set DATABASE_URL to a new file.`,
    );
  }
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  // Beside its later place, so that it gets there in one step.
  return inWorkFolder(dirname(target), async (folder) => {
    const copy = join(folder, 'copy');
    await backup.copyTo(copy);
    checkSqliteFile(copy);
    const settled = await settle(fileUrl(copy), order, backup.manifest, keys);
    closeLog(copy);
    checkSqliteFile(copy);
    await rename(copy, target);
    await syncFolder(dirname(target));
    writeMarker(dataDir, markerOf(order, backup.manifest));
    return settled;
  });
}

/** Everything into the one file: its log would be left behind. */
function closeLog(path: string): void {
  const file = new DatabaseSync(path);
  file.exec('pragma wal_checkpoint(truncate); pragma journal_mode = delete');
  file.close();
}

async function intoPostgres(order: RestoreOrder, backup: OpenedBackup, keys: Keyring): Promise<Done> {
  const { databaseUrl, dataDir } = order;
  const tools = await lookAtServer(order);
  return inWorkFolder(dataDir, async (folder) => {
    const copy = join(folder, 'copy');
    await backup.copyTo(copy);
    await tools.list(copy);

    // Between the last row and the end of what was ended, no service may start on it.
    const before = readMarker(dataDir);
    writeMarker(dataDir, { ...markerOf(order, backup.manifest), isHalfRestored: true });
    await tools.restore(databaseUrl, copy).catch((error: unknown) => {
      // One transaction: nothing of it stands.
      if (before) writeMarker(dataDir, before);
      else removeMarker(dataDir);
      throw error;
    });
    const settled = await settle(databaseUrl, order, backup.manifest, keys);
    writeMarker(dataDir, markerOf(order, backup.manifest));
    return settled;
  });
}

/** @throws CannotBackUp where something is in the database already, or the tools do not fit it */
async function lookAtServer({ databaseUrl, tools }: RestoreOrder): Promise<PostgresTools> {
  const database = await openDatabase({ url: databaseUrl });
  try {
    await refuseAnyTable(database.reader, whereIs(databaseUrl));
    return (await toolsFor(database.reader, tools))!;
  } finally {
    await database.close();
  }
}

async function settle(url: string, order: RestoreOrder, manifest: BackupManifest, keys: Keyring): Promise<Done> {
  const database = heededDatabase(await openDatabase({ url }), { beforeCommit: (tx) => writeChangedMacs(tx, keys) });
  try {
    await migrate(database, { databaseId: manifest.databaseId, keyring: keys.fingerprint });
    await checkCopy(database.reader, keys, manifest);
    const { databaseId } = manifest;
    const means = { database, databaseId, keys, dataDir: order.dataDir, newId: idsInOrder() };
    const erased = await order.eraseAgain(means);
    return { ...(await settleRestored(means, manifest)), erased };
  } finally {
    await database.close();
  }
}

function markerOf({ databaseUrl }: RestoreOrder, { databaseId }: BackupManifest): DatabaseMarker {
  return { databaseId, where: whereIs(databaseUrl) };
}
