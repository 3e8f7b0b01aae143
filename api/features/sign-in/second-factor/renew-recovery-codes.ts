import type { RecoveryCodes } from '#contract/account/second-factor.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { factorsOf } from '../../../storage/stores/accounts/factor-store.ts';
import type { SignInRow } from '../../../storage/stores/sign-in-store.ts';
import { drawRecoveryCodes } from './draw-recovery-codes.ts';
import { assertFresh } from './fresh-sign-in-only.ts';

/** F8: where there is nothing that could be lost, no code is needed. @throws Refusal `forbidden`, `sign_in_again`, `wrong_state` */
export async function renewRecoveryCodes(ctx: Ctx, signIn: SignInRow): Promise<RecoveryCodes> {
  assertCan(ctx.actor, 'account.second_factor');
  assertFresh(signIn, ctx.now);

  const { authenticator, passkeys } = await factorsOf(ctx.tx, ctx.actor.person);
  if (!authenticator && passkeys === 0) throw new Refusal('wrong_state');
  return drawRecoveryCodes(ctx);
}
