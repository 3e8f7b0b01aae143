import { CannotWrite, Conflict } from '../database.ts';

// https://sqlite.org/rescode.html; the low byte of an extended code is its primary code.
const BUSY = 5;
const LOCKED = 6;
const READ_ONLY = 8;
const FULL = 13;
const UNIQUE = new Set([1555, 2067, 2579]);
const CHECK = 275;
const RAISED_BY_TRIGGER = 1811;

/** READONLY, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB: the disk or the file is at fault, not the statement. */
const BROKEN = new Set([8, 10, 11, 13, 14, 15, 26]);
const BEYOND_REPAIR = new Set([11, 26]);

function code(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) : undefined;
}

function primary(error: unknown): number | undefined {
  const found = code(error);
  return found === undefined ? undefined : found & 0xff;
}

export function isBusy(error: unknown): boolean {
  return primary(error) === BUSY || primary(error) === LOCKED;
}

export function isBroken(error: unknown): boolean {
  return BROKEN.has(primary(error) ?? 0);
}

/** The file itself is damaged: no reopening within this process can make it good. */
export function isDamaged(error: unknown): boolean {
  return BEYOND_REPAIR.has(primary(error) ?? 0);
}

export function isFull(error: unknown): boolean {
  return primary(error) === FULL;
}

export function isReadOnly(error: unknown): boolean {
  return primary(error) === READ_ONLY;
}

/** What a verb sees of SQLite's errors: Conflict, CannotWrite, or the error itself, which is a bug. */
export function sqliteFault(error: unknown): unknown {
  const found = code(error);
  if (found === undefined) return error;

  const message = (error as Error).message;
  if (UNIQUE.has(found)) return new Conflict(/failed: (\w+)\./.exec(message)?.[1], error);
  if (found === CHECK || found === RAISED_BY_TRIGGER) return new Conflict(undefined, error);
  if (isBusy(error) || isBroken(error)) return new CannotWrite(`sqlite: ${message}`, { cause: error });

  return error;
}
