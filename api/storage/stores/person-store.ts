import { sql } from 'kysely';
import type { Grant, SignedIn } from '#domain/actor.ts';
import type { Text } from '#domain/ids.ts';
import type { Role } from '#domain/network.ts';
import type { Reader } from '../engine/database.ts';
import { statement } from '../engine/statement.ts';
import type { Keyring } from '../sealing/keyring.ts';

/** Where somebody has several roles, a sign-in acts in the one that may do most. */
const PRECEDENCE: readonly Role[] = ['admin', 'desk', 'counsellor', 'partner', 'auditor', 'patron'];

interface GrantRow {
  role: string;
  branch: string | null;
  counsellor: string | null;
  partner: string | null;
}

/** `rows`: the person's living grants, at least one. */
export function actorOf(about: { person: string; locale: string; branch: string | null }, rows: GrantRow[]): SignedIn {
  const grants: Grant[] = rows
    .map(({ role, branch, counsellor, partner }) => ({ role: role as Role, branch, counsellor, partner }))
    .sort((a, b) => PRECEDENCE.indexOf(a.role) - PRECEDENCE.indexOf(b.role));
  return { ...about, grants, role: grants[0]!.role };
}

const byCard = statement<{ card: Uint8Array }>()((db, p) =>
  db
    .selectFrom('card')
    .innerJoin('person', 'person.id', 'card.person')
    .select(['card.person', 'card.pin_hash as secret_hash'])
    .where('card.card_index', '=', p('card'))
    .where('person.disabled_at', 'is', null),
);

const byName = statement<{ person: string }>()((db, p) =>
  db
    .selectFrom('password')
    .innerJoin('person', 'person.id', 'password.person')
    .select(['password.person', 'password.hash as secret_hash'])
    .where('password.person', '=', p('person'))
    .where('person.disabled_at', 'is', null),
);

/** Whom a card or a name stands for, and the hash that the PIN or password is proven against. */
export interface Credential {
  person: string;
  secretHash: string;
}

export async function findByCard(reader: Reader, cardIndex: Uint8Array): Promise<Credential | undefined> {
  return credential(await reader.first(byCard, { card: cardIndex }));
}

export async function findByName(reader: Reader, person: string): Promise<Credential | undefined> {
  return credential(await reader.first(byName, { person }));
}

function credential(row: { person: string; secret_hash: string } | undefined): Credential | undefined {
  return row && { person: row.person, secretHash: row.secret_hash };
}

const grantsOf = statement<{ person: string }>()((db, p) =>
  db
    .selectFrom('role_grant as g')
    .innerJoin('person', 'person.id', 'g.person')
    .select(['g.role', 'g.branch', 'g.counsellor', 'g.partner', 'person.locale', 'person.branch as home'])
    .where('g.person', '=', p('person'))
    .where('g.revoked_at', 'is', null)
    .orderBy('g.granted_at')
    .orderBy('g.id'),
);

/** undefined: nobody, or somebody who may do nothing any more. */
export async function findActor(reader: Reader, person: string): Promise<SignedIn | undefined> {
  const rows = await reader.rows(grantsOf, { person });
  const [first] = rows;
  return first && actorOf({ person, locale: first.locale, branch: first.home }, rows);
}

const profile = statement<{ person: string }>()((db, p) =>
  db
    .selectFrom('person')
    .leftJoin('patron', 'patron.person', 'person.id')
    .select(['person.name_sealed', 'person.wrapped_key', 'patron.alias'])
    .where('person.id', '=', p('person')),
);

interface Profile {
  name_sealed: Uint8Array | null;
  wrapped_key: Uint8Array;
  alias: string | null;
}

export async function findProfile(reader: Reader, person: string): Promise<Profile | undefined> {
  return reader.first(profile, { person });
}

/** A person's name stands sealed as its map by language; who has none has an empty one. */
export function openName(keys: Keyring, person: string, { name_sealed, wrapped_key }: Omit<Profile, 'alias'>): Text {
  return name_sealed ? (JSON.parse(keys.open(wrapped_key, nameContext(person), name_sealed)) as Text) : {};
}

export function sealName(keys: Keyring, person: string, wrappedKey: Uint8Array, name: Text): Uint8Array {
  return keys.seal(wrappedKey, nameContext(person), JSON.stringify(name));
}

function nameContext(person: string): string {
  return `person.name ${person}`;
}

const demonstration = statement<Record<never, never>>()((db) =>
  db.selectFrom('person').select('id').where('demo', '=', sql.lit(1)).where('disabled_at', 'is', null).orderBy('id'),
);

/** Accounts whose secrets everybody can read. */
export async function demonstrationPeople(reader: Reader): Promise<string[]> {
  return (await reader.rows(demonstration, {})).map(({ id }) => id);
}
