import type { EndedSignIns } from '#contract/account/own-sign-ins.ts';
import { assertCan } from '#domain/permission.ts';
import type { Ctx } from '../../storage/context.ts';
import { recordAudit } from '../../storage/stores/audit-store.ts';
import { endAllOthers } from '../../storage/stores/accounts/own-sign-in-store.ts';

/** F2: signed in nowhere but here. @throws Refusal `forbidden` */
export async function endOtherSignIns(ctx: Ctx, current: Uint8Array): Promise<EndedSignIns> {
  const { actor, tx } = ctx;
  assertCan(actor, 'account.sign_ins');

  const ended = await endAllOthers(tx, actor.person, current);
  if (ended > 0) await recordAudit(ctx, 'sign_in.others_ended', actor.person, { ended });
  return { ended };
}
