import type { SignedIn } from '#domain/actor.ts';
import { MINUTE } from '#domain/ids.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Services } from '../../storage/context.ts';
import { CannotWrite } from '../../storage/engine/database.ts';
import { verifySecret } from '../../storage/sealing/secret-hash.ts';
import { recordAudit } from '../../storage/stores/audit-store.ts';
import { findActor, type Credential } from '../../storage/stores/person-store.ts';
import { endSignIn, insertSignIn, isKnownDevice, rememberDevice } from '../../storage/stores/sign-in-store.ts';
import { hashToken } from '../../storage/sealing/token-hash.ts';
import { isStaff, signInTerms } from './sign-in-terms.ts';
import { beginTry, giveTryBack, slowDown, type CountedTry } from './sign-in-throttle.ts';

/** Who says to be whom, by which secret, and from where. */
export interface SignInTry {
  /** What was typed, folded, with its kind: `card 29000001`. Need not exist. */
  account: string;
  find: () => Promise<Credential | undefined>;
  secret: string;
  sharedDevice: boolean;
  address: Uint8Array;
  /** The browser's lasting token, if it has one. */
  deviceToken: string | undefined;
  /** The sign-in that this browser had until now: it ends with the new one. */
  formerToken: string | undefined;
}

export interface MadeSignIn {
  token: string;
  deviceToken: string | undefined;
  staff: boolean;
  /** undefined: until the browser is closed. */
  maxAgeSec: number | undefined;
}

const TOKEN_BYTES = 32;

/**
 * Whatever is wrong, the answer and the work are the same: the hash is computed for accounts that do not exist, too.
 * @throws Refusal `sign_in_failed`, `too_many_tries`
 */
export async function beginSignIn(services: Services, asked: SignInTry): Promise<MadeSignIn> {
  const { database, keys } = services;
  const subject = keys.index('throttle', `device of ${asked.account}`);
  const device = asked.deviceToken === undefined ? undefined : keys.index('device', asked.deviceToken);
  const knownDevice = device && (await isKnownDevice(database.reader, device, subject)) ? device : undefined;

  const account = knownDevice ? `${asked.account} ${asked.deviceToken}` : asked.account;
  return inTurn(account, async () => {
    const counted = await beginTry(services, { account: asked.account, knownDevice, address: asked.address });
    await slowDown(counted);
    const actor = await prove(services, asked, counted);
    if (!actor) throw new Refusal('sign_in_failed');
    return make(services, asked, { actor, counted, subject });
  });
}

const turns = new Map<string, Promise<unknown>>();

/**
 * Tries of one account go one after the other. Each counts as a failure until it is proven: many good ones at once would
 * else look like an attack, and an attack of many at once would fill the queue for hashing.
 */
async function inTurn<T>(account: string, work: () => Promise<T>): Promise<T> {
  const turn = (turns.get(account) ?? Promise.resolve()).then(work, work);
  turns.set(account, turn);
  try {
    return await turn;
  } finally {
    if (turns.get(account) === turn) turns.delete(account);
  }
}

async function prove(services: Services, asked: SignInTry, counted: CountedTry): Promise<SignedIn | undefined> {
  const { database, keys } = services;
  const credential = await asked.find();
  try {
    const right = await verifySecret(keys, asked.secret, credential?.secretHash);
    return right && credential ? await findActor(database.reader, credential.person) : undefined;
  } catch (fault) {
    if (fault instanceof CannotWrite) await database.write((tx) => giveTryBack(tx, counted));
    throw fault;
  }
}

async function make(
  services: Services,
  { sharedDevice, formerToken, ...asked }: SignInTry,
  { actor, counted, subject }: { actor: SignedIn; counted: CountedTry; subject: Uint8Array },
): Promise<MadeSignIn> {
  const { database, keys, newId } = services;
  const { lastsMin, idleMin } = signInTerms(actor, sharedDevice);
  const token = services.token(TOKEN_BYTES);
  const deviceToken = sharedDevice ? undefined : (asked.deviceToken ?? services.token(TOKEN_BYTES));

  await database.write(async (tx) => {
    await giveTryBack(tx, counted);
    if (formerToken !== undefined) await endSignIn(tx, hashToken(formerToken));
    if (deviceToken !== undefined) await rememberDevice(tx, keys.index('device', deviceToken), subject);

    const expiresAt = tx.now + lastsMin * MINUTE;
    await insertSignIn(tx, { tokenHash: hashToken(token), person: actor.person, expiresAt, idleMin, sharedDevice });
    await recordAudit({ tx, keys, now: tx.now, newId, actor }, 'sign_in.begun', actor.person, { sharedDevice });
  });

  return { token, deviceToken, staff: isStaff(actor), maxAgeSec: sharedDevice ? undefined : lastsMin * 60 };
}
