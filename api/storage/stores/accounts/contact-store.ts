import { sql } from 'kysely';
import type { Contact, ContactKind } from '#domain/contact/contact.ts';
import { USUAL_QUIET } from '#domain/message/quiet-hours.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import type { Keyring } from '../../sealing/keyring.ts';

/** What is compared: a keyed hash, so that the table cannot be searched for somebody without the keys. */
export function contactIndex(keys: Keyring, { kind, value }: Contact): Uint8Array {
  return keys.index(kind, value);
}

const OPENS = statement<{ index: Uint8Array }>()((db, p) =>
  db
    .selectFrom('contact')
    .innerJoin('person', 'person.id', 'contact.person')
    .select(['contact.person', 'person.disabled_at'])
    .where('contact.contact_index', '=', p('index'))
    .where('contact.opens', '=', sql.lit(1 as const)),
);

/** Whose sign-in it opens. */
export async function ownerOfContact(
  reader: Reader,
  index: Uint8Array,
): Promise<{ person: string; isDisabled: boolean } | undefined> {
  const row = await reader.first(OPENS, { index });
  return row && { person: row.person, isDisabled: row.disabled_at !== null };
}

interface NewContact {
  id: string;
  person: string;
  wrappedKey: Uint8Array;
  contact: Contact;
  opens: boolean;
}

type InsertParams = {
  id: string;
  person: string;
  kind: ContactKind;
  index: Uint8Array;
  sealed: Uint8Array;
  now: number;
  opens: number;
};

const INSERT = statement<InsertParams>()((db, p) =>
  db.insertInto('contact').values({
    id: p('id'),
    person: p('person'),
    kind: p('kind'),
    contact_index: p('index'),
    contact_sealed: p('sealed'),
    created_at: p('now'),
    verified_at: p('now'),
    opens: p('opens') as 0 | 1,
  }),
);

/** One that was just shown to be the person's; messages go there where they went nowhere (M8). @throws Conflict where somebody else signs in with it */
export async function insertContact(tx: Tx, keys: Keyring, made: NewContact): Promise<void> {
  const { id, person, wrappedKey, contact, opens } = made;
  await tx.run(INSERT, {
    id,
    person,
    kind: contact.kind,
    index: contactIndex(keys, contact),
    sealed: keys.seal(wrappedKey, contactContext(person), contact.value),
    now: tx.now,
    opens: opens ? 1 : 0,
  });
  await tx.run(REACH, { person, contact: id, ...USUAL_QUIET });
}

const REACH = statement<{ person: string; contact: string; from: number; until: number }>()((db, p) =>
  db
    .insertInto('reach')
    .values({ person: p('person'), contact: p('contact'), quiet_from: p('from'), quiet_until: p('until') })
    .onConflict((conflict) =>
      conflict.column('person').doUpdateSet({ contact: sql`coalesce(reach.contact, excluded.contact)` }),
    ),
);

export const contactContext = (person: string) => `contact ${person}`;

const LIST = statement<{ person: string }>()((db, p) =>
  db
    .selectFrom('contact')
    .innerJoin('person', 'person.id', 'contact.person')
    .select(['contact.id', 'contact.kind', 'contact.contact_index', 'contact.contact_sealed', 'contact.opens'])
    .select('person.wrapped_key')
    .where('contact.person', '=', p('person'))
    .where('contact.verified_at', 'is not', null)
    .orderBy('contact.created_at')
    .orderBy('contact.id'),
);

export interface KeptContact extends Contact {
  id: string;
  index: Uint8Array;
  opens: boolean;
}

export async function contactsOf(reader: Reader, keys: Keyring, person: string): Promise<KeptContact[]> {
  const rows = await reader.rows(LIST, { person });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    value: keys.open(row.wrapped_key, contactContext(person), row.contact_sealed),
    index: row.contact_index,
    opens: row.opens === 1,
  }));
}

const UNREACH = statement<{ contact: string; person: string }>()((db, p) =>
  db.updateTable('reach').set({ contact: null }).where('contact', '=', p('contact')).where('person', '=', p('person')),
);
const DELETE = statement<{ contact: string; person: string }>()((db, p) =>
  db.deleteFrom('contact').where('id', '=', p('contact')).where('person', '=', p('person')),
);

/** Messages that went there go nowhere from now on. Whether there was such a contact. */
export async function deleteContact(tx: Tx, asked: { contact: string; person: string }): Promise<boolean> {
  await tx.run(UNREACH, asked);
  return (await tx.run(DELETE, asked)) > 0;
}

const KEY = statement<{ person: string }>()((db, p) =>
  db.selectFrom('person').select('wrapped_key').where('id', '=', p('person')),
);

export async function wrappedKeyOf(reader: Reader, person: string): Promise<Uint8Array | undefined> {
  return (await reader.first(KEY, { person }))?.wrapped_key;
}
