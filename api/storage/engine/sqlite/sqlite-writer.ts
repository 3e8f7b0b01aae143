import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { CannotWrite, type Clock, type Committed, type Tx } from '../database.ts';
import { StandingBoard, type Standing } from '../standing.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { isBroken, isBusy } from './sqlite-faults.ts';
import type { SqliteFile } from './sqlite-file.ts';
import { SqliteTx } from './sqlite-tx.ts';
import { StoppableConnection } from './stoppable-connection.ts';

export interface WriterPatience {
  /** How long a verb may wait for another process's transaction before it is told that nothing can be written now. */
  waitMs: number;
  /** How long to leave a broken disk alone before it is tried again. */
  restMs: number;
  /** How long a batch may go on taking verbs: so long answers and the event loop wait. */
  batchMs: number;
}

const PATIENCE: WriterPatience = { waitMs: 5_000, restMs: 1_000, batchMs: 8 };
const MAX_WAITING = 10_000;
/** What a failed commit takes with it at most. */
const MAX_BATCH = 128;

interface Verb {
  since: number;
  work: (tx: Tx) => Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/**
 * Decision 8: one queue. Each verb runs alone in a savepoint, a batch commits once, then all its answers go out: the noes
 * too, for a refusal may rest on what an earlier verb of the batch wrote. A failed commit is CannotWrite for all of it.
 */
export class SqliteWriter {
  readonly board: StandingBoard;
  readonly #writing: StoppableConnection;
  readonly #clock: Clock;
  readonly #patience: WriterPatience;
  readonly #committed: Committed | undefined;
  readonly #queue: Verb[] = [];
  #closed = false;
  #running: Promise<void> | undefined;

  constructor(
    file: SqliteFile,
    clock: Clock,
    { committed, ...patience }: Partial<WriterPatience> & { committed?: Committed | undefined } = {},
  ) {
    this.#clock = clock;
    this.#patience = { ...PATIENCE, ...patience };
    this.#committed = committed;
    this.board = new StandingBoard(clock);
    this.#writing = new StoppableConnection(file, this.board, this.#patience.restMs);
  }

  write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new CannotWrite('the database is closed'));
    if (this.#queue.length >= MAX_WAITING) return Promise.reject(new CannotWrite('too many writes are waiting'));

    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ since: performance.now(), work, resolve: resolve as Verb['resolve'], reject });
      this.#running ??= this.#run();
    });
  }

  /** An I/O fault: nothing is written any more until the disk has been proven good. */
  stop(why: unknown): void {
    this.#writing.stop(why);
  }

  standing(): Standing {
    this.#writing.look();
    return this.board.standing;
  }

  /** Takes nothing more, and ends with what it has taken. */
  async drain(): Promise<void> {
    this.#closed = true;
    while (this.#running) await this.#running;
  }

  async close(): Promise<void> {
    await this.drain();
    this.#writing.close();
  }

  async #run(): Promise<void> {
    while (this.#queue.length > 0) {
      // One turn of the event loop: requests that arrived together are read, and share the commit.
      await nextTurn();
      const connection = await this.#begin();
      if (!connection) continue;
      await this.#batch(connection);
      await nextTurn();
      this.#writing.tidy();
    }
    this.#running = undefined;
  }

  /** The connection inside a fresh transaction; `undefined` when every verb in the queue had to be turned away. */
  async #begin(): Promise<SqliteConnection | undefined> {
    while (this.#queue.length > 0) {
      try {
        const connection = this.#writing.get();
        connection.control('begin immediate');
        return connection;
      } catch (error) {
        if (!isBusy(error)) {
          if (isBroken(error)) this.#writing.stop(error);
          this.#turnAway(error, Infinity);
          return undefined;
        }
        this.#turnAway(error, performance.now() - this.#patience.waitMs);
        // Spread, so that two processes do not knock in step.
        await sleep(1 + Math.random() * 10);
      }
    }
    return undefined;
  }

  async #batch(connection: SqliteConnection): Promise<void> {
    const started = performance.now();
    const now = this.#clock();
    const answers: { verb: Verb; answer: () => void }[] = [];
    const hasRoom = () => answers.length < MAX_BATCH && performance.now() - started < this.#patience.batchMs;

    try {
      do {
        while (this.#queue.length > 0 && hasRoom()) {
          const verb = this.#queue.shift() as Verb;
          const slot = { verb, answer: () => verb.reject(new CannotWrite('the batch failed')) };
          answers.push(slot);
          slot.answer = await this.#verb(connection, verb, now);
        }
        if (hasRoom()) await nextTurn();
      } while (this.#queue.length > 0 && hasRoom());

      const began = performance.now();
      connection.control('commit');
      this.#committed?.(answers.length, performance.now() - began);
    } catch (error) {
      this.#abandon(connection, error);
      const fault = new CannotWrite('the transaction could not be committed', { cause: error });
      for (const { verb } of answers) verb.reject(fault);
      return;
    }
    for (const { answer } of answers) answer();
  }

  /** How the verb is to be answered after the commit. @throws whatever ended the whole transaction. */
  async #verb(connection: SqliteConnection, verb: Verb, now: number): Promise<() => void> {
    connection.control('savepoint verb');
    const tx = new SqliteTx(connection, now);
    try {
      const value = await verb.work(tx);
      tx.end();
      connection.control('release verb');
      return () => verb.resolve(value);
    } catch (error) {
      tx.end();
      if (!connection.inTransaction) throw error;
      if (error instanceof CannotWrite && isBroken(error.cause)) throw error.cause;
      connection.control('rollback to verb');
      connection.control('release verb');
      return () => verb.reject(error);
    }
  }

  #abandon(connection: SqliteConnection, error: unknown): void {
    const cause = error instanceof CannotWrite ? error.cause : error;
    if (isBroken(cause)) return this.#writing.stop(cause);
    try {
      if (connection.inTransaction) connection.control('rollback');
    } catch (fault) {
      this.#writing.stop(fault);
    }
  }

  #turnAway(why: unknown, waitingSince: number): void {
    const fault =
      why instanceof CannotWrite ? why : new CannotWrite('the database takes no writes now', { cause: why });
    while (this.#queue[0] && this.#queue[0].since <= waitingSince) this.#queue.shift()?.reject(fault);
  }
}
