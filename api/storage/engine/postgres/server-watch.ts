import pg from 'pg';
import { CannotWrite, type Clock } from '../database.ts';
import { StandingBoard } from '../standing.ts';
import { postgresFault, stopReason } from './postgres-faults.ts';

const AGAIN_MS = 1_000;
/** More than PostgreSQL packs into pages that it has: a full disk shows in it, and not first in a booking. */
const PROBE_BYTES = 256 * 1024;
/** A server that is there answers sooner; behind a line that fell silent nobody waits longer than for a new connection. */
const PROBE_MS = 5_000;
const NO_SUCH_TABLE = '42P01';
const ADMIN_SHUTDOWN = '57P01';

/**
 * Whether the server takes writes. A fault that may be more than a moment's is followed by a probe at once, and while it fails
 * by one a second; meanwhile every write is refused without waiting. So a single connection that was lost stops nothing.
 */
export class ServerWatch {
  readonly board: StandingBoard;
  readonly #pool: pg.Pool;
  readonly #url: string;
  #probing: Promise<void> | undefined;
  /** Something was heard while a probe was under way, which may have been too early for it. */
  #isSuspectAnew = false;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(pool: pg.Pool, url: string, clock: Clock) {
    this.#pool = pool;
    this.#url = url;
    this.board = new StandingBoard(clock);
  }

  /** @throws CannotWrite */
  assertOpen(): void {
    const { standing } = this.board;
    if (standing.writes === 'stopped') throw new CannotWrite(`postgres: writing is stopped (${standing.why})`);
  }

  /** Hands a fault on, and looks into it. */
  heard<T>(fault: T): T {
    if (stopReason(fault)) this.suspect();
    return fault;
  }

  suspect(): void {
    if (this.#closed || this.#timer) return;
    if (this.#probing) {
      this.#isSuspectAnew = true;
      return;
    }
    this.#probing = this.#probe().finally(() => {
      this.#probing = undefined;
      if (!this.#isSuspectAnew) return;
      this.#isSuspectAnew = false;
      this.suspect();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#probing;
  }

  async #probe(): Promise<void> {
    try {
      await this.#tryWriting().catch((error: unknown) => {
        if (!wasEnded(error)) throw error;
        return this.#tryWriting();
      });
      this.board.open();
    } catch (error) {
      const fault = postgresFault(error);
      const why = stopReason(fault);
      if (why) this.board.stop(why, error);
      else if (!(fault instanceof CannotWrite)) this.board.open();
      this.#lookAgain();
    }
  }

  #lookAgain(): void {
    if (this.#closed || this.board.standing.writes === 'open') return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.suspect();
    }, AGAIN_MS).unref();
  }

  async #tryWriting(): Promise<void> {
    // With all connections at work the pool would have us wait for one of them, and be no witness.
    const isPoolBusy = this.#pool.totalCount >= this.#pool.options.max && this.#pool.idleCount === 0;
    if (!isPoolBusy) {
      const client = await this.#pool.connect();
      let lost: Error | undefined;
      const onError = (error: Error) => (lost = error);
      client.on('error', onError);
      try {
        await write(client);
        // It was ended with its answer: another one has to tell whether the server is still there.
        if (lost) this.#isSuspectAnew = true;
        return;
      } catch (error) {
        lost ??= error as Error;
        throw error;
      } finally {
        client.off('error', onError);
        client.release(lost);
      }
    }

    const { connectionTimeoutMillis, statement_timeout, lock_timeout } = this.#pool.options;
    const own = new pg.Client({
      connectionString: this.#url,
      connectionTimeoutMillis,
      statement_timeout,
      lock_timeout,
    });
    own.on('error', () => {});
    try {
      await own.connect();
      await write(own);
    } finally {
      await own.end().catch(() => {});
    }
  }
}

/** By an administrator, or with the whole server: a second connection knows which. */
const wasEnded = (error: unknown) => error instanceof pg.DatabaseError && error.code === ADMIN_SHUTDOWN;

async function write(client: pg.ClientBase): Promise<void> {
  try {
    // One transaction that is committed, and leaves nothing to be seen.
    const text = `insert into meta (key, value)
        select 'write_probe', string_agg(md5(n::text), '') from generate_series(1, ${PROBE_BYTES / 32}) as n
        on conflict (key) do update set value = excluded.value;
      delete from meta where key = 'write_probe'`;
    const probe = { text, query_timeout: PROBE_MS };
    await client.query(probe);
  } catch (error) {
    // Before the first migration there is nothing to write to.
    if (!(error instanceof pg.DatabaseError && error.code === NO_SUCH_TABLE)) throw error;
  }
}
