import { setTimeout as sleep } from 'node:timers/promises';
import { CannotOpen } from '../cannot-open.ts';
import { CannotWrite, type Clock, type Committed, type Database, type Reader } from '../database.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { isBroken, sqliteFault } from './sqlite-faults.ts';
import { SqliteFile } from './sqlite-file.ts';
import { SqliteWriter } from './sqlite-writer.ts';
import { statement } from '../statement.ts';
import { sql } from 'kysely';

/** Before it, a WAL reset could corrupt the file (https://sqlite.org/wal.html#walresetbug). */
const OLDEST = [3, 51, 3] as const;

/** @throws CannotOpen when the SQLite inside Node is too old, or the file cannot be opened. */
export function openSqlite(path: string, clock: Clock = Date.now, committed?: Committed): Database {
  refuseOldSqlite();
  let writer: SqliteWriter | undefined;
  let connection: SqliteConnection;
  try {
    const file = new SqliteFile(path);
    writer = new SqliteWriter(file, clock, { committed });
    // A connection of its own, so that nothing that is not yet committed is ever read.
    connection = file.open('read');
    // It has the log in its hands from now on: else the writer, closed after a fault, would be the last one and take it away.
    connection.pragma('schema_version');
  } catch (error) {
    void writer?.close();
    throw new CannotOpen(`The database ${path} cannot be opened: ${(error as Error).message}.`, { cause: error });
  }
  return new SqliteDatabase(writer, connection, { path, clock });
}

/** The log is in use only for as long as a commit takes. */
const SCRUB_TRIES = 50;
const SCRUB_AGAIN_MS = 20;

class SqliteDatabase implements Database {
  readonly engine = 'sqlite';
  readonly reader: Reader;
  readonly #writer: SqliteWriter;
  readonly #connection: SqliteConnection;
  readonly #clock: Clock;
  readonly #path: string;
  #closed = false;

  constructor(writer: SqliteWriter, connection: SqliteConnection, { path, clock }: { path: string; clock: Clock }) {
    this.#writer = writer;
    this.#connection = connection;
    this.#clock = clock;
    this.#path = path;
    this.reader = {
      engine: 'sqlite',
      rows: async (query, params) => this.#read(() => connection.rows(query, params)),
      first: async (query, params) => this.#read(() => connection.first(query, params)),
    };
  }

  write: Database['write'] = (work) => this.#writer.write(work);

  standing = () => this.#writer.standing();

  onStanding: Database['onStanding'] = (told) => this.#writer.board.follow(told);

  async now() {
    return this.#clock();
  }

  async scrub() {
    try {
      // A connection of its own: the writer's may be in the middle of a batch.
      const connection = new SqliteConnection(this.#path, 'write');
      try {
        for (let tries = 0; tries < SCRUB_TRIES; tries++) {
          if (connection.bringLogIn('truncate')) return;
          await sleep(SCRUB_AGAIN_MS);
        }
      } finally {
        connection.close();
      }
    } catch (error) {
      throw this.#heard(sqliteFault(error));
    }
  }

  async close() {
    await this.#writer.drain();
    if (this.#closed) return;
    this.#closed = true;
    // The writer last: a reader cannot bring the log into the file, and would leave it lying.
    this.#connection.close();
    await this.#writer.close();
  }

  #read<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw this.#heard(error);
    }
  }

  /** A fault that a reader meets is one that a writer must not add to. */
  #heard(error: unknown): unknown {
    if (error instanceof CannotWrite && isBroken(error.cause)) this.#writer.stop(error.cause);
    return error;
  }
}

const version = statement<Record<never, never>>()((db) => ({
  compile: () => sql<{ version: string }>`select sqlite_version() as version`.compile(db),
}));

function refuseOldSqlite(): void {
  const memory = new SqliteConnection(':memory:', 'write');
  const found = memory.first(version, {})?.version ?? '0';
  memory.close();

  const parts = found.split('.').map(Number);
  const at = OLDEST.findIndex((part, i) => part !== (parts[i] ?? 0));
  if (at >= 0 && (parts[at] ?? 0) < (OLDEST[at] ?? 0)) {
    throw new CannotOpen(`SQLite ${found} can lose data: run with a Node that has ${OLDEST.join('.')} or later.`);
  }
}
