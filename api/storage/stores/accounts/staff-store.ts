import { sql } from 'kysely';
import type { Locale } from '#domain/ids.ts';
import type { Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

type NewPerson = {
  id: string;
  wrapped_key: Uint8Array;
  name_sealed: Uint8Array;
  locale: Locale;
  branch: string | null;
};

const insert = statement<NewPerson & { now: number }>()((db, p) =>
  db
    .insertInto('person')
    .values({
      id: p('id'),
      wrapped_key: p('wrapped_key'),
      name_sealed: p('name_sealed'),
      locale: p('locale'),
      branch: p('branch'),
      demo: sql.lit(0),
      imported_mac: null,
      imported_position: null,
      created_at: p('now'),
      disabled_at: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing()),
);

/** Somebody without any right yet. `false`: the id is taken. */
export async function insertPerson(tx: Tx, person: NewPerson): Promise<boolean> {
  return (await tx.run(insert, { ...person, now: tx.now })) > 0;
}
