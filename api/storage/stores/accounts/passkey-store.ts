import type { Instant } from '#domain/ids.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import type { Keyring } from '../../sealing/keyring.ts';

/** What proves a passkey. */
export interface PasskeyKey {
  id: string;
  person: string;
  publicKey: Uint8Array;
  counter: number;
  transports: string[];
}

export interface OwnPasskey {
  id: string;
  name: string;
  transports: string[];
  createdAt: Instant;
  lastUsedAt: Instant | null;
}

type InsertParams = {
  id: string;
  person: string;
  key: Uint8Array;
  counter: number;
  transports: string;
  name: Uint8Array;
  now: number;
};

const insert = statement<InsertParams>()((db, p) =>
  db.insertInto('passkey').values({
    id: p('id'),
    person: p('person'),
    public_key: p('key'),
    counter: p('counter'),
    transports: p('transports'),
    name_sealed: p('name'),
    created_at: p('now'),
    last_used_at: null,
  }),
);

/** @throws Conflict where the credential is known already */
export async function insertPasskey(
  tx: Tx,
  keys: Keyring,
  made: PasskeyKey & { name: string; wrappedKey: Uint8Array },
): Promise<void> {
  await tx.run(insert, {
    id: made.id,
    person: made.person,
    key: made.publicKey,
    counter: made.counter,
    transports: JSON.stringify(made.transports),
    name: keys.seal(made.wrappedKey, contextOf(made.id), made.name),
    now: tx.now,
  });
}

const byId = statement<{ id: string }>()((db, p) =>
  db
    .selectFrom('passkey')
    .innerJoin('person', 'person.id', 'passkey.person')
    .select(['passkey.id', 'passkey.person', 'public_key', 'counter', 'transports'])
    .where('passkey.id', '=', p('id'))
    .where('person.disabled_at', 'is', null),
);

/** Of whomever it is, unless they are disabled. */
export async function findPasskey(reader: Reader, id: string): Promise<PasskeyKey | undefined> {
  const row = await reader.first(byId, { id });
  return (
    row && {
      id: row.id,
      person: row.person,
      publicKey: row.public_key,
      counter: row.counter,
      transports: JSON.parse(row.transports) as string[],
    }
  );
}

const ofPerson = statement<{ person: string }>()((db, p) =>
  db
    .selectFrom('passkey')
    .innerJoin('person', 'person.id', 'passkey.person')
    .select([
      'passkey.id',
      'passkey.name_sealed',
      'transports',
      'passkey.created_at',
      'last_used_at',
      'person.wrapped_key',
    ])
    .where('passkey.person', '=', p('person'))
    .orderBy('passkey.created_at')
    .orderBy('passkey.id'),
);

export async function passkeysOf(reader: Reader, keys: Keyring, person: string): Promise<OwnPasskey[]> {
  const rows = await reader.rows(ofPerson, { person });
  return rows.map((row) => ({
    id: row.id,
    name: keys.open(row.wrapped_key, contextOf(row.id), row.name_sealed),
    transports: JSON.parse(row.transports) as string[],
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }));
}

const use = statement<{ id: string; former: number; counter: number; now: number }>()((db, p) =>
  db
    .updateTable('passkey')
    .set({ counter: p('counter'), last_used_at: p('now') })
    .where('id', '=', p('id'))
    .where('counter', '=', p('former')),
);

/** `false`: another use has moved the counter meanwhile, or the passkey is gone. */
export async function advancePasskey(
  tx: Tx,
  id: string,
  { former, counter }: { former: number; counter: number },
): Promise<boolean> {
  return (await tx.run(use, { id, former, counter, now: tx.now })) > 0;
}

const rename = statement<{ id: string; person: string; name: Uint8Array }>()((db, p) =>
  db
    .updateTable('passkey')
    .set({ name_sealed: p('name') })
    .where('id', '=', p('id'))
    .where('person', '=', p('person')),
);

/** `false`: there is none of theirs with this id. */
export async function renamePasskey(
  tx: Tx,
  keys: Keyring,
  { id, person, wrappedKey, name }: { id: string; person: string; wrappedKey: Uint8Array; name: string },
): Promise<boolean> {
  return (await tx.run(rename, { id, person, name: keys.seal(wrappedKey, contextOf(id), name) })) > 0;
}

const remove = statement<{ id: string; person: string }>()((db, p) =>
  db.deleteFrom('passkey').where('id', '=', p('id')).where('person', '=', p('person')),
);

/** `false`: there is none of theirs with this id. */
export async function deletePasskey(tx: Tx, person: string, id: string): Promise<boolean> {
  return (await tx.run(remove, { id, person })) > 0;
}

function contextOf(id: string): string {
  return `passkey.name ${id}`;
}
