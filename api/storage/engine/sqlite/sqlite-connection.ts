import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { isBusy, sqliteFault } from './sqlite-faults.ts';
import type { Bindable, Statement } from '../statement.ts';

/** How long SQLite itself may wait for another process's lock, blocking the event loop (ARCHITECTURE.md, 9). */
const BUSY_MS = 20;
/** At opening it may wait: of two processes that open a new file at once, one has to until the other has made it. */
const OPENING_MS = 5_000;
const AGAIN_MS = 10;
/** Pages after which the log is brought into the file: at SQLite's own 1,000 it took a third of all commits' time (measured). */
const LONG_LOG_PAGES = 4_000;
/** After a large import the log is cut back to this. */
const LOG_BYTES = 64 * 1024 * 1024;

type Params = Record<string, Bindable>;

/** One connection with its prepared statements. Synchronous: node:sqlite answers in microseconds. */
export class SqliteConnection {
  readonly #raw: DatabaseSync;
  readonly #prepared: (StatementSync | undefined)[] = [];
  readonly #control = new Map<string, StatementSync>();

  constructor(path: string, access: 'write' | 'read') {
    this.#raw = new DatabaseSync(path, {
      readOnly: access === 'read',
      timeout: OPENING_MS,
      enableForeignKeyConstraints: true,
    });
    try {
      this.#setUp(access);
    } catch (error) {
      this.#raw.close();
      throw error;
    }
  }

  get inTransaction(): boolean {
    return this.#raw.isTransaction;
  }

  /** @throws Conflict | CannotWrite */
  rows<P extends Params, Row>(statement: Statement<P, Row>, params: P): Row[] {
    const compiled = statement.on('sqlite');
    const values = compiled.bind(params) as SQLInputValue[];
    try {
      return this.#statement(compiled.id, compiled.sql).all(...values) as Row[];
    } catch (error) {
      throw sqliteFault(error);
    }
  }

  /** @throws Conflict | CannotWrite */
  first<P extends Params, Row>(statement: Statement<P, Row>, params: P): Row | undefined {
    const compiled = statement.on('sqlite');
    const values = compiled.bind(params) as SQLInputValue[];
    try {
      return this.#statement(compiled.id, compiled.sql).get(...values) as Row | undefined;
    } catch (error) {
      throw sqliteFault(error);
    }
  }

  /** Rows written. @throws Conflict | CannotWrite */
  run<P extends Params>(statement: Statement<P, unknown>, params: P): number {
    const compiled = statement.on('sqlite');
    const values = compiled.bind(params) as SQLInputValue[];
    try {
      return Number(this.#statement(compiled.id, compiled.sql).run(...values).changes);
    } catch (error) {
      throw sqliteFault(error);
    }
  }

  /** `begin immediate`, `savepoint …`, `commit`: prepared once, errors as SQLite gives them. */
  control(sql: string): void {
    let prepared = this.#control.get(sql);
    if (!prepared) this.#control.set(sql, (prepared = this.#raw.prepare(sql)));
    prepared.run();
  }

  /** A pragma's single value, or that of one column. */
  pragma(sql: string, column?: string): unknown {
    let prepared = this.#control.get(sql);
    if (!prepared) this.#control.set(sql, (prepared = this.#raw.prepare(`pragma ${sql}`)));
    const row = prepared.get() ?? {};
    return column === undefined ? Object.values(row)[0] : row[column];
  }

  get isLogLong(): boolean {
    return Number(this.pragma('wal_checkpoint(noop)', 'log')) >= LONG_LOG_PAGES;
  }

  /**
   * Writes what stands in the log into the file, and syncs it; `truncate` then begins the log anew, with nothing in it. False
   * when others that read or write were in the way. Never left to a commit, as SQLite would: it keeps silent about a fault.
   */
  bringLogIn(how: 'passive' | 'truncate'): boolean {
    return this.pragma(`wal_checkpoint(${how})`) === 0;
  }

  close(): void {
    this.#raw.close();
  }

  #setUp(access: 'write' | 'read'): void {
    // What is sorted or kept for a savepoint stays in memory: through a file it would take a tenth longer (measured), and a
    // full disk elsewhere would look like the database's.
    this.#raw.exec('pragma temp_store = memory');
    if (access === 'write') {
      whileBusy(() => this.#raw.exec('pragma journal_mode = wal'));
      this.#raw.exec(`pragma synchronous = full; pragma journal_size_limit = ${LOG_BYTES}`);
      // What was deleted is not to be read out of free pages (measured: it is lost in what a durable commit costs).
      this.#raw.exec('pragma secure_delete = on; pragma wal_autocheckpoint = 0');
    }
    this.#raw.exec(`pragma busy_timeout = ${BUSY_MS}`);
  }

  #statement(id: number, sql: string): StatementSync {
    if (id === 0) return this.#raw.prepare(sql);
    return (this.#prepared[id] ??= this.#raw.prepare(sql));
  }
}

/** SQLite does not wait by itself where two processes make a new file a logged one at once: each would wait for the other. */
function whileBusy(work: () => void): void {
  const until = performance.now() + OPENING_MS;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, AGAIN_MS);
    }
  }
}
