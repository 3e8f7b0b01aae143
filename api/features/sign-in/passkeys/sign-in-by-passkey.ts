import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { PasskeySignIn } from '#contract/account/passkeys.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Services } from '../../../storage/context.ts';
import type { Tx } from '../../../storage/engine/database.ts';
import { hashToken } from '../../../storage/sealing/token-hash.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { advancePasskey, findPasskey, type PasskeyKey } from '../../../storage/stores/accounts/passkey-store.ts';
import { findStep, spendStep } from '../../../storage/stores/accounts/sign-in-step-store.ts';
import { findActor } from '../../../storage/stores/person-store.ts';
import { makeSignIn, type Browser, type Made } from '../make-sign-in.ts';
import { beginTry, giveTryBack, slowDown } from '../sign-in-throttle.ts';
import { userHandle } from './begin-passkey.ts';
import { beginPasskeyStep, CHALLENGE_BYTES, challengeOf } from './passkey-step.ts';
import type { RelyingParty } from './relying-party.ts';
import { webauthn } from './webauthn.ts';

/** F14, F16: a challenge, for whoever has a passkey of this library. Nobody is named. @throws Refusal `too_many_tries` */
export async function beginPasskeySignIn(services: Services, rp: RelyingParty, address: Uint8Array) {
  const { database, token } = services;
  await slowDown(await beginTry(services, { counted: 'passkey', account: undefined, knownDevice: undefined, address }));
  const { generateAuthenticationOptions } = await webauthn();
  const options = await generateAuthenticationOptions({
    rpID: rp.id,
    challenge: new Uint8Array(Buffer.from(token(CHALLENGE_BYTES), 'base64url')),
    userVerification: 'required',
  });
  return database.write((tx) => beginPasskeyStep(tx, token, { kind: 'passkey', person: null, options }));
}

interface From {
  stepToken: string | undefined;
  rp: RelyingParty;
  browser: Browser;
}

/** F14: two factors in one. Whatever is wrong is told alike. @throws Refusal `sign_in_failed`, `step_over`, `too_many_tries` */
export async function signInByPasskey(services: Services, { credential }: PasskeySignIn, from: From): Promise<Made> {
  const { database, keys } = services;
  const { stepToken, rp, browser } = from;
  const tokenHash = hashToken(stepToken ?? '');
  const step = await findStep(database.reader, { tokenHash, kind: 'passkey', now: await database.now() });
  if (!step) throw new Refusal('step_over');

  const account = `passkey ${credential.id}`;
  const counted = await beginTry(services, { account, knownDevice: undefined, address: browser.address });
  await slowDown(counted);
  const found = await findPasskey(database.reader, credential.id);
  const response = credential as unknown as AuthenticationResponseJSON;
  const counter = found && (await newCounterOf(found, response, challengeOf(step), rp));
  if (!found || counter === undefined || !isOwners(services, found, response)) throw new Refusal('sign_in_failed');

  const made = await database.write(async (tx) => {
    if (!(await spendStep(tx, tokenHash))) return new Refusal('step_over');
    if (!(await takeCounter(tx, services, found, counter))) return new Refusal('sign_in_failed');
    const actor = await findActor(tx, found.person);
    if (!actor) return new Refusal('sign_in_failed');
    await giveTryBack(tx, counted);
    const subject = keys.index('throttle', `device of ${account}`);
    return makeSignIn(tx, services, { actor, method: 'passkey', subject, isStrong: true }, browser);
  });
  if (made instanceof Refusal) throw made;
  return made;
}

/** The counter that the answer carries, if it is one to the challenge, by this key, with its owner verified. */
async function newCounterOf(
  { id, publicKey, transports }: PasskeyKey,
  response: AuthenticationResponseJSON,
  expectedChallenge: string,
  rp: RelyingParty,
): Promise<number | undefined> {
  const { verifyAuthenticationResponse } = await webauthn();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge,
      expectedOrigin: rp.origin,
      expectedRPID: rp.id,
      // Counters are compared in the transaction that moves them.
      credential: { id, publicKey: new Uint8Array(publicKey), counter: 0, transports },
      requireUserVerification: true,
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    return undefined;
  }
}

function isOwners({ keys }: Services, { person }: PasskeyKey, { response }: AuthenticationResponseJSON): boolean {
  const handle = Buffer.from(userHandle(keys, person)).toString('base64url');
  return response.userHandle === undefined || response.userHandle === handle;
}

/** F14: a counter that does not go on belongs to a copy of the key (WebAuthn, 6.1.1). Devices that do not count say 0. */
async function takeCounter(tx: Tx, services: Services, found: PasskeyKey, counter: number): Promise<boolean> {
  const counts = counter > 0 || found.counter > 0;
  if (!counts || counter > found.counter) return advancePasskey(tx, found.id, { former: found.counter, counter });
  const { keys, newId } = services;
  await recordAudit({ tx, keys, now: tx.now, newId }, 'passkey.counter_behind', found.person, { passkey: found.id });
  return false;
}
