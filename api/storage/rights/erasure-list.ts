import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CannotOpen } from '../engine/cannot-open.ts';
import type { Reader } from '../engine/database.ts';
import { createFileOnce } from '../write-once.ts';
import { erasuresSince, type Erasure } from './erasure-store.ts';

/**
 * `DATA_DIR/erasures.jsonl`: who was erased, outside the database, so that a copy from before does not bring anybody back. One
 * line each, ids only.
 *
 * The row in the table `erasure` is written in the transaction that erases; the line follows its commit and is on the disk before
 * anybody is told that they are erased. So a line never stands for somebody who was refused, and an erasure that was
 * answered is never lost. What a crash kept from the file is taken from the table at the next look: each process looks at its
 * start, after each erasure of its own, and once a minute for those of others, each into its own DATA_DIR; and once a minute into
 * the folder of backups, since a disk that is lost takes its list along.
 */
const NAME = 'erasures.jsonl';

/** Longer than a transaction takes to its commit, and than two machines' clocks are apart. */
const OVERLAP_MS = 3_600_000;

/** Beside the backups of the same database, in a folder of its own: several libraries may keep theirs in one place. */
export function erasedBeside(backups: string, databaseId: string): string {
  return join(backups, `quietroom-${databaseId.slice(0, 8)}-erased`);
}

const listPath = (dataDir: string) => join(dataDir, NAME);

/**
 * In the order in which they were kept. What a crash cut short was never answered for, stands in the table, and is left out.
 * @throws CannotOpen where there is something else in it
 */
export function readErasures(dataDir: string): Erasure[] {
  const lines = textIn(dataDir).split('\n');
  return lines.flatMap((line, place) => {
    // The last sign of a line: without it it was never finished.
    if (!line.endsWith('}')) return [];
    const { person, at, why } = parsed(line) ?? {};
    if (typeof person === 'string' && typeof at === 'number' && typeof why === 'string') return { person, at, why };
    throw new CannotOpen(
      `${listPath(dataDir)} is damaged in line ${place + 1}. Put it back from a backup of DATA_DIR: it says who must stay erased.`,
    );
  });
}

function textIn(dataDir: string): string {
  try {
    return readFileSync(listPath(dataDir), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw new CannotOpen(`${listPath(dataDir)} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
}

function parsed(line: string): Partial<Erasure> | undefined {
  try {
    return JSON.parse(line) as Partial<Erasure>;
  } catch {
    return undefined;
  }
}

/** One process's hand on its list. */
export class ErasureList {
  readonly #dataDir: string;
  readonly #reader: Reader;
  /** Of the first look: whatever the table has. */
  #newest = 0;
  #last: Promise<number> = Promise.resolve(0);

  constructor(dataDir: string, reader: Reader) {
    this.#dataDir = dataDir;
    this.#reader = reader;
  }

  /** Writes down, durably, what the table has and the file has not; one look at a time. How many there were. */
  bringUpToDate(): Promise<number> {
    const look = () => this.#look();
    return (this.#last = this.#last.then(look, look));
  }

  async #look(): Promise<number> {
    // A disk for backups that is not there now gets it when it is.
    if (!existsSync(dirname(this.#dataDir))) return 0;
    const rows = await erasuresSince(this.#reader, this.#newest - OVERLAP_MS);
    if (rows.length === 0) return 0;
    // Read anew: another process may keep the same file.
    const known = new Set(readErasures(this.#dataDir).map(({ person }) => person));
    const missing = rows.filter(({ person }) => !known.has(person));
    if (missing.length > 0) append(this.#dataDir, missing);
    this.#newest = Math.max(...rows.map(({ at }) => at));
    return missing.length;
  }
}

function append(dataDir: string, erasures: readonly Erasure[]): void {
  const path = listPath(dataDir);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  createFileOnce(path, '');
  const lines = erasures.map(({ person, at, why }) => `${JSON.stringify({ person, at, why })}\n`);
  const file = openSync(path, 'a', 0o600);
  try {
    // Begun on a line of its own: the one before may never have been finished.
    writeSync(file, `${textIn(dataDir) === '' ? '' : '\n'}${lines.join('')}`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
