import { renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { readMarker, writeMarker } from '../../../api/storage/database-marker.ts';
import { sqlitePath } from '../../../api/storage/engine/database-url.ts';
import type { Engine } from '../../../api/storage/engine/statement.ts';
import { MIGRATIONS, SCHEMA_VERSION } from '../../../api/storage/migrate.ts';

/** Before it, nobody stood for those who were erased: their rows could not be taken along. */
export const OLDEST = 9;

/** What an earlier schema wanted to be there and a later one keeps sealed. */
const BEFORE_SEALING: Record<string, string> = { 'entitlement.concession': `coalesce(concession, 'client')` };

/** Takes a library that nobody has open, with all that is in it, back to the tables of an earlier release. */
export async function makeOlder(place: { databaseUrl: string; dataDir: string }, version: number): Promise<void> {
  if (version < OLDEST || version >= SCHEMA_VERSION) throw new Error(`there is no way back to schema ${version}`);
  const { databaseUrl, dataDir } = place;
  // That its rows have MACs is known since there are any.
  const { databaseId, where } = readMarker(dataDir)!;
  writeMarker(dataDir, { databaseId, where });
  const file = sqlitePath(databaseUrl);
  if (file === undefined) await olderPostgres(databaseUrl, version);
  else olderSqlite(file, version);
}

const stepsTo = (engine: Engine, version: number) =>
  MIGRATIONS.slice(0, version).flatMap((migration) => migration(engine));

/** In how many steps a library of that schema is brought up to this release's: PostgreSQL takes each migration in one. */
export function stepsFrom(engine: Engine, version: number): number {
  const left = MIGRATIONS.slice(version);
  return engine === 'postgres' ? left.length : left.flatMap((migration) => migration(engine)).length;
}

/** `given`: values that the table would else choose by itself. */
function copying(table: string, columns: readonly string[], from: string, given = ''): string {
  const valueOf = (column: string) => BEFORE_SEALING[`${table}.${column}`] ?? column;
  const values = columns.map((column) => (columns.includes(`${column}_sealed`) ? column : valueOf(column)));
  return `insert into ${table} (${columns.join(', ')}) ${given} select ${values.join(', ')} from ${from}.${table}`;
}

function olderSqlite(file: string, version: number): void {
  const older = `${file}.older`;
  rmSync(older, { force: true });
  const db = new DatabaseSync(older);
  const names = (sql: string) =>
    db
      .prepare(sql)
      .all()
      .map((row) => String(Object.values(row)[0]));
  // What is written here is put there whole, or the test ends.
  db.exec(`pragma journal_mode = wal; pragma synchronous = off; pragma foreign_keys = off; begin`);
  for (const step of stepsTo('sqlite', version)) db.exec(step);
  db.exec('commit');
  db.prepare('attach ? as later').run(file);
  db.exec('begin');
  for (const table of names(`select name from main.sqlite_schema where type = 'table' and name not like 'sqlite_%'`)) {
    const there = new Set(names(`select name from pragma_table_info('${table}', 'later')`));
    const columns = names(`select name from pragma_table_info('${table}', 'main')`).filter((one) => there.has(one));
    const isKeyed = names(`select wr from pragma_table_list where schema = 'main' and name = '${table}'`)[0] === '1';
    db.exec(`delete from ${table}`);
    // The record's order is its rows'.
    db.exec(`${copying(table, columns, 'later')} ${isKeyed ? '' : 'order by rowid'}`);
  }
  db.exec(`update meta set value = '${version}' where key = 'schema_version'; commit; detach later`);
  db.close();
  for (const beside of ['-wal', '-shm']) rmSync(file + beside, { force: true });
  renameSync(older, file);
}

async function olderPostgres(url: string, version: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const names = async (sql: string) =>
    (await client.query<Record<string, string>>(sql)).rows.map((row) => Object.values(row)[0]!);
  const columnsOf = (schema: string, table: string) =>
    names(`select column_name from information_schema.columns
      where table_schema = '${schema}' and table_name = '${table}' order by ordinal_position`);
  try {
    await client.query('begin; create schema older; set local search_path = older');
    await client.query(stepsTo('postgres', version).join(';\n'));
    // Neither keys between tables nor triggers stand in the copying's way.
    await client.query('set local session_replication_role = replica');
    for (const table of await names(`select tablename from pg_tables where schemaname = 'older'`)) {
      const there = new Set(await columnsOf('public', table));
      const columns = (await columnsOf('older', table)).filter((one) => there.has(one));
      await client.query(`delete from ${table}`);
      await client.query(copying(table, columns, 'public', table === 'change' ? 'overriding system value' : ''));
    }
    await client.query(`update meta set value = '${version}' where key = 'schema_version'`);
    await client.query(`select setval(pg_get_serial_sequence('older.change', 'seq'), max(seq)) from change`);
    await client.query('drop schema public cascade; alter schema older rename to public; commit');
  } finally {
    await client.end();
  }
}
