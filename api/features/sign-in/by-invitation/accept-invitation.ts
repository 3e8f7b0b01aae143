import type { AcceptInput } from '#contract/account/invitations.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Services } from '../../../storage/context.ts';
import { hashToken } from '../../../storage/sealing/token-hash.ts';
import { hashSecret } from '../../../storage/sealing/secret-hash.ts';
import { putPassword } from '../../../storage/stores/import/import-credential-store.ts';
import { findActor } from '../../../storage/stores/person-store.ts';
import { makeSignIn, type Browser, type Made } from '../make-sign-in.ts';
import { assertGoodPassword } from '../password/good-password.ts';
import { findInvitation } from './find-invitation.ts';
import { takeInvitation } from './take-invitation.ts';

/**
 * I4: the right, the password and the sign-in come together, once. @throws Refusal `not_found`, `invalid` (password),
 * `too_many_tries`
 */
export async function acceptInvitation(services: Services, input: AcceptInput, browser: Browser): Promise<Made> {
  const { database, keys } = services;
  const { person } = await findInvitation(services, input.token, browser.address);
  await assertGoodPassword(services, person, { password: input.password, path: 'password' });
  const hash = await hashSecret(keys, input.password);

  return database.write(async (tx) => {
    await takeInvitation(tx, services, hashToken(input.token));
    await putPassword(tx, person, hash);
    const actor = await findActor(tx, person);
    if (!actor) throw new Refusal('not_found');
    const subject = keys.index('throttle', `device of name ${person}`);
    return makeSignIn(tx, services, { actor, method: 'password', subject }, browser);
  });
}
