import type { BlockAnswer, BlockInput, BlockPreview, BlockRange } from '#contract/blocks.ts';
import { assertCan } from '#domain/permission.ts';
import { blockRange } from '#domain/rearranging/block-range.ts';
import { Refusal } from '#domain/refusal.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { Ctx, ReadCtx } from '../../../storage/context.ts';
import { ownCounsellor } from '../counsellor-days/own-counsellor.ts';
import { affectedAnswer } from '../rearranging/affected-answer.ts';
import { findAffected, type TakenTime } from '../rearranging/find-affected.ts';
import { takeTimeAway } from '../rearranging/take-time-away.ts';

/** L2: who would be affected by a counsellor's own block, leave or illness. @throws Refusal `forbidden`, `invalid` */
export async function previewBlock(ctx: ReadCtx, input: BlockRange): Promise<BlockPreview> {
  assertCan(ctx.actor, 'counsellor.block');
  const taken = ownTime(ctx, input);
  return { asOf: toWire(ctx.now), affected: affectedAnswer(ctx, taken, await findAffected(ctx, taken)) };
}

/** L4. @throws Refusal `forbidden`, `invalid`, `affected_left`, `slot_taken`, `patron_busy`, `wrong_state` */
export async function blockTime(ctx: Ctx, { outcomes, ...input }: BlockInput): Promise<BlockAnswer> {
  assertCan(ctx.actor, 'counsellor.block');
  return takeTimeAway(ctx, ownTime(ctx, input), outcomes);
}

function ownTime(ctx: ReadCtx, { branch: id, kind, ...range }: BlockRange): TakenTime {
  const { id: counsellor } = ownCounsellor(ctx);
  const branch = ctx.world.network.branches.get(id);
  if (!branch) throw new Refusal('invalid', {}, [{ path: 'branch', code: 'unknown' }]);
  return { kind, counsellor, room: null, branch, range: blockRange(branch.timeZone, range, ctx.now) };
}
