import type { Engine } from '../engine/statement.ts';

/**
 * What a session and its bookings say is held against a keyed hash: SQLite has no checksums of its own, and neither engine notices a
 * row that somebody changed behind our back. Rows from before get theirs from the first process that opens the database.
 */
export function sessionMacs(engine: Engine): string[] {
  return [`alter table session add column mac ${engine === 'postgres' ? 'bytea' : 'blob'}`];
}
