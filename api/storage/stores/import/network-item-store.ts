import { sql } from 'kysely';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement, type Bindable, type Statement } from '../../engine/statement.ts';
import type { Schema } from '../../schema.ts';

/** The lists of the network file as tables, in the order in which they refer to one another. */
export const ITEM_TABLES = [
  'branch',
  'room',
  'service',
  'counsellor',
  'concession',
  'discount',
  'partner',
  'group_series',
] as const;
export type ItemTable = (typeof ITEM_TABLES)[number];

/** Fields that the database itself looks after, beside the item's JSON. */
const KEY_COLUMNS: Partial<Record<ItemTable, readonly string[]>> = {
  room: ['branch'],
  group_series: ['service', 'counsellor', 'branch', 'room'],
};

/** Where an item may be named by what happened, so that it must be retired rather than deleted. */
const REFERENCES: Record<ItemTable, readonly [table: keyof Schema, column: string][]> = {
  branch: [
    ['room', 'branch'],
    ['group_series', 'branch'],
    ['session', 'branch'],
    ['booking', 'branch'],
    ['person', 'branch'],
    ['role_grant', 'branch'],
    ['payment', 'branch'],
    ['block', 'branch'],
  ],
  room: [
    ['group_series', 'room'],
    ['session', 'room'],
    ['block', 'room'],
  ],
  service: [
    ['group_series', 'service'],
    ['session', 'service'],
  ],
  counsellor: [
    ['group_series', 'counsellor'],
    ['session', 'counsellor'],
    ['role_grant', 'counsellor'],
    ['block', 'counsellor'],
  ],
  // See REFERENCED: which of them somebody has a right to is sealed.
  concession: [],
  discount: [
    ['discount_tally', 'discount'],
    ['patron_tally', 'discount'],
    ['partner_code', 'discount'],
    ['redemption', 'discount'],
    ['code_batch', 'discount'],
    ['partner_cell', 'discount'],
  ],
  partner: [
    ['role_grant', 'partner'],
    ['code_batch', 'partner'],
  ],
  group_series: [['session', 'series']],
};

export interface ItemRow {
  id: string;
  position: number;
  definition: string;
  retired_at: number | null;
}

type Params = Record<string, Bindable>;

/** All tables of items share these columns; Kysely is shown one of them. */
const as = (table: ItemTable) => table as 'branch';

function perTable<S>(build: (table: ItemTable) => S): Record<ItemTable, S> {
  return Object.fromEntries(ITEM_TABLES.map((table) => [table, build(table)])) as Record<ItemTable, S>;
}

const READ = perTable((table) =>
  statement<Record<never, never>>()((db) =>
    db.selectFrom(as(table)).select(['id', 'position', 'definition', 'retired_at']).orderBy('position').orderBy('id'),
  ),
);

/** Living and retired, in file order. */
export async function readItems(reader: Reader, table: ItemTable): Promise<ItemRow[]> {
  return reader.rows(READ[table], {});
}

const PUT = perTable((table): Statement<Params, unknown> => {
  const columns = ['position', 'definition', ...(KEY_COLUMNS[table] ?? [])];
  return statement<Params>()((db, p) => {
    const values = Object.fromEntries(columns.map((column) => [column, p(column)]));
    return db
      .insertInto(as(table))
      .values({ id: p('id'), ...values } as never)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet({
          ...Object.fromEntries(columns.map((column) => [column, sql.ref(`excluded.${column}`)])),
          retired_at: sql.lit(null),
        } as never),
      );
  });
});

/** Adds, changes or revives an item. */
export async function putItem(tx: Tx, table: ItemTable, item: { id: string }, position: number): Promise<void> {
  const keys = (KEY_COLUMNS[table] ?? []).map((column) => [column, (item as Params)[column]]);
  await tx.run(PUT[table], {
    id: item.id,
    position,
    definition: JSON.stringify(item),
    ...(Object.fromEntries(keys) as Params),
  });
}

const MOVE = perTable((table) =>
  statement<{ id: string; position: number }>()((db, p) =>
    db
      .updateTable(as(table))
      .set({ position: p('position') })
      .where('id', '=', p('id')),
  ),
);

export async function moveItem(tx: Tx, table: ItemTable, id: string, position: number): Promise<void> {
  await tx.run(MOVE[table], { id, position });
}

const RETIRE = perTable((table) =>
  statement<{ id: string; now: number }>()((db, p) =>
    db
      .updateTable(as(table))
      .set({ retired_at: p('now') })
      .where('id', '=', p('id')),
  ),
);

export async function retireItem(tx: Tx, table: ItemTable, id: string): Promise<void> {
  await tx.run(RETIRE[table], { id, now: tx.now });
}

const DELETE = perTable((table) =>
  statement<{ id: string }>()((db, p) => db.deleteFrom(as(table)).where('id', '=', p('id'))),
);

export async function deleteItem(tx: Tx, table: ItemTable, id: string): Promise<void> {
  await tx.run(DELETE[table], { id });
}

const REFERENCED = perTable((table) =>
  REFERENCES[table].map(([from, column]) =>
    statement<Record<never, never>>()((db) =>
      db
        .selectFrom(from as 'room')
        .select(sql<string>`${sql.ref(column)}`.as('id'))
        .distinct()
        .where(sql.ref(column), 'is not', null),
    ),
  ),
);

/** As long as anybody has a right to any, each may be the one. */
const ANY_CONCESSION = statement<Record<never, never>>()((db) =>
  db
    .selectFrom('concession')
    .select('id')
    .where(({ exists, selectFrom }) => exists(selectFrom('entitlement').select('entitlement.id'))),
);

/** Ids that something still names. Read table by table: asking for each id would look through all sessions each time. */
export async function referencedIds(reader: Reader, table: ItemTable): Promise<Set<string>> {
  const ids = new Set<string>();
  const queries = table === 'concession' ? [ANY_CONCESSION] : REFERENCED[table];
  for (const query of queries) for (const row of await reader.rows(query, {})) ids.add(row.id);
  return ids;
}
