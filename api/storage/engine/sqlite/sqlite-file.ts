import { closeSync, openSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { SqliteConnection } from './sqlite-connection.ts';

/** The database's file and its log, known by what they are and not by their names alone. */
export class SqliteFile {
  readonly path: string;
  #file: string | undefined;
  #log: string | undefined;

  constructor(path: string) {
    this.path = path;
    // Made by hand first: SQLite would make it readable for all, and its companions take after it.
    closeSync(openSync(path, 'a', 0o600));
  }

  open(access: 'write' | 'read'): SqliteConnection {
    return new SqliteConnection(this.path, access);
  }

  /** From now on these two are the database. */
  remember(): void {
    this.#file = identity(this.path);
    this.#log = identity(`${this.path}-wal`);
  }

  /**
   * Whether they are still found under their names. What is written into a file that was removed or replaced is gone with this
   * process, and a reopened connection would make an empty database in its place.
   */
  isInPlace(): boolean {
    return isStill(this.path, this.#file) && isStill(`${this.path}-wal`, this.#log);
  }

  freeBytes(): number {
    try {
      const { bavail, bsize } = statfsSync(dirname(this.path));
      return bavail * bsize;
    } catch {
      // A disk that cannot say is not taken for a full one.
      return Infinity;
    }
  }
}

function isStill(path: string, known: string | undefined): boolean {
  if (known === undefined) return true;
  try {
    return identity(path) === known;
  } catch {
    // A disk that cannot even be asked fails at the next write, and is told of then.
    return true;
  }
}

function identity(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && `${found.dev} ${found.ino}`;
}
