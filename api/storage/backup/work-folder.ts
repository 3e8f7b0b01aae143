import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const NAME = 'backup-work-';
/** A backup writes something all the time: what has not changed for so long belongs to a process that died. */
const ABANDONED_MS = 3_600_000;

/** A folder for its owner only, for what is copied on the way. It is gone afterwards, whatever happens. */
export async function inWorkFolder<T>(dataDir: string, work: (folder: string) => Promise<T>): Promise<T> {
  removeAbandoned(dataDir);
  const folder = mkdtempSync(join(dataDir, NAME));
  return removedAtLast(folder, () => work(folder));
}

/** Also when the process is asked to stop meanwhile. Where it has become something else under another name, nothing is removed. */
export async function removedAtLast<T>(path: string, work: () => Promise<T>): Promise<T> {
  const remove = () => rmSync(path, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    return await work();
  } finally {
    process.off('exit', remove);
    remove();
  }
}

function removeAbandoned(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    if (!name.startsWith(NAME)) continue;
    const folder = join(dataDir, name);
    try {
      const changed = [folder, ...readdirSync(folder).map((file) => join(folder, file))].map(
        (path) => statSync(path).mtimeMs,
      );
      if (Math.max(...changed) < Date.now() - ABANDONED_MS) rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      // Its owner has just removed it.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}
