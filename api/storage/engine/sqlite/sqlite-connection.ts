import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { sqliteFault } from './sqlite-faults.ts';
import type { Bindable, Statement } from '../statement.ts';

/** How long SQLite itself may wait for another process's lock, blocking the event loop (ARCHITECTURE.md, 9). */
const BUSY_MS = 20;
/** At opening it may wait: of two processes that open a new file at once, one has to until the other has made it. */
const OPENING_MS = 5_000;
/** Pages after which the log is brought into the file: at SQLite's own 1,000 it took a third of all commits' time (measured). */
const CHECKPOINT_PAGES = 4_000;
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
    if (access === 'write') {
      // Pages kept for a savepoint stay in memory: beyond 64 KB they would go through a file (measured: a tenth).
      this.#raw.exec('pragma temp_store = memory');
      this.#raw.exec(`pragma journal_mode = wal; pragma synchronous = full; pragma journal_size_limit = ${LOG_BYTES}`);
      // What was deleted is not to be read out of free pages (measured: it is lost in what a durable commit costs).
      this.#raw.exec('pragma secure_delete = on');
      this.#raw.exec(`pragma wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    }
    this.#raw.exec(`pragma busy_timeout = ${BUSY_MS}`);
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

  /** A pragma's single value. */
  pragma(sql: string): unknown {
    return Object.values(this.#raw.prepare(`pragma ${sql}`).get() ?? {})[0];
  }

  close(): void {
    this.#raw.close();
  }

  #statement(id: number, sql: string): StatementSync {
    if (id === 0) return this.#raw.prepare(sql);
    return (this.#prepared[id] ??= this.#raw.prepare(sql));
  }
}
