import type { Instant } from '#domain/ids.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { statement } from '../engine/statement.ts';
import { textIn, textList } from '../engine/value-list.ts';

/** A device's right to deliver what was done on it under its person's name. */
export interface DeviceGrant {
  id: string;
  person: string;
  /** ECDSA on P-256, SPKI. */
  publicKey: Uint8Array;
  expiresAt: Instant;
}

type InsertParams = {
  id: string;
  person: string;
  sign_in: Uint8Array;
  public_key: Uint8Array;
  created_at: number;
  expires_at: number;
};

const insert = statement<InsertParams>()((db, p) =>
  db.insertInto('device_grant').values({
    id: p('id'),
    person: p('person'),
    sign_in: p('sign_in'),
    public_key: p('public_key'),
    created_at: p('created_at'),
    expires_at: p('expires_at'),
    revoked_at: null,
  }),
);

export async function insertGrant(tx: Tx, { id, person, publicKey, expiresAt }: DeviceGrant, signIn: Uint8Array) {
  const dates = { created_at: tx.now, expires_at: expiresAt };
  await tx.run(insert, { id, person, sign_in: signIn, public_key: publicKey, ...dates });
}

const living = (db: Parameters<Parameters<ReturnType<typeof statement>>[0]>[0], now: number) =>
  db
    .selectFrom('device_grant as d')
    .innerJoin('person', 'person.id', 'd.person')
    .select(['d.id', 'd.person', 'd.public_key as publicKey', 'd.expires_at as expiresAt'])
    .where('d.revoked_at', 'is', null)
    .where('d.expires_at', '>', now)
    .where('person.disabled_at', 'is', null);

const byIds = statement<{ ids: string; now: number }>()((db, p, engine) =>
  living(db, p('now')).where(textIn(engine, 'd.id', p('ids'))),
);

const bySignIn = statement<{ signIn: Uint8Array; person: string; now: number }>()((db, p) =>
  living(db, p('now')).where('d.person', '=', p('person')).where('d.sign_in', '=', p('signIn')),
);

/** Those of so many that may deliver now: neither revoked nor run out, of persons who are not disabled. */
export async function findGrants(reader: Reader, ids: Iterable<string>, now: Instant): Promise<DeviceGrant[]> {
  return reader.rows(byIds, { ids: textList(ids), now });
}

/** The living grants that one sign-in has made. */
export async function grantsOfSignIn(
  reader: Reader,
  person: string,
  signIn: Uint8Array,
  now: Instant,
): Promise<DeviceGrant[]> {
  return reader.rows(bySignIn, { person, signIn, now });
}

const revoke = statement<{ person: string; now: number }>()((db, p) =>
  db
    .updateTable('device_grant')
    .set({ revoked_at: p('now') })
    .where('person', '=', p('person'))
    .where('revoked_at', 'is', null),
);

/** How many of the person's grants ended by it. */
export async function revokeGrants(tx: Tx, person: string): Promise<number> {
  return tx.run(revoke, { person, now: tx.now });
}

const sweep = statement<{ now: number }>()((db, p) =>
  db.deleteFrom('device_grant').where('expires_at', '<=', p('now')),
);

/** A grant that is not there any more is answered as one that has ended. */
export async function sweepGrants(tx: Tx): Promise<number> {
  return tx.run(sweep, { now: tx.now });
}
