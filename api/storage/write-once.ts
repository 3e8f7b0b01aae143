import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Puts a whole file in place, durably, readable by its owner only; an existing one is replaced in one step. */
export function replaceFile(path: string, text: string): void {
  const temporary = writeBeside(path, text);
  renameSync(temporary, path);
  syncFolder(dirname(path));
}

/** The same for what is replaced every second, beside requests that must not wait for the disk. One at a time for each path. */
export async function replaceFileBeside(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.next`;
  try {
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    // On a full disk half a file is left, which nobody would take away.
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
  if (process.platform === 'win32') return;
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/**
 * The same, but never over an existing file: of two processes that try at once, one wins and the other gets `false`.
 * A link is taken and not `wx`, so that nobody ever reads half a file.
 */
export function createFileOnce(path: string, text: string): boolean {
  const temporary = writeBeside(path, text);
  try {
    linkSync(temporary, path);
    syncFolder(dirname(path));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    unlinkSync(temporary);
  }
}

/** What is written here is in place within moments: what is older belongs to a process that died. */
const ABANDONED_MS = 3_600_000;

/** Takes away what a process that was killed on the way left beside these files: a key that was retired must not lie there for ever. */
export function removeAbandonedBeside(folder: string, files: readonly string[], now: number): void {
  for (const name of readdirSync(folder)) {
    const of = files.find((file) => name.startsWith(`${file}.`));
    if (of === undefined || !TEMPORARY.test(name.slice(of.length))) continue;
    const path = join(folder, name);
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now;
    if (changed < now - ABANDONED_MS) rmSync(path, { force: true });
  }
}

/** Of a process and a writing of it. A copy that somebody made by hand is never called so. */
const TEMPORARY = /^\.\d+\.(next|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})$/;

function writeBeside(path: string, text: string): string {
  const temporary = `${path}.${process.pid}.${crypto.randomUUID()}`;
  const file = openSync(temporary, 'wx', 0o600);
  try {
    // All of it: a single write may end early on a nearly full disk, and says so only by its count.
    writeFileSync(file, text);
    fsyncSync(file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  return temporary;
}

/** A new name is durable only once its folder is. Windows neither needs nor allows it. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
