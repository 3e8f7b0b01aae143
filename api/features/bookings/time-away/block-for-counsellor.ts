import type { BlockAnswer, BlockPreview } from '#contract/blocks.ts';
import type { DeskBlockInput, DeskBlockRange } from '#contract/desk-work/arranged.ts';
import { assertCan } from '#domain/permission.ts';
import { blockRange } from '#domain/rearranging/block-range.ts';
import { Refusal } from '#domain/refusal.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { Ctx, ReadCtx } from '../../../storage/context.ts';
import { affectedAnswer } from '../rearranging/affected-answer.ts';
import { findAffected, type TakenTime } from '../rearranging/find-affected.ts';
import { takeTimeAway } from '../rearranging/take-time-away.ts';

/** L11: who would be affected at the branch if one of its counsellors was away. @throws Refusal `forbidden`, `not_found`, `invalid` */
export async function previewDeskBlock(ctx: ReadCtx, input: DeskBlockRange): Promise<BlockPreview> {
  assertCan(ctx.actor, 'desk.block_counsellor');
  const taken = timeOf(ctx, input);
  return { asOf: toWire(ctx.now), affected: affectedAnswer(ctx, taken, await findAffected(ctx, taken)) };
}

/** L4, L11. @throws Refusal `forbidden`, `not_found`, `invalid`, `affected_left`, `slot_taken`, `patron_busy`, `wrong_state` */
export async function blockForCounsellor(ctx: Ctx, { outcomes, ...input }: DeskBlockInput): Promise<BlockAnswer> {
  assertCan(ctx.actor, 'desk.block_counsellor');
  return takeTimeAway(ctx, timeOf(ctx, input), outcomes);
}

/** Somebody who does not work at the branch is answered like somebody who does not exist. */
function timeOf({ actor, world, now }: ReadCtx, { branch: at, counsellor: id, ...range }: DeskBlockRange): TakenTime {
  assertCan(actor, 'desk.block_counsellor', { branch: at });
  const branch = world.network.branches.get(at);
  const counsellor = world.network.counsellors.get(id);
  if (!branch || !counsellor?.hours.some((entry) => entry.branch === at)) throw new Refusal('not_found');
  return {
    kind: 'ill',
    counsellor: id,
    room: null,
    branch,
    range: blockRange(branch.timeZone, range, now),
    byDesk: true,
  };
}
