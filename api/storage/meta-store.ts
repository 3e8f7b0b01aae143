import type { Reader, Tx } from './engine/database.ts';
import { statement } from './engine/statement.ts';

/**
 * What the database knows of itself: `database_id`, `schema_version`, `keyring` (the fingerprint of the keys that it was
 * sealed with), `changes_swept` (see change-store.ts), `delivery_key` (see delivery-key.ts), `backup` (see backup-record.ts),
 * `retention_at` (see rights/retention/claim-retention.ts), `clock` (see steady-clock.ts).
 */
export type MetaKey =
  | 'database_id'
  | 'schema_version'
  | 'keyring'
  | 'changes_swept'
  | 'delivery_key'
  | 'backup'
  | 'retention_at'
  | 'clock';

const read = statement<{ key: string }>()((db, p) => db.selectFrom('meta').select('value').where('key', '=', p('key')));

const set = statement<{ key: string; value: string }>()((db, p) =>
  db
    .insertInto('meta')
    .values({ key: p('key'), value: p('value') })
    .onConflict((oc) => oc.column('key').doUpdateSet({ value: (eb) => eb.ref('excluded.value') })),
);

const insert = statement<{ key: string; value: string }>()((db, p) =>
  db
    .insertInto('meta')
    .values({ key: p('key'), value: p('value') })
    .onConflict((oc) => oc.column('key').doNothing()),
);

const replace = statement<{ key: string; before: string; value: string }>()((db, p) =>
  db
    .updateTable('meta')
    .set({ value: p('value') })
    .where('key', '=', p('key'))
    .where('value', '=', p('before')),
);

export async function readMeta(reader: Reader, key: MetaKey): Promise<string | undefined> {
  return (await reader.first(read, { key }))?.value;
}

export async function writeMeta(tx: Tx, key: MetaKey, value: string): Promise<void> {
  await tx.run(set, { key, value });
}

/** The first to write it decides: the value that stands now. */
export async function putMetaOnce(tx: Tx, key: MetaKey, value: string): Promise<string> {
  await tx.run(insert, { key, value });
  return (await readMeta(tx, key)) ?? value;
}

/** Whether it still said `before`: of two who change the same, one does. */
export async function replaceMeta(tx: Tx, key: MetaKey, before: string, value: string): Promise<boolean> {
  return (await tx.run(replace, { key, before, value })) > 0;
}
