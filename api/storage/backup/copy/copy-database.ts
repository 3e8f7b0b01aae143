import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import type { Reader } from '../../engine/database.ts';
import { sqlitePath } from '../../engine/database-url.ts';
import { statement } from '../../engine/statement.ts';
import { findPostgresTools, type PostgresTools, type ToolPlace } from './postgres-tools.ts';

const VERSION = statement<Record<never, never>>()((db) =>
  db.selectNoFrom(sql<number>`current_setting('server_version_num')::int / 10000`.as('version')),
);

/** PostgreSQL's programs for the server behind `reader`; none are needed for SQLite. @throws CannotBackUp `no_tools` */
export async function toolsFor(reader: Reader, place: ToolPlace): Promise<PostgresTools | undefined> {
  if (reader.engine === 'sqlite') return undefined;
  return findPostgresTools((await reader.first(VERSION, {}))?.version ?? 0, place);
}

/**
 * One moment of the whole database in a file of its own, while everybody goes on writing. On SQLite it is packed anew, so that
 * nothing deleted is left in it; on PostgreSQL it is pg_dump's own format.
 */
export async function copyDatabase(databaseUrl: string, to: string, tools: PostgresTools | undefined): Promise<void> {
  // Made by hand first: both would make it readable for all.
  closeSync(openSync(to, 'wx', 0o600));
  if (tools) return tools.dump(databaseUrl, to);

  // Not `backup()`: it begins again with every write of another process.
  const source = new DatabaseSync(sqlitePath(databaseUrl) ?? '', { readOnly: true, timeout: 5_000 });
  try {
    source.prepare('vacuum into ?').run(to);
  } finally {
    source.close();
  }
}
