import type { Instant } from '#domain/ids.ts';
import { Conflict, type Tx } from '../database.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import type { Bindable, Statement } from '../statement.ts';

type Params = Record<string, Bindable>;

/**
 * A verb's view of the writing connection, inside the verb's own savepoint. The answers are there at once; the promises
 * are the interface's. Statements of one verb must not overlap (`Promise.all` around `attempt` would cross savepoints).
 */
export class SqliteTx implements Tx {
  readonly engine = 'sqlite';
  readonly now: Instant;
  readonly #connection: SqliteConnection;
  #depth = 0;
  #ended = false;

  constructor(connection: SqliteConnection, now: Instant) {
    this.#connection = connection;
    this.now = now;
  }

  async rows<P extends Params, Row>(statement: Statement<P, Row>, params: P): Promise<Row[]> {
    return this.#live().rows(statement, params);
  }

  async first<P extends Params, Row>(statement: Statement<P, Row>, params: P): Promise<Row | undefined> {
    return this.#live().first(statement, params);
  }

  async run<P extends Params>(statement: Statement<P, unknown>, params: P): Promise<number> {
    return this.#live().run(statement, params);
  }

  async attemptRun<P extends Params>(statement: Statement<P, unknown>, params: P): Promise<number | undefined> {
    try {
      return this.#live().run(statement, params);
    } catch (error) {
      if (error instanceof Conflict) return undefined;
      throw error;
    }
  }

  async attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    const connection = this.#live();
    const name = `attempt${++this.#depth}`;
    connection.control(`savepoint ${name}`);
    try {
      const value = await work();
      connection.control(`release ${name}`);
      return value;
    } catch (error) {
      // A full disk or an I/O error may already have undone the whole transaction; then there is no savepoint left.
      if (connection.inTransaction) {
        connection.control(`rollback to ${name}`);
        connection.control(`release ${name}`);
      }
      if (error instanceof Conflict) return undefined;
      throw error;
    } finally {
      this.#depth--;
    }
  }

  /** The next verb's savepoint has begun, or the commit: a statement that nobody awaited must not slip into it. */
  end(): void {
    this.#ended = true;
  }

  #live(): SqliteConnection {
    if (this.#ended) throw new Error('a verb ran a statement after it had answered');
    return this.#connection;
  }
}
