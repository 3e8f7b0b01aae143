import { sql } from 'kysely';
import type { Tx } from '../engine/database.ts';
import { statement, type Statement } from '../engine/statement.ts';
import { cardContext } from '../issue-code-card.ts';
import type { Keyring } from '../sealing/keyring.ts';
import { noteChange } from '../stores/change-store.ts';
import { ERASURE_PLAN } from './erasure-plan.ts';
import { NOBODY } from './nobody.ts';

type OfPerson = Statement<{ person: string }, unknown>;

/** The plan as statements, in its order. */
const PLANNED: OfPerson[] = Object.entries(ERASURE_PLAN).flatMap(([table, decision]) => [
  ...(decision.delete ?? []).map((column: string) =>
    statement<{ person: string }>()((db, p) => ({
      compile: () => sql`delete from ${sql.table(table)} where ${sql.ref(column)} = ${p('person')}`.compile(db),
    })),
  ),
  ...(decision.nobody ?? []).map((column: string) =>
    statement<{ person: string }>()((db, p) => ({
      compile: () =>
        sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sql.lit(NOBODY)} where ${sql.ref(column)} = ${p('person')}`.compile(
          db,
        ),
    })),
  ),
]);

const END_GUARDIANSHIPS = statement<{ person: string; now: number }>()((db, p) =>
  db
    .updateTable('guardian')
    .set({ ended_at: p('now') })
    .where('guardian', '=', p('person'))
    .where('ended_at', 'is', null),
);
const MERGE_PARTS = statement<{ person: string }>()((db, p) =>
  db.deleteFrom('patron_merge_part').where(
    'merge',
    'in',
    db
      .selectFrom('patron_merge')
      .select('id')
      .where((eb) => eb.or([eb('kept', '=', p('person')), eb('gone', '=', p('person'))])),
  ),
);

const CARDS = statement<{ person: string }>()((db, p) =>
  db
    .selectFrom('card')
    .innerJoin('person', 'person.id', 'card.person')
    .select(['card.card_sealed', 'person.wrapped_key'])
    .where('card.person', '=', p('person')),
);
const CONTACTS = statement<{ person: string }>()((db, p) =>
  db.selectFrom('contact').select('contact_index').where('person', '=', p('person')),
);
const FORGET_DEVICES = statement<{ subject: Uint8Array }>()((db, p) =>
  db.deleteFrom('known_device').where('subject', '=', p('subject')),
);

/** Devices are known under what was signed in with; the same words stand where sign-ins are made. */
async function forgetDevices(tx: Tx, keys: Keyring, person: string): Promise<void> {
  const cards = (await tx.rows(CARDS, { person })).flatMap((row) => {
    try {
      return `card ${keys.open(row.wrapped_key, cardContext(person), row.card_sealed)}`;
    } catch {
      // A damaged row must not keep anybody.
      return [];
    }
  });
  const contacts = (await tx.rows(CONTACTS, { person })).map(
    (row) => `contact ${Buffer.from(row.contact_index).toString('base64url')}`,
  );
  for (const account of [...cards, ...contacts, `name ${person}`, person])
    await tx.run(FORGET_DEVICES, { subject: keys.index('throttle', `device of ${account}`) });
}

/**
 * Deletes what is a person's by the plan, the data key last. Their bookings are nobody's by then. Their streams close within a
 * second.
 */
export async function eraseRows(tx: Tx, keys: Keyring, person: string): Promise<void> {
  await forgetDevices(tx, keys, person);
  await tx.run(MERGE_PARTS, { person });
  await tx.run(END_GUARDIANSHIPS, { person, now: tx.now });
  for (const one of PLANNED) await tx.run(one, { person });
  await noteChange(tx, 'sign_in', person);
}
