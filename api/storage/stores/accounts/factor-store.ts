import type { Instant } from '#domain/ids.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import type { Keyring } from '../../sealing/keyring.ts';

/** A person's authenticator (RFC 6238), its secret opened. */
export interface Authenticator {
  secret: string;
  confirmedAt: Instant | null;
}

const find = statement<{ person: string }>()((db, p) =>
  db
    .selectFrom('authenticator')
    .innerJoin('person', 'person.id', 'authenticator.person')
    .select(['secret_sealed', 'confirmed_at', 'person.wrapped_key'])
    .where('authenticator.person', '=', p('person')),
);

export async function findAuthenticator(
  reader: Reader,
  keys: Keyring,
  person: string,
): Promise<Authenticator | undefined> {
  const row = await reader.first(find, { person });
  return (
    row && {
      secret: keys.open(row.wrapped_key, contextOf(person), row.secret_sealed),
      confirmedAt: row.confirmed_at,
    }
  );
}

const put = statement<{ person: string; secret: Uint8Array; now: number }>()((db, p) =>
  db
    .insertInto('authenticator')
    .values({
      person: p('person'),
      secret_sealed: p('secret'),
      created_at: p('now'),
      confirmed_at: null,
      last_step: null,
    })
    .onConflict((conflict) =>
      conflict
        .column('person')
        .doUpdateSet({ secret_sealed: p('secret'), created_at: p('now'), last_step: null })
        .where('authenticator.confirmed_at', 'is', null),
    ),
);

/** A secret that waits to be confirmed, in place of one that was not. `false`: the person has a confirmed one. */
export async function putSecret(
  tx: Tx,
  keys: Keyring,
  { person, wrappedKey, secret }: { person: string; wrappedKey: Uint8Array; secret: string },
): Promise<boolean> {
  return (await tx.run(put, { person, secret: keys.seal(wrappedKey, contextOf(person), secret), now: tx.now })) > 0;
}

const confirm = statement<{ person: string; now: number }>()((db, p) =>
  db
    .updateTable('authenticator')
    .set({ confirmed_at: p('now') })
    .where('person', '=', p('person'))
    .where('confirmed_at', 'is', null),
);

export async function confirmAuthenticator(tx: Tx, person: string): Promise<boolean> {
  return (await tx.run(confirm, { person, now: tx.now })) > 0;
}

const takeStep = statement<{ person: string; step: number }>()((db, p) =>
  db
    .updateTable('authenticator')
    .set({ last_step: p('step') })
    .where('person', '=', p('person'))
    .where((where) => where.or([where('last_step', 'is', null), where('last_step', '<', p('step'))])),
);

/** A step of 30 seconds opens once, and none before it afterwards. `false`: it has. */
export async function takeTimeStep(tx: Tx, person: string, step: number): Promise<boolean> {
  return (await tx.run(takeStep, { person, step })) > 0;
}

const remove = statement<{ person: string }>()((db, p) =>
  db.deleteFrom('authenticator').where('person', '=', p('person')),
);

export async function removeAuthenticator(tx: Tx, person: string): Promise<boolean> {
  return (await tx.run(remove, { person })) > 0;
}

const insertCode = statement<{ code: Uint8Array; person: string; now: number }>()((db, p) =>
  db
    .insertInto('recovery_code')
    .values({ code_index: p('code'), person: p('person'), created_at: p('now'), used_at: null }),
);
const removeCodes = statement<{ person: string }>()((db, p) =>
  db.deleteFrom('recovery_code').where('person', '=', p('person')),
);

/** A new set in place of the old one. */
export async function replaceRecoveryCodes(tx: Tx, person: string, codes: Uint8Array[]): Promise<void> {
  await tx.run(removeCodes, { person });
  for (const code of codes) await tx.run(insertCode, { code, person, now: tx.now });
}

const useCode = statement<{ code: Uint8Array; person: string; now: number }>()((db, p) =>
  db
    .updateTable('recovery_code')
    .set({ used_at: p('now') })
    .where('code_index', '=', p('code'))
    .where('person', '=', p('person'))
    .where('used_at', 'is', null),
);

/** `false`: there is no such code of theirs, or it was used. */
export async function takeRecoveryCode(tx: Tx, person: string, code: Uint8Array): Promise<boolean> {
  return (await tx.run(useCode, { code, person, now: tx.now })) > 0;
}

const counts = statement<{ person: string }>()((db, p) =>
  db
    .selectFrom('person')
    .select('person.id')
    .select((select) => [
      select
        .selectFrom('authenticator as a')
        .select((a) => a.fn.countAll<number>().as('n'))
        .whereRef('a.person', '=', 'person.id')
        .where('a.confirmed_at', 'is not', null)
        .as('authenticators'),
      select
        .selectFrom('recovery_code as r')
        .select((r) => r.fn.countAll<number>().as('n'))
        .whereRef('r.person', '=', 'person.id')
        .where('r.used_at', 'is', null)
        .as('codes'),
      select
        .selectFrom('passkey as k')
        .select((k) => k.fn.countAll<number>().as('n'))
        .whereRef('k.person', '=', 'person.id')
        .as('passkeys'),
      select
        .selectFrom('password as w')
        .select((w) => w.fn.countAll<number>().as('n'))
        .whereRef('w.person', '=', 'person.id')
        .as('passwords'),
    ])
    .where('person.id', '=', p('person')),
);

/** What the person has to sign in with beside cards and contacts. */
export async function factorsOf(reader: Reader, person: string) {
  const row = await reader.first(counts, { person });
  return {
    authenticator: Number(row?.authenticators ?? 0) > 0,
    recoveryCodes: Number(row?.codes ?? 0),
    passkeys: Number(row?.passkeys ?? 0),
    hasPassword: Number(row?.passwords ?? 0) > 0,
  };
}

const setHash = statement<{ person: string; former: string; hash: string; now: number }>()((db, p) =>
  db
    .updateTable('password')
    .set({ hash: p('hash'), changed_at: p('now') })
    .where('person', '=', p('person'))
    .where('hash', '=', p('former')),
);

/** `false`: somebody has changed it since `former` was read. */
export async function changePasswordHash(
  tx: Tx,
  person: string,
  { former, hash }: { former: string; hash: string },
): Promise<boolean> {
  return (await tx.run(setHash, { person, former, hash, now: tx.now })) > 0;
}

function contextOf(person: string): string {
  return `authenticator.secret ${person}`;
}
