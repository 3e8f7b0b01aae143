import { sql } from 'kysely';
import type { Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

type OfPerson = { person: string };

const TAKEN = [
  statement<OfPerson>()((db, p) => db.deleteFrom('password').where('person', '=', p('person'))),
  statement<OfPerson>()((db, p) => db.deleteFrom('passkey').where('person', '=', p('person'))),
  statement<OfPerson>()((db, p) => db.deleteFrom('authenticator').where('person', '=', p('person'))),
  statement<OfPerson>()((db, p) => db.deleteFrom('recovery_code').where('person', '=', p('person'))),
  statement<OfPerson>()((db, p) => db.deleteFrom('outside_identity').where('person', '=', p('person'))),
  statement<OfPerson>()((db, p) => db.deleteFrom('sign_in_step').where('person', '=', p('person'))),
  statement<OfPerson>()((db, p) =>
    db
      .updateTable('contact')
      .set({ opens: sql.lit(0) })
      .where('person', '=', p('person')),
  ),
];

/** Everything that this person signs in with is gone, and every step that waits. A library card stays: it is the patron's. */
export async function takeWaysIn(tx: Tx, person: string): Promise<void> {
  for (const taken of TAKEN) await tx.run(taken, { person });
}

const lock = statement<Record<never, never>>()((db, _p, engine) => {
  const query = db
    .selectFrom('role_grant')
    .select('id')
    .where('role', '=', sql.lit('admin'))
    .where('branch', 'is', null)
    .where('revoked_at', 'is', null)
    .orderBy('id');
  return engine === 'postgres' ? query.forUpdate() : query;
});

/** Of two who would each take away the other's right, the second waits here and sees what the first did. */
export async function lockNetworkAdmins(tx: Tx): Promise<void> {
  await tx.rows(lock, {});
}

const able = statement<Record<never, never>>()((db) =>
  db
    .selectFrom('role_grant as g')
    .innerJoin('person', 'person.id', 'g.person')
    .select('g.person')
    .where('g.role', '=', sql.lit('admin'))
    .where('g.branch', 'is', null)
    .where('g.revoked_at', 'is', null)
    .where('person.disabled_at', 'is', null)
    .where(({ or, exists, selectFrom }) =>
      or([
        exists(selectFrom('password').select('password.person').whereRef('password.person', '=', 'person.id')),
        exists(selectFrom('passkey').select('passkey.id').whereRef('passkey.person', '=', 'person.id')),
        exists(selectFrom('outside_identity as o').select('o.person').whereRef('o.person', '=', 'person.id')),
      ]),
    )
    .limit(sql.lit(1)),
);

/** Whether anybody administers the network who can sign in. */
export async function hasNetworkAdmin(tx: Tx): Promise<boolean> {
  return (await tx.first(able, {})) !== undefined;
}
