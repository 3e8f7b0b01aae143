import type { FactorSetUp } from '#contract/account/second-factor.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { putSecret } from '../../../storage/stores/accounts/factor-store.ts';
import type { SignInRow } from '../../../storage/stores/sign-in-store.ts';
import { assertFresh } from './fresh-sign-in-only.ts';
import { keyUri, SECRET_BYTES, secretFrom } from './time-codes.ts';

/** F5: a new secret, worth nothing until a code of it was typed. @throws Refusal `forbidden`, `sign_in_again`, `wrong_state` */
export async function setUpAuthenticator(ctx: Ctx, signIn: SignInRow): Promise<FactorSetUp> {
  const { actor, tx, keys, now } = ctx;
  assertCan(actor, 'account.second_factor');
  assertFresh(signIn, now);

  const secret = secretFrom(Buffer.from(ctx.token(SECRET_BYTES), 'base64url'));
  const isPut = await putSecret(tx, keys, { person: actor.person, wrappedKey: signIn.wrappedKey, secret });
  if (!isPut) throw new Refusal('wrong_state');
  return { secret, uri: keyUri(secret, actor.person) };
}
