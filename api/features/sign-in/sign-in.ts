import type { SignedIn } from '#domain/actor.ts';
import { MINUTE } from '#domain/ids.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Services } from '../../storage/context.ts';
import { CannotWrite, type Tx } from '../../storage/engine/database.ts';
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
export async function signIn(services: Services, asked: SignInTry): Promise<MadeSignIn> {
  const { database, keys } = services;
  const subject = keys.index('throttle', `device of ${asked.account}`);
  const device = asked.deviceToken === undefined ? undefined : keys.index('device', asked.deviceToken);
  const knownDevice = device && (await isKnownDevice(database.reader, device, subject)) ? device : undefined;

  const counted = await beginTry(services, { account: asked.account, knownDevice, address: asked.address });
  await slowDown(counted);
  const actor = await prove(services, asked, counted);
  if (!actor) throw new Refusal('sign_in_failed');

  const token = services.token(TOKEN_BYTES);
  const deviceToken = asked.sharedDevice ? undefined : (asked.deviceToken ?? services.token(TOKEN_BYTES));
  await database.write(async (tx) => {
    await giveTryBack(tx, counted);
    if (asked.formerToken !== undefined) await endSignIn(tx, hashToken(asked.formerToken));
    await begin(services, tx, actor, { token, sharedDevice: asked.sharedDevice });
    if (deviceToken !== undefined) await rememberDevice(tx, keys.index('device', deviceToken), subject);
  });

  const { lastsMin } = signInTerms(actor, asked.sharedDevice);
  return { token, deviceToken, staff: isStaff(actor), maxAgeSec: asked.sharedDevice ? undefined : lastsMin * 60 };
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

async function begin(
  services: Services,
  tx: Tx,
  actor: SignedIn,
  { token, sharedDevice }: { token: string; sharedDevice: boolean },
): Promise<void> {
  const { lastsMin, idleMin } = signInTerms(actor, sharedDevice);
  const expiresAt = tx.now + lastsMin * MINUTE;
  await insertSignIn(tx, { tokenHash: hashToken(token), person: actor.person, expiresAt, idleMin, sharedDevice });

  const audit = { tx, keys: services.keys, now: tx.now, newId: services.newId, actor };
  await recordAudit(audit, 'sign_in.begun', actor.person, { sharedDevice });
}
