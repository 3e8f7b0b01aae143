import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../storage/context.ts';
import { recordAudit } from '../../storage/stores/audit-store.ts';
import { endOwn } from '../../storage/stores/accounts/own-sign-in-store.ts';

/** F2: nobody is signed in there any more, on any process. @throws Refusal `forbidden`, `not_found` */
export async function endOwnSignIn(ctx: Ctx, id: string): Promise<void> {
  const { actor, tx } = ctx;
  assertCan(actor, 'account.sign_ins');

  const ended = await endOwn(tx, actor.person, id);
  if (ended === undefined) throw new Refusal('not_found');
  if (ended) await recordAudit(ctx, 'sign_in.ended', actor.person, { signIn: id });
}
