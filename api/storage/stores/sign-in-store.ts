import { sql } from 'kysely';
import type { Grant, SignedIn } from '#domain/actor.ts';
import { MINUTE, type Instant } from '#domain/ids.ts';
import { RETENTION } from '#domain/rights/retention-kinds.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { statement } from '../engine/statement.ts';
import { bytesIn, hexList } from '../engine/value-list.ts';
import type { Schema } from '../schema.ts';
import { actorOf } from './person-store.ts';

/** A living sign-in, with the actor it stands for and the key that seals what is this person's. */
export interface SignInRow {
  tokenHash: Uint8Array;
  actor: SignedIn;
  wrappedKey: Uint8Array;
  begunAt: Instant;
  lastSeenAt: Instant;
  sharedDevice: boolean;
  /** Two factors were shown, or a second one was set up in it. */
  isStrong: boolean;
}

/** Ended, run out, idle for too long, of disabled persons, and of a future that a wrong clock had: all alike not there. */
const living = (db: Parameters<Parameters<ReturnType<typeof statement>>[0]>[0], now: number) =>
  db
    .selectFrom('sign_in as s')
    .innerJoin('person', 'person.id', 's.person')
    .innerJoin('role_grant as g', (join) => join.onRef('g.person', '=', 's.person').on('g.revoked_at', 'is', null))
    .select(['s.token_hash', 's.person', 's.created_at', 's.last_seen_at', 's.shared_device', 's.strong'])
    .select(['s.screen', 's.screen_branch', 's.screen_room'])
    .select(['person.wrapped_key', 'person.locale', 'person.branch'])
    .select(['g.role', 'g.branch as grant_branch', 'g.counsellor', 'g.partner'])
    .where('s.ended_at', 'is', null)
    .where('person.disabled_at', 'is', null)
    .where('s.expires_at', '>', now)
    .where(sql<number>`s.created_at - 600000`, '<=', now)
    .where((where) =>
      where.or([
        where('s.idle_min', 'is', null),
        sql<boolean>`(s.last_seen_at + s.idle_min * 60000 > ${now} and s.last_seen_at - 600000 <= ${now})`,
      ]),
    )
    .orderBy('g.granted_at')
    .orderBy('g.id');

const livingOne = statement<{ token: Uint8Array; now: number }>()((db, p) =>
  living(db, p('now')).where('s.token_hash', '=', p('token')),
);

const livingOf = statement<{ tokens: string; now: number }>()((db, p, engine) =>
  living(db, p('now')).where(bytesIn(engine, 's.token_hash', p('tokens'))),
);

type LivingRow = NonNullable<NonNullable<(typeof livingOne)['types']>['row']>;

export async function findSignIn(reader: Reader, tokenHash: Uint8Array, now: Instant): Promise<SignInRow | undefined> {
  return signInOf(await reader.rows(livingOne, { token: tokenHash, now }));
}

/** Those of so many that are alive, in one question. */
export async function findSignIns(reader: Reader, tokenHashes: Uint8Array[], now: Instant): Promise<SignInRow[]> {
  const rows = await reader.rows(livingOf, { tokens: hexList(tokenHashes), now });
  const byToken = Map.groupBy(rows, (row) => Buffer.from(row.token_hash).toString('hex'));
  return [...byToken.values()].flatMap((own) => signInOf(own) ?? []);
}

/** From the rows of one token, one for each of the person's grants. */
function signInOf(rows: LivingRow[]): SignInRow | undefined {
  const [first] = rows;
  if (!first) return undefined;

  const { person, locale, branch } = first;
  const grants = rows.map((row) => ({ ...row, branch: row.grant_branch }));
  const actor = narrowed(actorOf({ person, locale, branch }, grants), first);
  return (
    actor && {
      tokenHash: first.token_hash,
      actor,
      wrappedKey: first.wrapped_key,
      begunAt: first.created_at,
      lastSeenAt: first.last_seen_at,
      sharedDevice: first.shared_device === 1,
      isStrong: first.strong === 1,
    }
  );
}

/**
 * A screen that stands in the open has none of its person's rights, only its own at its branch; and none at all once the
 * person is no longer at the desk there.
 */
function narrowed(actor: SignedIn, { screen, screen_branch: branch, screen_room: room }: LivingRow) {
  if (screen === null) return actor;
  const isStillDesk = actor.grants.some((own) => own.role === 'desk' && (own.branch === null || own.branch === branch));
  if (!isStillDesk) return undefined;

  const grants: Grant[] = [{ role: screen, branch, counsellor: null, partner: null }];
  return { ...actor, branch, grants, role: screen, ...(room !== null && { screenRoom: room }) };
}

const touch = statement<{ token: Uint8Array; now: number }>()((db, p) =>
  db
    .updateTable('sign_in')
    .set({ last_seen_at: p('now') })
    .where('token_hash', '=', p('token'))
    .where('last_seen_at', '<', p('now'))
    .where('ended_at', 'is', null),
);

