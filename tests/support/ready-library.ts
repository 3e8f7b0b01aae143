import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram, startProgram } from './child-program.ts';

const DEMONSTRATION = 'demonstration';

/**
 * Libraries with a network in them, as a first start leaves them. Each network is imported once in a run of tests, for two
 * dozen secrets are hashed at full cost then; everybody gets a copy.
 */
export interface LibraryFolder {
  folder: string;
  databaseFile: string;
  /** What a server on it is told. */
  environment: Record<string, string>;
  remove(): void;
}

/** Where the originals stand for this run, the demonstration among them. @returns what removes them */
export async function keepLibraries(): Promise<() => void> {
  const originals = mkdtempSync(join(tmpdir(), 'quietroom-libraries-'));
  process.env.TEST_LIBRARIES = originals;
  const server = await startProgram('api/main.ts', ['start'], libraryIn(join(originals, DEMONSTRATION)).environment);
  const code = await server.stop();
  if (code !== 0) throw new Error(`the demonstration's server stopped with ${code}:\n${server.output()}`);
  return () => rmSync(originals, { recursive: true, force: true });
}

/** One of one's own: of the demonstration, or of another network file. */
export function copyLibrary(network?: object): LibraryFolder {
  const originals = process.env.TEST_LIBRARIES;
  if (!originals) throw new Error('TEST_LIBRARIES is not set: run this by vitest, in the project "browser"');
  const original = network ? importedOnce(originals, JSON.stringify(network)) : join(originals, DEMONSTRATION);
  const copy = libraryIn(mkdtempSync(join(tmpdir(), 'quietroom-library-')));
  cpSync(original, copy.folder, { recursive: true });
  return copy;
}

/** Two that import the same at once do not disturb each other: one of the two is thrown away. */
function importedOnce(originals: string, network: string): string {
  const original = join(originals, createHash('sha256').update(network).digest('hex'));
  if (existsSync(original)) return original;

  const fresh = libraryIn(mkdtempSync(join(originals, 'fresh-')));
  const file = join(fresh.folder, 'network.json');
  writeFileSync(file, network);
  runProgram('api/cli/import.ts', [file, '--demo'], fresh.environment);
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
