import { mkdtempSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const ENOUGH = 4 * 2 ** 30;
const DAY_MS = 24 * 3_600_000;

let place: string | undefined;

/**
 * A new folder for a database that need not outlive its test: in memory where a lot of that is free, since a tenth of the API's
 * tests was waiting for a disk and half of PostgreSQL's work its copying of files; else where temporary files lie.
 */
export function quickFolder(prefix: string): string {
  place ??= quickPlace(prefix);
  return mkdtempSync(join(place, prefix));
}

function quickPlace(prefix: string): string {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    if (Math.min(bavail * bsize, process.availableMemory()) < ENOUGH) return tmpdir();
    sweep(prefix);
    return MEMORY;
  } catch {
    return tmpdir();
  }
}

/** What a run left behind that was killed would stay in memory until the machine is started anew. */
function sweep(prefix: string): void {
  const family = prefix.split('-')[0]!;
  for (const name of readdirSync(MEMORY)) {
    const path = join(MEMORY, name);
    const isOld = name.startsWith(`${family}-`) && Date.now() - statSync(path).mtimeMs > DAY_MS;
    if (isOld) rmSync(path, { recursive: true, force: true });
  }
}
