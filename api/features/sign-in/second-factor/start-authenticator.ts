import type { RecoveryCodes } from '#contract/account/second-factor.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { confirmAuthenticator, findAuthenticator } from '../../../storage/stores/accounts/factor-store.ts';
import { endAllOthers } from '../../../storage/stores/accounts/own-sign-in-store.ts';
import { markStrong, type SignInRow } from '../../../storage/stores/sign-in-store.ts';
import { drawRecoveryCodes } from './draw-recovery-codes.ts';
import { assertFresh } from './fresh-sign-in-only.ts';
import { takeCode } from './prove-factor.ts';

/**
 * F5: the app is shown to be set up, and asked for from now on. Signed in stays only who did it.
 * @throws Refusal `forbidden`, `sign_in_again`, `wrong_state`, `invalid` (code)
 */
export async function startAuthenticator(ctx: Ctx, code: string, signIn: SignInRow): Promise<RecoveryCodes> {
  const { actor, tx, keys, now } = ctx;
  const { person } = actor;
  assertCan(actor, 'account.second_factor');
  assertFresh(signIn, now);

  const waiting = await findAuthenticator(tx, keys, person);
  if (!waiting || waiting.confirmedAt !== null) throw new Refusal('wrong_state');
  if (!(await takeCode(tx, person, waiting.secret, code))) {
    throw new Refusal('invalid', {}, [{ path: 'code', code: 'wrong_code' }]);
  }
  await confirmAuthenticator(tx, person);
  await markStrong(tx, signIn.tokenHash);
  await endAllOthers(tx, person, signIn.tokenHash);
  await recordAudit(ctx, 'second_factor.set_up', person);
  return drawRecoveryCodes(ctx);
}
