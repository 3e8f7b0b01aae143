import type { BlockAnswer, BlockPreview, RoomClosureInput, RoomClosureRange } from '#contract/blocks.ts';
import { assertCan } from '#domain/permission.ts';
import { blockRange } from '#domain/rearranging/block-range.ts';
import { Refusal } from '#domain/refusal.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { Ctx, ReadCtx } from '../../../storage/context.ts';
import { affectedAnswer } from '../rearranging/affected-answer.ts';
import { findAffected, type TakenTime } from '../rearranging/find-affected.ts';
import { takeTimeAway } from '../rearranging/take-time-away.ts';

/** L2: who would be affected by a room of the desk's branch being out of use. @throws Refusal `forbidden`, `not_found`, `invalid` */
export async function previewClosure(ctx: ReadCtx, input: RoomClosureRange): Promise<BlockPreview> {
  assertCan(ctx.actor, 'desk.close_room');
  const taken = roomTime(ctx, input);
  return { asOf: toWire(ctx.now), affected: affectedAnswer(ctx, taken, await findAffected(ctx, taken)) };
}

/** L4. @throws Refusal `forbidden`, `not_found`, `invalid`, `affected_left`, `slot_taken`, `patron_busy`, `wrong_state` */
export async function closeRoom(ctx: Ctx, { outcomes, ...input }: RoomClosureInput): Promise<BlockAnswer> {
  assertCan(ctx.actor, 'desk.close_room');
  return takeTimeAway(ctx, roomTime(ctx, input), outcomes);
}

/** A room of another branch is answered like an absent one. */
function roomTime(ctx: ReadCtx, { room: id, ...range }: RoomClosureRange): TakenTime {
  const room = ctx.world.network.rooms.get(id);
  const branch = room && ctx.world.network.branches.get(room.branch);
  if (!branch) throw new Refusal('not_found');
  assertCan(ctx.actor, 'desk.close_room', { branch: branch.id });

  const { timeZone } = branch;
  return { kind: 'out_of_use', counsellor: null, room: id, branch, range: blockRange(timeZone, range, ctx.now) };
}
