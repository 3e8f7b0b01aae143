import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Instant } from '#domain/ids.ts';
import { CannotWrite, type Clock, type Committed, type Database, type Reader, type Tx } from '../database.ts';
import { isSilence, isWorthAnotherTry, postgresFault } from './postgres-faults.ts';
import { PostgresTx, postgresReader, SILENT_MS } from './postgres-tx.ts';
import { postgresTypes } from './postgres-types.ts';
import { ServerWatch } from './server-watch.ts';

const MAX_WRITING = 10;
/** Apart from the others: ten verbs that each wait for a look at the world must not wait for each other's connection. */
const MAX_READING = 6;
const CONNECT_MS = 5_000;
/** A lock that is not had by then is answered with CannotWrite: the asker may come again with the same key. */
const LOCK_MS = 5_000;
/** So that the server lets go of those who vanished without a word within a minute, and not after two hours. */
const KEEPALIVES = '-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3';
const STATEMENT_MS = 15_000;
const MAX_TRIES = 6;

const CLOCK = 'select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now';

export function openPostgres(url: string, clock?: Clock, committed?: Committed): Database {
  const writers = openPool(url, MAX_WRITING);
  const readers = openPool(url, MAX_READING);
  const watch = new ServerWatch(writers, url, clock ?? Date.now);
  // An idle connection that the server ends would otherwise end the process; the next query opens another.
  for (const pool of [writers, readers]) pool.on('error', () => watch.suspect());
  return new PostgresDatabase({ writers, readers, watch }, clock, committed);
}

function openPool(url: string, max: number): pg.Pool {
  return new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    lock_timeout: LOCK_MS,
    idle_in_transaction_session_timeout: STATEMENT_MS,
    query_timeout: SILENT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'quietroom',
    options: KEEPALIVES,
    types: postgresTypes,
  });
}

interface Parts {
  writers: pg.Pool;
  readers: pg.Pool;
  watch: ServerWatch;
}

class PostgresDatabase implements Database {
  readonly engine = 'postgres';
  readonly reader: Reader;
  readonly #writers: pg.Pool;
  readonly #readers: pg.Pool;
  readonly #watch: ServerWatch;
  readonly #clock: Clock | undefined;
  readonly #committed: Committed | undefined;
  readonly #writing = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  constructor({ writers, readers, watch }: Parts, clock: Clock | undefined, committed: Committed | undefined) {
    this.#writers = writers;
    this.#readers = readers;
    this.#watch = watch;
    this.#clock = clock;
    this.#committed = committed;
    const { engine, rows, first } = postgresReader(readers);
    this.reader = {
      engine,
      rows: (query, params) => rows(query, params).catch(this.#heard),
      first: (query, params) => first(query, params).catch(this.#heard),
    };
  }

  standing = () => this.#watch.board.standing;

  onStanding: Database['onStanding'] = (told) => this.#watch.board.follow(told);

  /** @throws what it is given */
  #heard = (fault: unknown): never => {
    throw this.#watch.heard(fault);
  };

  async write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.#closing) throw new CannotWrite('the database is closed');
    this.#watch.assertOpen();
    const written = this.#persistently(work);
    this.#writing.add(written);
    try {
      return await written;
    } finally {
      this.#writing.delete(written);
    }
  }

  async #persistently<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.#once(work);
      } catch (error) {
        if (!isWorthAnotherTry(error) || tries >= MAX_TRIES) throw this.#watch.heard(error);
        await sleep(Math.random() * 2 ** tries * 4);
      }
    }
  }

  async now(): Promise<Instant> {
    if (this.#clock) return this.#clock();
    try {
      return (await this.#readers.query<{ now: number }>(CLOCK)).rows[0]?.now ?? NaN;
    } catch (error) {
      throw this.#watch.heard(postgresFault(error));
    }
  }

  async scrub() {}

  /** Verbs that were asked before still run: a pool that has ended leaves those who wait for a connection without answer. */
  close(): Promise<void> {
    return (this.#closing ??= Promise.allSettled(this.#writing).then(async () => {
      await this.#watch.close();
      await Promise.all([this.#writers.end(), this.#readers.end()]);
    }));
  }

  async #once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await this.#writers.connect().catch((error: unknown) => {
      throw postgresFault(error);
    });
    let tx: PostgresTx | undefined;
    let lost: Error | undefined;
    // A connection that breaks between two statements says so here; unheard, it would end the process.
    const onError = (error: Error) => (lost = error);
    client.on('error', onError);
    try {
      tx = new PostgresTx(client, await this.#begin(client));
      const value = await work(tx);
      tx.end();
      await this.#commit(client);
      return value;
    } catch (error) {
      tx?.end();
      if (isSilence(error)) lost ??= error as Error;
      else await client.query('rollback').catch((fault: Error) => (lost ??= fault));
      throw error;
    } finally {
      client.off('error', onError);
      client.release(lost);
    }
  }

  /** Begins, and reads the clock in the same trip. */
  async #begin(client: pg.PoolClient): Promise<Instant> {
    try {
      const results = (await client.query(`begin isolation level read committed; ${CLOCK}`)) as unknown;
      const [, clock] = results as [pg.QueryResult, pg.QueryResult<{ now: number }>];
      return this.#clock?.() ?? clock.rows[0]?.now ?? NaN;
    } catch (error) {
      throw postgresFault(error);
    }
  }

  async #commit(client: pg.PoolClient): Promise<void> {
    let result: pg.QueryResult;
    const began = performance.now();
    try {
      result = await client.query('commit');
    } catch (error) {
      throw postgresFault(error);
    }
    // A transaction in which a statement failed is rolled back by `commit`, without an error.
    if (result.command !== 'COMMIT') throw new Error('a verb went on after a failed statement outside attempt()');
    this.#committed?.(1, performance.now() - began);
  }
}
