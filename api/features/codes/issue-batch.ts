import type { CodesInput, MadeCodes } from '#contract/oversight/partner.ts';
import { codesLeft, MOST_BATCHES_A_DAY } from '#domain/partner/code-bounds.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../storage/context.ts';
import { recordAudit } from '../../storage/stores/audit-store.ts';
import { insertBatch, lockProgramme } from '../../storage/stores/partners/code-batch-store.ts';
import { codesOut } from '../../storage/stores/partners/partner-code-store.ts';
import { countTry, retryAfterSec } from '../../storage/stores/throttle-store.ts';
import { drawCodes } from './issue-codes.ts';
import { programmeWithCodes, todayOf } from './own-programmes.ts';
import { toldBatch } from './read-programmes.ts';

const DAY_MIN = 24 * 60;

/**
 * R4, R5: codes for the people whom a partner vouches for, told this once.
 * @throws Refusal `forbidden`, `not_found`, `invalid` (more than are left), `too_many_tries`
 */
export async function issueBatch(ctx: Ctx, { programme: id, count }: CodesInput): Promise<MadeCodes> {
  const { tx, keys, actor } = ctx;
  const programme = programmeWithCodes(ctx, 'partner.codes', id);
  const batches = await countTry(tx, keys.index('throttle', `code batches ${programme.partner}`), DAY_MIN);
  if (batches > MOST_BATCHES_A_DAY) {
    throw new Refusal('too_many_tries', { retryAfterSec: retryAfterSec(tx.now, DAY_MIN) });
  }
  await lockProgramme(tx, id);
  const left = codesLeft(programme, await codesOut(tx, id), todayOf(ctx, programme));
  if (count > left) throw new Refusal('invalid', { left }, [{ path: 'count', code: 'too_many' }]);

  const batch = { id: ctx.newId(), partner: programme.partner, discount: id, count };
  await insertBatch(tx, { ...batch, by: actor.person });
  const codes = await drawCodes(ctx, { discount: id, count, batch: batch.id });
  await recordAudit(ctx, 'codes.issued', id, { count, batch: batch.id });
  return { batch: toldBatch({ ...batch, issued_at: tx.now, withdrawn_at: null }), codes };
}
