import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { importHosted } from './hosted-library.ts';
import { quickFolder } from './quick-folder.ts';

const DEMONSTRATION = 'demonstration';

/**
 * Libraries with a network in them, as a first start leaves them. Each network is imported once in a run of tests; everybody
 * gets a copy.
 */
export interface LibraryFolder {
  folder: string;
  databaseFile: string;
  /** What a server on it is told. */
  environment: Record<string, string>;
  remove(): void;
}

/** Where the originals stand for this run. @returns what removes them */
export function keepLibraries(): () => void {
  const originals = quickFolder('quietroom-libraries-');
  process.env.TEST_LIBRARIES = originals;
  return () => rmSync(originals, { recursive: true, force: true });
}

/** One of one's own: of the demonstration, or of another network file. */
export async function copyLibrary(network?: object): Promise<LibraryFolder> {
  const originals = process.env.TEST_LIBRARIES;
  if (!originals) throw new Error('TEST_LIBRARIES is not set: run this by vitest, in the project "browser"');
  const original = await importedOnce(originals, network);
  const copy = libraryIn(quickFolder('quietroom-library-'));
  cpSync(original, copy.folder, { recursive: true });
  return copy;
}

/** Two that import the same at once do not disturb each other: one of the two is thrown away. */
async function importedOnce(originals: string, network?: object): Promise<string> {
  const name = network ? createHash('sha256').update(JSON.stringify(network)).digest('hex') : DEMONSTRATION;
  const original = join(originals, name);
  if (existsSync(original)) return original;

  const fresh = libraryIn(mkdtempSync(join(originals, 'fresh-')));
  await importHosted(fresh.environment, network);
  try {
    renameSync(fresh.folder, original);
  } catch (error) {
    if (!existsSync(original)) throw error;
    fresh.remove();
  }
  return original;
}

function libraryIn(folder: string): LibraryFolder {
  const databaseFile = join(folder, 'library.db');
  return {
    folder,
    databaseFile,
    environment: { DATA_DIR: folder, HOST: '127.0.0.1', PORT: '0', DATABASE_URL: `file:${databaseFile}` },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
