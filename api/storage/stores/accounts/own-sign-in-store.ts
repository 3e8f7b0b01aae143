import { sql } from 'kysely';
import type { DeviceName } from '#domain/account/device-name.ts';
import type { Instant } from '#domain/ids.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import { bytesIn, hexList } from '../../engine/value-list.ts';
import type { Keyring } from '../../sealing/keyring.ts';
import { noteChange } from '../change-store.ts';
import type { SignInMethod } from '../sign-in-store.ts';

/** One of a person's own living sign-ins. */
export interface OwnSignInRow {
  id: string;
  tokenHash: Uint8Array;
  method: SignInMethod;
  device: DeviceName | undefined;
  begunAt: Instant;
  lastSeenAt: Instant;
  sharedDevice: boolean;
}

const wrappedKey = statement<{ person: string }>()((db, p) =>
  db.selectFrom('person').select('wrapped_key').where('id', '=', p('person')),
);

/** The name under which a sign-in's device stands in its person's list, sealed with that person's key. */
export async function sealDevice(tx: Tx, keys: Keyring, signIn: { id: string; person: string }, device: DeviceName) {
  const row = await tx.first(wrappedKey, { person: signIn.person });
  return row && keys.seal(row.wrapped_key, contextOf(signIn.id), JSON.stringify(device));
}

export function openDevice(
  keys: Keyring,
  wrapped: Uint8Array,
  { id, device_sealed }: { id: string; device_sealed: Uint8Array | null },
): DeviceName | undefined {
  return device_sealed === null
    ? undefined
    : (JSON.parse(keys.open(wrapped, contextOf(id), device_sealed)) as DeviceName);
}

const living = statement<{ person: string; now: number; limit: number }>()((db, p) =>
  db
    .selectFrom('sign_in as s')
    .innerJoin('person', 'person.id', 's.person')
    .select(['s.id', 's.token_hash', 's.method', 's.device_sealed', 's.created_at', 's.last_seen_at'])
    .select(['s.shared_device', 'person.wrapped_key'])
    .where('s.person', '=', p('person'))
    .where('s.ended_at', 'is', null)
    .where('s.expires_at', '>', p('now'))
    .where((where) =>
      where.or([
        where('s.idle_min', 'is', null),
        where(sql<number>`s.last_seen_at + s.idle_min * 60000`, '>', p('now')),
      ]),
    )
    .orderBy('s.last_seen_at', 'desc')
    .orderBy('s.created_at', 'desc')
    .limit(p('limit')),
);

/** The newest first, so many at most. */
export async function livingSignIns(
  reader: Reader,
  keys: Keyring,
  { person, now, most }: { person: string; now: Instant; most: number },
): Promise<OwnSignInRow[]> {
  const rows = await reader.rows(living, { person, now, limit: most });
  return rows.map((row) => ({
    id: row.id,
    tokenHash: row.token_hash,
    method: row.method,
    device: openDevice(keys, row.wrapped_key, row),
    begunAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    sharedDevice: row.shared_device === 1,
  }));
}

const one = statement<{ person: string; id: string }>()((db, p) =>
  db.selectFrom('sign_in').select('ended_at').where('id', '=', p('id')).where('person', '=', p('person')),
);
const endOne = statement<{ person: string; id: string; now: number }>()((db, p) =>
  db
    .updateTable('sign_in')
    .set({ ended_at: p('now') })
    .where('id', '=', p('id'))
    .where('person', '=', p('person'))
    .where('ended_at', 'is', null)
    .returning('token_hash'),
);
const endOthers = statement<{ person: string; except: Uint8Array; now: number }>()((db, p) =>
  db
    .updateTable('sign_in')
    .set({ ended_at: p('now') })
    .where('person', '=', p('person'))
    .where('token_hash', '<>', p('except'))
    .where('ended_at', 'is', null)
    .where('expires_at', '>', p('now'))
    .returning('token_hash'),
);
const revokeGrants = statement<{ tokens: string; now: number }>()((db, p, engine) =>
  db
    .updateTable('device_grant')
    .set({ revoked_at: p('now') })
    .where(bytesIn(engine, 'sign_in', p('tokens')))
    .where('revoked_at', 'is', null),
);

/**
 * Ends one of the person's sign-ins, with what its device might have delivered later: whoever ends it from elsewhere has the
 * device no more, as after a sign-out they may (V4). `undefined`: no such sign-in of theirs; `false`: it was over.
 */
export async function endOwn(tx: Tx, person: string, id: string): Promise<boolean | undefined> {
  if (!(await tx.first(one, { person, id }))) return undefined;
  return (await letGo(tx, person, await tx.rows(endOne, { person, id, now: tx.now }))) > 0;
}

/** Ends all of the person's sign-ins but one, screens that they set up too, alike. How many. */
export async function endAllOthers(tx: Tx, person: string, except: Uint8Array): Promise<number> {
  return letGo(tx, person, await tx.rows(endOthers, { person, except, now: tx.now }));
}

/** Ends all of the person's sign-ins, as `endAllOthers`. */
export async function endAll(tx: Tx, person: string): Promise<number> {
  return endAllOthers(tx, person, new Uint8Array());
}

/** Streams of the person's look anew whether they may stay open, in every process. */
async function letGo(tx: Tx, person: string, ended: { token_hash: Uint8Array }[]): Promise<number> {
  if (ended.length === 0) return 0;
  await tx.run(revokeGrants, { tokens: hexList(ended.map((row) => row.token_hash)), now: tx.now });
  await noteChange(tx, 'sign_in', person);
  return ended.length;
}

function contextOf(id: string): string {
  return `sign_in.device ${id}`;
}
