import pg from 'pg';
import { CannotWrite, Conflict } from '../database.ts';
import type { StopReason } from '../standing.ts';

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const CONSTRAINTS = new Set(['23505', '23P01', '23514']);
const TRY_AGAIN = new Set(['40001', '40P01']);
/**
 * Connection, who may connect and to what, resources, operator, system, corruption; a lock or statement that took too long; a
 * standby.
 */
const GONE = /^(08|28|3D|53|55000|57|58|XX00[12]|55P03|25006|25P0[34])/;

export function isWorthAnotherTry(error: unknown): boolean {
  const cause = error instanceof CannotWrite ? error.cause : error;
  return cause instanceof pg.DatabaseError && TRY_AGAIN.has(cause.code ?? '');
}

/** The server did not say this: its connection is of no use any more, and nothing more is to be asked over it. */
export function isSilence(error: unknown): boolean {
  return error instanceof CannotWrite && !(error.cause instanceof pg.DatabaseError);
}

/** What a verb sees of PostgreSQL's errors: Conflict, CannotWrite, or the error itself, which is a bug. */
export function postgresFault(error: unknown): unknown {
  // Anything that the server did not say comes from the connection: refused, reset, ended, timed out.
  if (!(error instanceof pg.DatabaseError)) return new CannotWrite('postgres: no connection', { cause: error });

  const code = error.code ?? '';
  if (CONSTRAINTS.has(code)) return new Conflict(error.table, error);
  if (TRY_AGAIN.has(code) || GONE.test(code)) return new CannotWrite(`postgres: ${code}`, { cause: error });
  return error;
}

/** A moment's crowding or one's own slowness: the server is well. Lock, cancelled statement, idle transaction. */
const PASSING = /^(40|55P03|57014|25P0[34])/;

/** What a fault says about the server, where it is more than a moment's. `undefined` where it says nothing. */
export function stopReason(error: unknown): StopReason | undefined {
  if (!(error instanceof CannotWrite)) return undefined;
  const { cause } = error;
  if (!(cause instanceof pg.DatabaseError)) return 'unreachable';

  const code = cause.code ?? '';
  if (PASSING.test(code)) return undefined;
  if (code === '53100') return 'full';
  if (code === '25006') return 'read_only';
  if (code.startsWith('58')) return 'disk';
  return code.startsWith('XX') ? 'damaged' : 'unreachable';
}
