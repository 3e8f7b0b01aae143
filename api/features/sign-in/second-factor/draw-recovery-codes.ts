import type { RecoveryCodes } from '#contract/account/second-factor.ts';
import { CODE_BYTES, codeFrom } from '#domain/price/partner-code.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { replaceRecoveryCodes } from '../../../storage/stores/accounts/factor-store.ts';
import { recoveryIndex } from './prove-factor.ts';

const COUNT = 10;

/** F8: a new set, of 59 bits each, in place of the old one. Only their keyed hashes are kept. */
export async function drawRecoveryCodes(ctx: Ctx): Promise<RecoveryCodes> {
  const { actor, tx, keys } = ctx;
  const codes = Array.from({ length: COUNT }, () => codeFrom(Buffer.from(ctx.token(CODE_BYTES), 'base64url')));
  await replaceRecoveryCodes(
    tx,
    actor.person,
    codes.map((code) => recoveryIndex(keys, actor.person, code)),
  );
  await recordAudit(ctx, 'recovery_codes.drawn', actor.person, { codes: COUNT });
  return { codes };
}
