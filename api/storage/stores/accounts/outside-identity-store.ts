import type { Instant } from '#domain/ids.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import type { Keyring } from '../../sealing/keyring.ts';

/** Whom the library's provider means: its address and its own id of them, and nothing else that it says. */
export interface OutsideIdentity {
  issuer: string;
  subject: string;
}

/** The provider's ids are names of people at some: the table cannot be searched for one without the keys. */
function subjectIndex(keys: Keyring, { issuer, subject }: OutsideIdentity): Uint8Array {
  return keys.index('outside-identity', `${issuer} ${subject}`);
}

const find = statement<{ issuer: string; subject: Uint8Array }>()((db, p) =>
  db
    .selectFrom('outside_identity as o')
    .innerJoin('person', 'person.id', 'o.person')
    .select('o.person')
    .where('o.issuer', '=', p('issuer'))
    .where('o.subject_index', '=', p('subject'))
    .where('person.disabled_at', 'is', null),
);

/** undefined: nobody's, or of somebody who is disabled. */
export async function personOfIdentity(
  reader: Reader,
  keys: Keyring,
  identity: OutsideIdentity,
): Promise<string | undefined> {
  const { issuer } = identity;
  return (await reader.first(find, { issuer, subject: subjectIndex(keys, identity) }))?.person;
}

const since = statement<{ issuer: string; person: string }>()((db, p) =>
  db
    .selectFrom('outside_identity')
    .select('created_at')
    .where('issuer', '=', p('issuer'))
    .where('person', '=', p('person')),
);

/** Since when the person has one of this provider; undefined: they have none. */
export async function linkedSince(reader: Reader, issuer: string, person: string): Promise<Instant | undefined> {
  return (await reader.first(since, { issuer, person }))?.created_at;
}

const insert = statement<{ issuer: string; subject: Uint8Array; person: string; now: number }>()((db, p) =>
  db
    .insertInto('outside_identity')
    .values({ issuer: p('issuer'), subject_index: p('subject'), person: p('person'), created_at: p('now') }),
);

/** @throws Conflict where it is somebody's already, or the person has another of this provider */
export async function insertIdentity(tx: Tx, keys: Keyring, made: OutsideIdentity & { person: string }): Promise<void> {
  const { issuer, person } = made;
  await tx.run(insert, { issuer, subject: subjectIndex(keys, made), person, now: tx.now });
}

const remove = statement<{ issuer: string; person: string }>()((db, p) =>
  db.deleteFrom('outside_identity').where('issuer', '=', p('issuer')).where('person', '=', p('person')),
);

/** `false`: the person has none of this provider. */
export async function deleteIdentity(tx: Tx, issuer: string, person: string): Promise<boolean> {
  return (await tx.run(remove, { issuer, person })) > 0;
}
