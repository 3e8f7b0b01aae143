import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../storage/context.ts';
import { recordAudit } from '../../storage/stores/audit-store.ts';
import { findBatch, withdrawBatch } from '../../storage/stores/partners/code-batch-store.ts';

/** R6: what of a batch nobody has used opens nothing any more. How many those were is not said. @throws Refusal `not_found` */
export async function withdrawCodes(ctx: Ctx, id: string): Promise<void> {
  const { tx, actor } = ctx;
  assertCan(actor, 'partner.codes');
  const batch = await findBatch(tx, id);
  if (!batch) throw new Refusal('not_found');
  assertCan(actor, 'partner.codes', { branch: null, partner: batch.partner });
  if (batch.withdrawn_at !== null) return;

  await withdrawBatch(tx, id);
  await recordAudit(ctx, 'codes.withdrawn', batch.discount, { batch: id });
}
