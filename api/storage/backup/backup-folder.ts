import { constants } from 'node:fs';
import { access, link, open, readdir, rename, rm, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '#domain/ids.ts';
import { CannotBackUp } from './cannot-back-up.ts';

const DAY_MS = 86_400_000;
const PART = /^\.quietroom-.+\.part$/;
const NAME = /^quietroom-([0-9a-f]{8})-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z-[0-9a-f]{6}\.age$/;

/** @throws CannotBackUp `no_folder` */
export async function refuseNoFolder(folder: string): Promise<void> {
  try {
    if (!(await stat(folder)).isDirectory()) throw new Error('it is no folder');
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new CannotBackUp(
      'no_folder',
      `Backups cannot be written to ${folder}: ${(error as Error).message}. Make the folder, for this account alone.`,
      { cause: error },
    );
  }
}

/** `quietroom-1f0c2a9b-2026-11-22T15-04-05Z-3fa9c1.age`: of which database, when, and never the same twice. */
export function backupName(databaseId: string, at: Instant): string {
  const stamp = new Date(at).toISOString().slice(0, 19).replaceAll(':', '-');
  return `quietroom-${databaseId.slice(0, 8)}-${stamp}Z-${crypto.randomUUID().slice(0, 6)}.age`;
}

export function partName(name: string): string {
  return `.${name}.part`;
}

/** Gives a finished file its name, in one step and for good. Nothing that stands there is replaced. */
export async function putInPlace(folder: string, part: string, name: string): Promise<void> {
  const [from, to] = [join(folder, part), join(folder, name)];
  try {
    await link(from, to);
    await unlink(from);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    // Folders of other systems know no links. The name holds chance enough not to be there.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(code)) throw error;
    await rename(from, to);
  }
  await syncFolder(folder);
}

/**
 * Deletes this database's backups that are older than `keepDays`, but never the newest, and what was left half written a day
 * ago. What people had erased leaves the backups with them. @returns how many
 */
export async function expireBackups(
  folder: string,
  { databaseId, keepDays, now }: { databaseId: string; keepDays: number; now: Instant },
): Promise<number> {
  const own = (await readdir(folder)).flatMap((name) => {
    const [, id, date, ...time] = NAME.exec(name) ?? [];
    return id === databaseId.slice(0, 8) ? [{ name, at: Date.parse(`${date}T${time.join(':')}Z`) }] : [];
  });
  const expired = own
    .toSorted((a, b) => b.at - a.at)
    .slice(1)
    .filter(({ at }) => at < now - keepDays * DAY_MS);
  for (const { name } of expired) await rm(join(folder, name));

  for (const name of await readdir(folder)) {
    if (!PART.test(name)) continue;
    const { mtimeMs = now } = (await stat(join(folder, name)).catch(() => undefined)) ?? {};
    if (mtimeMs < now - DAY_MS) await rm(join(folder, name), { force: true });
  }
  if (expired.length > 0) await syncFolder(folder);
  return expired.length;
}

/** A new name is durable only once its folder is. Windows neither needs nor allows it. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
