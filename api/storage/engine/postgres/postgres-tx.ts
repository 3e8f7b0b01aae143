import type pg from 'pg';
import type { Instant } from '#domain/ids.ts';
import { Conflict, type Reader, type Tx } from '../database.ts';
import { postgresFault } from './postgres-faults.ts';
import type { Bindable, Statement } from '../statement.ts';

type Params = Record<string, Bindable>;

/** Statements are named, so that each connection parses and plans them once; beyond this they would only fill memory. */
const MAX_NAMED = 2_000;

/**
 * Longer than the server's own limits, which a server that is there keeps: heard by nobody but one that was stopped or cut off
 * without a word, for TCP alone would wait for a quarter of an hour. What runs once in a database's life may take its time.
 */
export const SILENT_MS = 20_000;
const MIGRATION_MS = 3_600_000;

export async function send<P extends Params, Row>(
  target: pg.Pool | pg.PoolClient,
  statement: Statement<P, Row>,
  params: P,
): Promise<pg.QueryResult> {
  const { id, sql, bind } = statement.on('postgres');
  const values = bind(params);
  const name = id > 0 && id <= MAX_NAMED ? { name: `q${id}` } : {};
  try {
    const query = { ...name, text: sql, values, query_timeout: id > 0 ? SILENT_MS : MIGRATION_MS };
    return await target.query(query);
  } catch (error) {
    throw postgresFault(error);
  }
}

export function postgresReader(pool: pg.Pool): Reader {
  return {
    engine: 'postgres',
    rows: async <P extends Params, Row>(statement: Statement<P, Row>, params: P) =>
      (await send(pool, statement, params)).rows as Row[],
    first: async <P extends Params, Row>(statement: Statement<P, Row>, params: P) =>
      (await send(pool, statement, params)).rows[0] as Row | undefined,
  };
}

/** A verb's view of one connection inside its transaction. */
export class PostgresTx implements Tx {
  readonly engine = 'postgres';
  readonly now: Instant;
  readonly #client: pg.PoolClient;
  #depth = 0;
  #ended = false;

  constructor(client: pg.PoolClient, now: Instant) {
    this.#client = client;
    this.now = now;
  }

  async rows<P extends Params, Row>(statement: Statement<P, Row>, params: P): Promise<Row[]> {
    return (await send(this.#live(), statement, params)).rows as Row[];
  }

  async first<P extends Params, Row>(statement: Statement<P, Row>, params: P): Promise<Row | undefined> {
    return (await send(this.#live(), statement, params)).rows[0] as Row | undefined;
  }

  async run<P extends Params>(statement: Statement<P, unknown>, params: P): Promise<number> {
    return (await send(this.#live(), statement, params)).rowCount ?? 0;
  }

  async attemptRun<P extends Params>(statement: Statement<P, unknown>, params: P): Promise<number | undefined> {
    return this.attempt(() => this.run(statement, params));
  }

  async attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    const name = `attempt${++this.#depth}`;
    await this.#control(`savepoint ${name}`);
    try {
      const value = await work();
      await this.#control(`release ${name}`);
      return value;
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      await this.#control(`rollback to ${name}; release ${name}`);
      return undefined;
    } finally {
      this.#depth--;
    }
  }

  end(): void {
    this.#ended = true;
  }

  async #control(sql: string): Promise<void> {
    try {
      await this.#live().query(sql);
    } catch (error) {
      throw postgresFault(error);
    }
  }

  #live(): pg.PoolClient {
    if (this.#ended) throw new Error('a verb ran a statement after it had answered');
    return this.#client;
  }
}
