import { sql } from 'kysely';
import type { Reader } from '../engine/database.ts';
import { CannotWrite } from '../engine/database.ts';
import { statement } from '../engine/statement.ts';

/** SQLite's own look at every page, index and constraint; what it refers to besides. */
const INTEGRITY = statement<Record<never, never>>()((db) => ({
  compile: () => sql<{ integrity_check: string }>`pragma integrity_check(20)`.compile(db),
}));
const REFERENCES = statement<Record<never, never>>()((db) => ({
  compile: () => sql<{ table: string; parent: string }>`pragma foreign_key_check`.compile(db),
}));
const TABLES = statement<Record<never, never>>()((db) => ({
  compile: () =>
    sql<{ name: string }>`select tablename as name from pg_tables where schemaname = current_schema()`.compile(db),
}));

const SIZE = statement<Record<never, never>>()((db) => ({
  compile: () =>
    sql<{ bytes: number }>`select page_count * page_size as bytes from pragma_page_count, pragma_page_size`.compile(db),
}));

/**
 * What the engine itself says of its pages, for the operator, where they are not more than `most` bytes. PostgreSQL looks at a page's
 * checksum when it reads it: all are read when everything is asked for, and none before.
 */
export async function pageFaults(reader: Reader, { most }: { most: number }): Promise<string[]> {
  try {
    if (reader.engine === 'postgres') return most === Infinity ? await unreadableTables(reader) : [];
    const { bytes } = (await reader.first(SIZE, {}))!;
    if (bytes > most) return [];
    const said = (await reader.rows(INTEGRITY, {})).map((row) => row.integrity_check).filter((line) => line !== 'ok');
    if (said.length > 0) return said.map((line) => `SQLite says "${line}"`);
    const lost = await reader.rows(REFERENCES, {});
    return lost
      .slice(0, 20)
      .map(({ table, parent }) => `a row of ${table} refers to one of ${parent} that is not there`);
  } catch (fault) {
    if (fault instanceof CannotWrite) return [fault.message];
    throw fault;
  }
}

async function unreadableTables(reader: Reader): Promise<string[]> {
  const faults: string[] = [];
  for (const { name } of await reader.rows(TABLES, {})) {
    const whole = statement<Record<never, never>>()((db) => ({
      compile: () => sql`select sum(length(t::text)) from ${sql.table(name)} t`.compile(db),
    }));
    await reader.rows(whole, {}).catch((fault: Error) => void faults.push(`${name}: ${fault.message}`));
  }
  return faults;
}
