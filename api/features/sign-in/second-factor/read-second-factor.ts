import type { SecondFactor } from '#contract/account/second-factor.ts';
import { needsSecondFactor } from '#domain/account/factor-ways.ts';
import { assertCan } from '#domain/permission.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import { factorsOf, findAuthenticator } from '../../../storage/stores/accounts/factor-store.ts';

/** What the person has beside the password. @throws Refusal `forbidden` */
export async function readSecondFactor(ctx: ReadCtx, isDemanded: boolean): Promise<SecondFactor> {
  const { actor, reader, keys } = ctx;
  assertCan(actor, 'account.second_factor');

  const authenticator = await findAuthenticator(reader, keys, actor.person);
  const { recoveryCodes, hasPassword } = await factorsOf(reader, actor.person);
  return {
    ...(authenticator?.confirmedAt != null && { authenticatorSince: toWire(authenticator.confirmedAt) }),
    recoveryCodesLeft: recoveryCodes,
    required: isDemanded && needsSecondFactor(actor.role),
    hasPassword,
  };
}
