import type { AliasInput } from '#contract/account/own-data.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../storage/context.ts';
import { recordAudit } from '../../storage/stores/audit-store.ts';
import { setAlias } from '../../storage/stores/bookings/patron-store.ts';

/** Y7: what one is called from the next booking on. @throws Refusal `forbidden` */
export async function changeAlias(ctx: Ctx, { alias }: AliasInput): Promise<AliasInput> {
  const { tx, actor } = ctx;
  assertCan(actor, 'me.alias');
  if (!(await setAlias(tx, actor.person, alias))) throw new Refusal('forbidden');
  // The record holds no names, not even this one.
  await recordAudit(ctx, 'patron.alias', actor.person, { isChosen: alias !== null });
  return { alias };
}
