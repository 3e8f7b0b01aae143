import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CannotOpen } from '../cannot-open.ts';
import { CannotWrite, type Reader } from '../database.ts';
import { logFault } from './log-faults.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { isBroken } from './sqlite-faults.ts';

const LOG_TRIES = 3;
const LOG_AGAIN_MS = 50;

/**
 * Looks into a file before anything is opened that could write: a connection that may write brings the log in when it closes, and takes
 * it away with all that could be said of it. Before this process has the file open itself, for closing what was looked at would
 * give up its locks.
 *
 * @throws CannotOpen where SQLite cannot read it, and what `look` throws
 */
export async function lookIntoFile<T>(path: string, look: (reader: Reader) => Promise<T>): Promise<T | undefined> {
  if (!statSync(path, { throwIfNoEntry: false })?.size) return undefined;
  let connection: SqliteConnection | undefined;
  try {
    const opened = (connection = new SqliteConnection(path, 'read'));
    return await look({
      engine: 'sqlite',
      rows: async (query, params) => opened.rows(query, params),
      first: async (query, params) => opened.first(query, params),
    });
  } catch (error) {
    const cause = error instanceof CannotWrite ? error.cause : error;
    if (isBroken(cause)) throw new CannotOpen(unreadable(path, cause as Error), { cause });
    throw error;
  } finally {
    connection?.close();
  }
}

const unreadable = (path: string, { message }: Error) => `${resolve(path)} cannot be read: SQLite says "${message}"`;

/** As `logFault`; whoever writes meanwhile changes log and index one after the other, so that a fault is looked at again. */
export async function lastingLogFault(path: string): Promise<string | undefined> {
  for (let tries = 1; ; tries++) {
    const fault = logFault(path);
    if (fault === undefined || tries >= LOG_TRIES) return fault;
    await sleep(LOG_AGAIN_MS);
  }
}
