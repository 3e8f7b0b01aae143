import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CannotOpen } from './engine/cannot-open.ts';
import { sqlitePath } from './engine/database-url.ts';
import { replaceFile } from './write-once.ts';

/**
 * `DATA_DIR/database.json` says which database belongs to this folder, so that a lost, emptied or mistaken one is never
 * quietly replaced by a fresh one. It holds no credentials.
 */
export interface DatabaseMarker {
  databaseId: string;
  /** An absolute path, or host, port and name. */
  where: string;
  /** A restore was begun and has not come to its end. */
  isHalfRestored?: boolean;
  /** Each session has its MAC by now: one without was not written by us (soundness/session-macs.ts). */
  hasMacs?: boolean;
}

/** @throws CannotOpen when there is one that cannot be read. */
export function readMarker(dataDir: string): DatabaseMarker | undefined {
  const path = markerPath(dataDir);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new CannotOpen(`${path} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
  try {
    const { databaseId, where, isHalfRestored, hasMacs } = JSON.parse(text) as Partial<DatabaseMarker>;
    if (typeof databaseId === 'string' && typeof where === 'string') {
      return { databaseId, where, ...(isHalfRestored && { isHalfRestored }), ...(hasMacs && { hasMacs }) };
    }
  } catch {
    // Said below.
  }
  throw new CannotOpen(`${path} is damaged. Put it back from a backup; it says which database belongs to this folder.`);
}

export function writeMarker(dataDir: string, marker: DatabaseMarker): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  replaceFile(markerPath(dataDir), `${JSON.stringify(marker, null, 2)}\n`);
}

export function removeMarker(dataDir: string): void {
  rmSync(markerPath(dataDir), { force: true });
}

/** Where a database is, for the marker and for people: never a user's name or a password. */
export function whereIs(databaseUrl: string): string {
  const file = sqlitePath(databaseUrl);
  if (file !== undefined) return resolve(file);
  const { hostname, port, pathname, searchParams } = new URL(databaseUrl);
  return `postgres://${hostname || searchParams.get('host') || 'localhost'}:${port || '5432'}${pathname}`;
}

/** @throws CannotOpen where a restore was cut off: sign-ins that were ended would be alive again. */
export function refuseHalfRestored(marker: DatabaseMarker | undefined): void {
  if (!marker?.isHalfRestored) return;
  throw new CannotOpen(
    `A restore into ${marker.where} was begun and has not come to its end. Wait for it; if it was cut off, make that place ` +
      'empty again and repeat it.',
  );
}

/** Before anything is opened, for opening makes the file. @throws CannotOpen when the marker's database is not there. */
export function refuseLostFile(marker: DatabaseMarker | undefined, databaseUrl: string): void {
  const file = sqlitePath(databaseUrl);
  if (!marker || file === undefined) return;

  const size = statSync(file, { throwIfNoEntry: false })?.size ?? -1;
  if (size > 0) return;
  throw lost(marker, `${resolve(file)} is ${size < 0 ? 'missing' : 'empty'}`);
}

/**
 * `found` is the id inside the opened database, `undefined` where it has no tables. The marker must have been read before
 * it: another process may be making both just now. @throws CannotOpen when it is not the marker's database.
 */
export function refuseOther(marker: DatabaseMarker | undefined, databaseUrl: string, found: string | undefined): void {
  if (!marker || found === marker.databaseId) return;

  const here = whereIs(databaseUrl);
  throw lost(marker, found ? `${here} is another database (${found})` : `${here} has no tables`);
}

function lost(marker: DatabaseMarker, found: string): CannotOpen {
  return new CannotOpen(
    `The database is not the one that was here: ${found}. By database.json in DATA_DIR it should be ${marker.databaseId}, ` +
      `last seen at ${marker.where}. Set DATABASE_URL to where it is now, or restore it from a backup. To begin with an ` +
      'empty database, set DATA_DIR to a new folder.',
  );
}

function markerPath(dataDir: string): string {
  return join(dataDir, 'database.json');
}
