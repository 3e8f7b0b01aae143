import type { ChangePasswordInput } from '#contract/account/second-factor.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal, type Fault } from '#domain/refusal.ts';
import type { Services } from '../../../storage/context.ts';
import { hashSecret, verifySecret } from '../../../storage/sealing/secret-hash.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { changePasswordHash, factorsOf } from '../../../storage/stores/accounts/factor-store.ts';
import { endAllOthers } from '../../../storage/stores/accounts/own-sign-in-store.ts';
import { findByName } from '../../../storage/stores/person-store.ts';
import type { SignInRow } from '../../../storage/stores/sign-in-store.ts';
import { proveFactor } from '../second-factor/prove-factor.ts';
import { beginTry, giveTryBack, slowDown } from '../sign-in-throttle.ts';
import { assertGoodPassword } from './good-password.ts';

/** Where the request comes from: guesses of the current password count as tries to sign in. */
interface From {
  signIn: SignInRow;
  address: Uint8Array;
}

/**
 * F10, F11: whoever knows the current one, and has the second factor where there is one. All others are signed out.
 * @throws Refusal `forbidden`, `not_found` (no password), `invalid` (current, next, code), `too_many_tries`
 */
export async function changePassword(services: Services, input: ChangePasswordInput, from: From): Promise<void> {
  const { database, keys, newId } = services;
  const { actor, tokenHash } = from.signIn;
  const { person } = actor;
  assertCan(actor, 'account.password');
  await assertGoodPassword(services, person, { password: input.next, path: 'next' });

  const credential = await findByName(database.reader, person);
  if (!credential) throw new Refusal('not_found');
  const account = `change of password ${person}`;
  const counted = await beginTry(services, { account, knownDevice: undefined, address: from.address });
  await slowDown(counted);
  if (!(await verifySecret(keys, input.current, credential.secretHash))) throw wrong('current', 'wrong_secret');
  const hash = await hashSecret(keys, input.next);

  const fault = await database.write(async (tx) => {
    const { authenticator } = await factorsOf(tx, person);
    if (authenticator && input.code === undefined) return wrong('code', 'missing');
    if (authenticator && !(await proveFactor(tx, keys, person, input.code!))) return wrong('code', 'wrong_code');
    if (!(await changePasswordHash(tx, person, { former: credential.secretHash, hash }))) {
      return wrong('current', 'wrong_secret');
    }
    await giveTryBack(tx, counted);
    await endAllOthers(tx, person, tokenHash);
    await recordAudit({ tx, keys, now: tx.now, newId, actor }, 'password.changed', person);
    return undefined;
  });
  if (fault) throw fault;
}

function wrong(path: Fault['path'], code: Fault['code']): Refusal {
  return new Refusal('invalid', {}, [{ path, code }]);
}
