import { randomBytes, randomUUID, randomUUIDv7 } from 'node:crypto';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { insert } from './fill-branch.ts';

type Row = Record<string, SQLInputValue>;
type Rows = Map<string, Row[]>;

/** What one write of the product left in the database: the rows that are new, table by table, and how many it changed. */
export interface Trace {
  inserted: Rows;
  changed: Rows;
}

/** Reads a database before and after a write. Small databases only: it compares every row. */
export function traceOf(before: Rows, after: Rows): Trace {
  const inserted: Rows = new Map();
  const changed: Rows = new Map();
  for (const [table, rows] of after) {
    const known = new Set((before.get(table) ?? []).map(fingerprint));
    const keys = new Set((before.get(table) ?? []).map(keyOf));
    const fresh = rows.filter((row) => !known.has(fingerprint(row)));
    inserted.set(
      table,
      fresh.filter((row) => !keys.has(keyOf(row))),
    );
    changed.set(
      table,
      fresh.filter((row) => keys.has(keyOf(row))),
    );
  }
  return { inserted, changed };
}

export function allRows(file: string): Rows {
  const db = new DatabaseSync(file, { readOnly: true });
  const tables = db
    .prepare(`select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name <> 'number'`)
    .all() as { name: string }[];
  const rows: Rows = new Map(tables.map(({ name }) => [name, db.prepare(`select * from ${name}`).all() as Row[]]));
  db.close();
  return rows;
}

/**
 * The floor of a booking: the same rows as hold and confirm wrote, in two durable transactions each, with no checks, no
 * HTTP and no thought. Eight clients take turns, as one file has one writer.
 *
 * @param together how many transactions share a commit: 1 is the floor; with more it is a ceiling, since nothing that
 *   writes these rows one verb at a time can be faster than writing them and nothing else
 * @returns pairs of transactions per second
 */
export async function bareWrites(
  file: string,
  traces: Trace[],
  { clients, seconds, together }: { clients: number; seconds: number; together: number },
): Promise<number> {
  const db = new DatabaseSync(file);
  db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = off;');
  const stopAt = performance.now() + seconds * 1000;
  const updates = new Map<string, StatementSync>();
  let pairs = 0;
  let turns = 0;
  let open = 0;

  async function client(): Promise<void> {
    while (performance.now() < stopAt) {
      const renamed = new Map<SQLInputValue, SQLInputValue>();
      const turn = turns++;
      for (const trace of traces) {
        if (open++ === 0) db.exec('begin immediate');
        for (const [table, rows] of trace.inserted)
          for (const row of rows) insert(db, table, renew(row, renamed, turn));
        for (const [table, rows] of trace.changed)
          for (const row of rows) touch(db, updates, table, renew(row, renamed, turn));
        if (open >= together) {
          db.exec('commit');
          open = 0;
        }
        await new Promise(setImmediate);
      }
      pairs++;
    }
  }

  const began = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  if (open > 0) db.exec('commit');
  const took = (performance.now() - began) / 1000;
  db.close();
  return pairs / took;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

/** As many sessions a day, and at a time, as in the library that is measured: each lies where the next real one would. */
const HOURS = 8;
const AT_A_TIME = 8;

/** The row as a stranger's: every id and secret another, sizes the same, equal ones still equal. */
function renew(row: Row, renamed: Map<SQLInputValue, SQLInputValue>, turn: number): Row {
  const fresh: Row = {};
  for (const [column, value] of Object.entries(row)) {
    if (column === 'seq') continue;
    fresh[column] = renewValue(column, value, renamed);
  }
  if ('cell' in row) {
    fresh.day = Number(row.day) + Math.floor(turn / (HOURS * AT_A_TIME));
    fresh.cell = Number(row.cell) + 12 * (turn % HOURS);
  }
  return fresh;
}

function renewValue(column: string, value: SQLInputValue, renamed: Map<SQLInputValue, SQLInputValue>): SQLInputValue {
  if (value instanceof Uint8Array) return randomBytes(value.length);
  if (typeof value !== 'string') return value;
  const id =
    column === 'resource' || column === 'key' || column === 'alias' || column === 'ticket_code' || UUID.test(value);
  if (!id) return value;
  const known =
    renamed.get(value) ??
    (UUID.test(value) && column !== 'key' ? randomUUIDv7() : `${value.slice(0, 4)}${randomUUID().slice(0, 12)}`);
  renamed.set(value, known);
  return known;
}

/** A changed row is written once more under its own, renewed, id. */
function touch(db: DatabaseSync, updates: Map<string, StatementSync>, table: string, row: Row): void {
  if (!('id' in row)) return;
  const known =
    updates.get(table) ??
    db.prepare(
      `update ${table} set ${Object.keys(row)
        .map((column) => `${column} = ?`)
        .join()} where id = ?`,
    );
  updates.set(table, known);
  known.run(...Object.values(row), row.id ?? null);
}

function fingerprint(row: Row): string {
  return JSON.stringify(row, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  );
}

/** Good enough to tell a new row from a changed one: its id, or the whole of it. */
function keyOf(row: Row): string {
  return typeof row.id === 'string' ? row.id : fingerprint(row);
}
