import type { Instant } from '#domain/ids.ts';
import type { Standing, StandingTold } from './standing.ts';
import type { Bindable, Engine, Statement } from './statement.ts';

/**
 * The one face of both engines. Verbs see a `Tx` and nothing else of the database; `open-database.ts` is the only place
 * that chooses an engine.
 */

/** Milliseconds since 1970. Handed in by tests; else the engine's own. */
export type Clock = () => Instant;

/** Told of each commit: with the answers of how many verbs, and how long it took. */
export type Committed = (verbs: number, ms: number) => void;

export interface Reader {
  readonly engine: Engine;
  rows<P extends Record<string, Bindable>, Row>(statement: Statement<P, Row>, params: P): Promise<Row[]>;
  first<P extends Record<string, Bindable>, Row>(statement: Statement<P, Row>, params: P): Promise<Row | undefined>;
}

export interface Tx extends Reader {
  /** The transaction's one "now": the database's clock on PostgreSQL, the process's on SQLite (ARCHITECTURE.md, 5). */
  readonly now: Instant;
  /** How many rows were written. @throws Conflict when a unique or check constraint says no. */
  run<P extends Record<string, Bindable>>(statement: Statement<P, unknown>, params: P): Promise<number>;
  /** Runs in a savepoint: a Conflict undoes what it did and comes back as `undefined`; anything else is thrown on. */
  attempt<T>(work: () => Promise<T>): Promise<T | undefined>;
  /**
   * As `attempt`, of one statement: how many rows it wrote, or undefined when a constraint said no. SQLite undoes a refused
   * statement by itself, and a savepoint less saves it from keeping every page once more.
   */
  attemptRun<P extends Record<string, Bindable>>(
    statement: Statement<P, unknown>,
    params: P,
  ): Promise<number | undefined>;
}

export interface Database {
  readonly engine: Engine;
  /**
   * Runs `work` alone in a transaction and answers after the commit is durable. On SQLite, transactions that wait together
   * share one commit (ARCHITECTURE.md, 9); on PostgreSQL serialization failures and deadlocks are tried again.
   * @throws CannotWrite when nothing can be written now: whether this was written is unknown.
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Reads what is committed, outside any writing transaction. */
  readonly reader: Reader;
  /** Whether anything can be written. It turns good by itself when the cause is gone, also with nobody writing. */
  standing(): Standing;
  /** Gives back how to stop following. */
  onStanding(told: StandingTold): () => void;
  /** The engine's clock: what `Tx.now` would be. */
  now(): Promise<Instant>;
  /**
   * After something was erased: what was deleted is to be found in no page of the files any more, as far as that is in our hands.
   * SQLite zeroes what it deletes, and its log is brought in and cut off; PostgreSQL's own vacuum does it in time.
   */
  scrub(): Promise<void>;
  close(): Promise<void>;
}

/** The same database, written to in another way. */
export function writtenThrough(database: Database, write: Database['write']): Database {
  return {
    engine: database.engine,
    reader: database.reader,
    standing: () => database.standing(),
    onStanding: (told) => database.onStanding(told),
    now: () => database.now(),
    scrub: () => database.scrub(),
    close: () => database.close(),
    write,
  };
}

/** A unique key or check refused a row. `table` is the table's name where the engine tells it. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
  readonly table: string | undefined;
  constructor(table: string | undefined, cause: unknown) {
    super(`refused by a constraint of ${table ?? 'a table'}`, { cause });
    this.table = table;
  }
}

/** The database is busy, full, broken or gone. Answered as 503; the same key may be sent again later. */
export class CannotWrite extends Error {
  override readonly name = 'CannotWrite';
}
