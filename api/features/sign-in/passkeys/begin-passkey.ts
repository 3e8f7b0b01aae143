import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import type { Keyring } from '../../../storage/sealing/keyring.ts';
import { passkeysOf } from '../../../storage/stores/accounts/passkey-store.ts';
import type { SignInRow } from '../../../storage/stores/sign-in-store.ts';
import { assertFresh } from '../second-factor/fresh-sign-in-only.ts';
import { beginPasskeyStep, CHALLENGE_BYTES } from './passkey-step.ts';
import type { RelyingParty } from './relying-party.ts';
import { webauthn } from './webauthn.ts';

const MOST = 20;

/** F13: a challenge for a new passkey. @throws Refusal `forbidden`, `sign_in_again`, `wrong_state` (as many as there may be) */
export async function beginPasskey(ctx: Ctx, signIn: SignInRow, rp: RelyingParty) {
  const { actor, tx, keys, now } = ctx;
  assertCan(actor, 'account.passkeys');
  assertFresh(signIn, now);
  const own = await passkeysOf(tx, keys, actor.person);
  if (own.length >= MOST) throw new Refusal('wrong_state');

  const { generateRegistrationOptions } = await webauthn();
  const options = await generateRegistrationOptions({
    rpName: 'Quietroom',
    rpID: rp.id,
    // Shown by the device when it asks which account: nothing that says why somebody comes here.
    userName: actor.person,
    userID: userHandle(keys, actor.person),
    challenge: new Uint8Array(Buffer.from(ctx.token(CHALLENGE_BYTES), 'base64url')),
    attestationType: 'none',
    excludeCredentials: own.map(({ id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return beginPasskeyStep(tx, ctx.token, { kind: 'new_passkey', person: actor.person, options });
}

/** What a device keeps of whose the passkey is: a keyed hash, which names nobody. */
export function userHandle(keys: Keyring, person: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(keys.index('passkey', person));
}
