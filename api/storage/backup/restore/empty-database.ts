import { sql } from 'kysely';
import type { Reader } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import { CannotBackUp } from '../cannot-back-up.ts';

const TABLES = statement<Record<never, never>>()((db) => ({
  compile: () =>
    sql<{ name: string }>`select tablename as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema') limit 1`.compile(db),
}));

/** @throws CannotBackUp where anything is in it, be it alive or not */
export async function refuseAnyTable(reader: Reader, where: string): Promise<void> {
  const table = await reader.first(TABLES, {});
  if (!table) return;
  throw new CannotBackUp(
    'failed',
    `${where} has tables in it already ("${table.name}"), and a restore replaces nothing. Make an empty database with ` +
      'createdb, and set DATABASE_URL to it.',
  );
}