export async function touchSignIn(tx: Tx, tokenHash: Uint8Array): Promise<void> {
  await tx.run(touch, { token: tokenHash, now: tx.now });
}

const insert = statement<{
  token: Uint8Array;
  id: string;
  person: string;
  method: SignInMethod;
  device: Uint8Array | null;
  now: number;
  expires: number;
  idle: number | null;
  shared: number;
  strong: number;
  screen: Screen['kind'] | null;
  branch: string | null;
  room: string | null;
}>()((db, p) =>
  db.insertInto('sign_in').values({
    token_hash: p('token'),
    id: p('id'),
    person: p('person'),
    method: p('method'),
    device_sealed: p('device'),
    created_at: p('now'),
    last_seen_at: p('now'),
    expires_at: p('expires'),
    idle_min: p('idle'),
    shared_device: p('shared') as 0 | 1,
    strong: p('strong') as 0 | 1,
    ended_at: null,
    screen: p('screen'),
    screen_branch: p('branch'),
    screen_room: p('room'),
  }),
);

/** What a sign-in is narrowed to: see `narrowed`. */
export interface Screen {
  kind: 'kiosk' | 'door';
  branch: string;
  room: string | null;
}

export type SignInMethod = Schema['sign_in']['method'];

export interface NewSignIn {
  id: string;
  tokenHash: Uint8Array;
  person: string;
  method: SignInMethod;
  /** What the device is called in the person's own list, sealed. */
  device?: Uint8Array | undefined;
  expiresAt: Instant;
  /** Minutes without a request after which it is over; null: never before `expiresAt`. */
  idleMin: number | null;
  sharedDevice: boolean;
  /** Two factors were shown. */
  isStrong?: boolean;
  screen?: Screen;
}

export async function insertSignIn(tx: Tx, made: NewSignIn): Promise<void> {
  await tx.run(insert, {
    token: made.tokenHash,
    id: made.id,
    person: made.person,
    method: made.method,
    device: made.device ?? null,
    now: tx.now,
    expires: made.expiresAt,
    idle: made.idleMin,
    shared: made.sharedDevice ? 1 : 0,
    strong: made.isStrong ? 1 : 0,
    screen: made.screen?.kind ?? null,
    branch: made.screen?.branch ?? null,
    room: made.screen?.room ?? null,
  });
}

const end = statement<{ token: Uint8Array; now: number }>()((db, p) =>
  db
    .updateTable('sign_in')
    .set({ ended_at: p('now') })
    .where('token_hash', '=', p('token'))
    .where('ended_at', 'is', null),
);

/** Whether it was alive until now. */
export async function endSignIn(tx: Tx, tokenHash: Uint8Array): Promise<boolean> {
  return (await tx.run(end, { token: tokenHash, now: tx.now })) > 0;
}

const strengthen = statement<{ token: Uint8Array }>()((db, p) =>
  db
    .updateTable('sign_in')
    .set({ strong: sql.lit(1) })
    .where('token_hash', '=', p('token')),
);

/** A second factor was set up in it. The cookie stays: it was this browser's alone from its first moment. */
export async function markStrong(tx: Tx, tokenHash: Uint8Array): Promise<void> {
  await tx.run(strengthen, { token: tokenHash });
}

const known = statement<{ device: Uint8Array; subject: Uint8Array }>()((db, p) =>
  db
    .selectFrom('known_device')
    .select('last_seen_at')
    .where('device_hash', '=', p('device'))
    .where('subject', '=', p('subject')),
);

/** Whether this account has signed in from this device before. */
export async function isKnownDevice(reader: Reader, device: Uint8Array, subject: Uint8Array): Promise<boolean> {
  return (await reader.first(known, { device, subject })) !== undefined;
}

const remember = statement<{ device: Uint8Array; subject: Uint8Array; now: number }>()((db, p) =>
  db
    .insertInto('known_device')
    .values({ device_hash: p('device'), subject: p('subject'), last_seen_at: p('now') })
    .onConflict((conflict) => conflict.columns(['device_hash', 'subject']).doUpdateSet({ last_seen_at: p('now') })),
);

export async function rememberDevice(tx: Tx, device: Uint8Array, subject: Uint8Array): Promise<void> {
  await tx.run(remember, { device, subject, now: tx.now });
}

const sweep = statement<{ now: number }>()((db, p) => db.deleteFrom('sign_in').where('expires_at', '<=', p('now')));
const sweepDevices = statement<{ before: number }>()((db, p) =>
  db.deleteFrom('known_device').where('last_seen_at', '<', p('before')),
);

const DEVICE_KEPT_MS = RETENTION.known_devices.days * 24 * 60 * MINUTE;
/** Sign-ins that have run out and devices that have not been back. */
export async function sweepSignIns(tx: Tx): Promise<void> {
  await tx.run(sweep, { now: tx.now });
  await tx.run(sweepDevices, { before: tx.now - DEVICE_KEPT_MS });
}
