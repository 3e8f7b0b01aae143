import { needsSecondFactor } from '#domain/account/factor-ways.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { factorsOf, removeAuthenticator, replaceRecoveryCodes } from '../../../storage/stores/accounts/factor-store.ts';
import { endAllOthers } from '../../../storage/stores/accounts/own-sign-in-store.ts';
import type { SignInRow } from '../../../storage/stores/sign-in-store.ts';
import { assertFresh } from './fresh-sign-in-only.ts';

/**
 * F9: no code is asked for any more. Where two factors are demanded another must be left.
 * @throws Refusal `forbidden`, `sign_in_again`, `second_factor_needed`
 */
export async function giveUpAuthenticator(ctx: Ctx, signIn: SignInRow, isDemanded: boolean): Promise<void> {
  const { actor, tx, now } = ctx;
  const { person } = actor;
  assertCan(actor, 'account.second_factor');
  assertFresh(signIn, now);

  const { passkeys } = await factorsOf(tx, person);
  if (isDemanded && needsSecondFactor(actor.role) && passkeys === 0) throw new Refusal('second_factor_needed');
  if (!(await removeAuthenticator(tx, person))) return;
  if (passkeys === 0) await replaceRecoveryCodes(tx, person, []);
  await endAllOthers(tx, person, signIn.tokenHash);
  await recordAudit(ctx, 'second_factor.removed', person);
}
