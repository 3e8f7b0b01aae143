import { closeSync, fsyncSync, linkSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Puts a whole file in place, durably, readable by its owner only; an existing one is replaced in one step. */
export function replaceFile(path: string, text: string): void {
  const temporary = writeBeside(path, text);
  renameSync(temporary, path);
  syncFolder(dirname(path));
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

function writeBeside(path: string, text: string): string {
  const temporary = `${path}.${process.pid}.${crypto.randomUUID()}`;
  const file = openSync(temporary, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
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
