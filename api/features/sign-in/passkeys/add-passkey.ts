import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import type { NewPasskeyInput, Passkey } from '#contract/account/passkeys.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { Ctx } from '../../../storage/context.ts';
import { hashToken } from '../../../storage/sealing/token-hash.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { insertPasskey } from '../../../storage/stores/accounts/passkey-store.ts';
import { findStep, spendStep } from '../../../storage/stores/accounts/sign-in-step-store.ts';
import { markStrong, type SignInRow } from '../../../storage/stores/sign-in-store.ts';
import { assertFresh } from '../second-factor/fresh-sign-in-only.ts';
import { challengeOf } from './passkey-step.ts';
import type { RelyingParty } from './relying-party.ts';
import { webauthn } from './webauthn.ts';

interface From {
  signIn: SignInRow;
  stepToken: string | undefined;
  rp: RelyingParty;
}

/**
 * F13: the device has made a key for the challenge, with its owner verified.
 * @throws Refusal `forbidden`, `sign_in_again`, `step_over`, `invalid` (credential)
 */
export async function addPasskey(ctx: Ctx, input: NewPasskeyInput, from: From): Promise<Passkey> {
  const { actor, tx, keys, now } = ctx;
  const { signIn, stepToken, rp } = from;
  assertCan(actor, 'account.passkeys');
  assertFresh(signIn, now);

  const tokenHash = hashToken(stepToken ?? '');
  const step = await findStep(tx, { tokenHash, kind: 'new_passkey', now });
  if (step?.person !== actor.person || !(await spendStep(tx, tokenHash))) throw new Refusal('step_over');

  const credential = await verified(input, challengeOf(step), rp);
  const { id, publicKey, counter, transports = [] } = credential;
  const { wrappedKey } = signIn;
  const made = { id, person: actor.person, publicKey, counter, transports, name: input.name, wrappedKey };
  if ((await tx.attempt(() => insertPasskey(tx, keys, made).then(() => true))) === undefined) throw wrong();
  await markStrong(tx, signIn.tokenHash);
  await recordAudit(ctx, 'passkey.added', actor.person, { passkey: id });
  return { id, name: input.name, addedAt: toWire(now) };
}

async function verified({ credential }: NewPasskeyInput, expectedChallenge: string, rp: RelyingParty) {
  const { verifyRegistrationResponse } = await webauthn();
  try {
    const { verified: isGood, registrationInfo } = await verifyRegistrationResponse({
      response: credential as unknown as RegistrationResponseJSON,
      expectedChallenge,
      expectedOrigin: rp.origin,
      expectedRPID: rp.id,
      requireUserVerification: true,
    });
    if (isGood) return registrationInfo.credential;
  } catch {
    // Whatever does not fit is told alike.
  }
  throw wrong();
}

function wrong(): Refusal {
  return new Refusal('invalid', {}, [{ path: 'credential', code: 'not_valid' }]);
}
