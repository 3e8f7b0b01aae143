import { CannotWrite } from '../database.ts';
import type { StandingBoard, StopReason } from '../standing.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { isBusy, isDamaged, isFull, isReadOnly } from './sqlite-faults.ts';
import type { SqliteFile } from './sqlite-file.ts';

/** After a full disk, so much has to be free again: else writing would begin and stop with every kilobyte that comes and goes. */
const ROOM_BYTES = 4 * 1024 * 1024;
/** With less than this a file that could not grow had no room, whatever SQLite calls it. */
const NO_ROOM_BYTES = 64 * 1024;
/** A disk that fails again and again is left alone for longer, but never longer than this. */
const LONGEST_REST_MS = 2_000;
const BUSY_AGAIN_MS = 20;

/**
 * The writing connection. A fault of disk or file closes it at once; from then on it is tried again by itself, and given out
 * only when everything committed was written and synced anew and a durable write was kept. Damage ends that, and so does
 * another file in its place: no reopening in this process can make it good.
 */
export class StoppableConnection {
  readonly #file: SqliteFile;
  readonly #board: StandingBoard;
  readonly #restMs: number;
  #connection: SqliteConnection | undefined;
  /** Set while writing is stopped. */
  #fault: { why: StopReason; cause: unknown } | undefined;
  #rest: number;
  #openedAt = -Infinity;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(file: SqliteFile, board: StandingBoard, restMs: number) {
    this.#file = file;
    this.#board = board;
    this.#restMs = this.#rest = restMs;
    this.#connection = file.open('write');
    try {
      // An earlier process may have ended after a sync that failed: its log reads whole from memory, and is not on the disk.
      this.#connection.bringLogIn('truncate');
      file.remember();
    } catch (error) {
      this.#connection.close();
      throw error;
    }
  }

  /** @throws whatever stopped it, while it is stopped */
  get(): SqliteConnection {
    this.look();
    if (this.#connection) return this.#connection;
    throw this.#fault?.cause ?? new CannotWrite('the database is closed');
  }

  /** Whether the file is still the one that was opened: it costs two looks at the folder. */
  look(): void {
    if (!this.#connection || this.#file.isInPlace()) return;
    try {
      // Where only the log was taken away, what it holds can still be saved.
      this.#connection.bringLogIn('truncate');
    } catch {
      // Nothing more can be done from here.
    }
    this.stop(new CannotWrite('the database is not in its place any more'));
  }

  /** Brings the log in when it has grown long: after the answers have gone out, for they do not depend on it. */
  tidy(): void {
    try {
      if (this.#connection?.isLogLong) this.#connection.bringLogIn('passive');
    } catch (error) {
      if (!isBusy(error)) this.stop(error);
    }
  }

  /** Stops writing: for good when the file is damaged, else until a reopened connection has been proven. */
  stop(cause: unknown): void {
    const why = this.#whyOf(cause);
    // The first fault says why, for a closed connection makes faults of its own. Only damage outweighs it.
    if (this.#fault && (this.#isFinal || why !== 'damaged')) return;

    this.#fault = { why, cause };
    this.#drop();
    this.#board.stop(why, cause);
    const isAgain = performance.now() - this.#openedAt < this.#rest * 2;
    this.#rest = isAgain ? Math.max(this.#rest, Math.min(LONGEST_REST_MS, this.#rest * 2)) : this.#restMs;
    this.#tryIn(this.#rest);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#connection?.close();
    this.#connection = undefined;
  }

  get #isFinal(): boolean {
    return this.#fault?.why === 'damaged' || this.#fault?.why === 'replaced';
  }

  #tryIn(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#closed && !this.#isFinal) this.#timer = setTimeout(() => this.#tryAgain(), ms).unref();
  }

  #tryAgain(): void {
    try {
      const proven = this.#proven();
      if (!proven) return this.#tryIn(BUSY_AGAIN_MS);
      this.#connection = proven;
    } catch (error) {
      if (isBusy(error)) return this.#tryIn(BUSY_AGAIN_MS);
      if (isDamaged(error)) return this.stop(error);
      return this.#tryIn(this.#restMs);
    }
    this.#fault = undefined;
    this.#openedAt = performance.now();
    this.#board.open();
  }

  /** Undefined when others are in the way. @throws when the reopened file does not take and keep a durable write */
  #proven(): SqliteConnection | undefined {
    if (!this.#file.isInPlace()) throw new CannotWrite('another file, or none, is in its place');
    if (this.#fault?.why === 'full' && this.#file.freeBytes() < ROOM_BYTES) throw this.#fault.cause;

    const connection = this.#file.open('write');
    let isProven = false;
    try {
      // After a sync that failed, memory may show what the disk never got: all that was committed is written once more, and
      // what was not goes with the log.
      if (!connection.bringLogIn('truncate')) return undefined;
      const mark = (Number(connection.pragma('user_version')) + 1) % 0x7fffffff;
      connection.control('begin immediate');
      connection.pragma(`user_version = ${mark}`);
      connection.control('commit');
      if (connection.pragma('user_version') !== mark) throw new CannotWrite('a probe was not kept');
      isProven = true;
      return connection;
    } finally {
      if (!isProven) connection.close();
    }
  }

  #drop(): void {
    try {
      this.#connection?.close();
    } catch {
      // A broken disk may refuse even this; the connection is not used again.
    }
    this.#connection = undefined;
  }

  #whyOf(cause: unknown): StopReason {
    if (isDamaged(cause)) return 'damaged';
    if (!this.#file.isInPlace()) return 'replaced';
    if (isReadOnly(cause)) return 'read_only';
    return isFull(cause) || this.#file.freeBytes() < NO_ROOM_BYTES ? 'full' : 'disk';
  }
}
