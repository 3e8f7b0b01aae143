import { CannotOpen } from './cannot-open.ts';
import type { Clock, Committed, Database } from './database.ts';
import { isPostgresUrl, sqlitePath } from './database-url.ts';
import { openPostgres } from './postgres/postgres-database.ts';
import { openSqlite } from './sqlite/sqlite-database.ts';

/**
 * Opens `file:path/to.db` or `postgres://…`: the only place that chooses an engine. A `clock` is for tests only; then it
 * is `Tx.now` on both engines.
 *
 * @throws CannotOpen when the address is neither, or the engine is not one that this release trusts.
 */
export async function openDatabase(options: {
  url: string;
  clock?: Clock | undefined;
  committed?: Committed | undefined;
}): Promise<Database> {
  const { url, clock, committed } = options;
  const file = sqlitePath(url);
  if (file) return openSqlite(file, clock, committed);
  if (isPostgresUrl(url)) return openPostgres(url, clock, committed);

  throw new CannotOpen('DATABASE_URL must read file:path/to.db or postgres://user@host/database.');
}
