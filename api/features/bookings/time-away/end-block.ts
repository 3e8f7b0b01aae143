import type { Block as BlockOnWire } from '#contract/blocks.ts';
import type { Branch } from '#domain/network.ts';
import { assertCan } from '#domain/permission.ts';
import { nextCell } from '#domain/rearranging/block-range.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { claimFreeCells } from '../../../storage/stores/blocks/block-cell-store.ts';
import {
  blocksOnResource,
  findBlock,
  lockForBlocks,
  removeBlock,
  resourceOfBlock,
  shortenBlock,
  type Block,
} from '../../../storage/stores/blocks/block-store.ts';
import { findRetired } from '../../../storage/stores/bookings/retired-item-store.ts';
import { noteChange } from '../../../storage/stores/change-store.ts';
import { freeCellsOfResource } from '../../../storage/stores/occupancy-store.ts';
import { blockAnswer } from '../rearranging/block-answer.ts';

const isId = (text: string) => /^[0-9a-f-]{36}$/.test(text);

/** L8: a counsellor's own block, leave or illness ends. @throws Refusal `forbidden`, `not_found`, `wrong_state` */
export async function unblockTime(ctx: Ctx, { id }: { id: string }): Promise<{ block: BlockOnWire }> {
  assertCan(ctx.actor, 'counsellor.block');
  const block = await known(ctx, id);
  if (block.counsellor === null) throw new Refusal('not_found');
  assertCan(ctx.actor, 'counsellor.block', { branch: block.branch, counsellor: block.counsellor });
  return endBlock(ctx, block);
}

/** L8, L11: the counsellor is back; what only the counsellor took away is no desk's. @throws Refusal `forbidden`, `not_found`, `wrong_state` */
export async function endDeskBlock(ctx: Ctx, { id }: { id: string }): Promise<{ block: BlockOnWire }> {
  assertCan(ctx.actor, 'desk.block_counsellor');
  const block = await known(ctx, id);
  if (block.counsellor === null || !block.byDesk) throw new Refusal('not_found');
  assertCan(ctx.actor, 'desk.block_counsellor', { branch: block.branch });
  return endBlock(ctx, block);
}

/** L8: a room is in use again. @throws Refusal `forbidden`, `not_found`, `wrong_state` */
export async function reopenRoom(ctx: Ctx, { id }: { id: string }): Promise<{ block: BlockOnWire }> {
  assertCan(ctx.actor, 'desk.close_room');
  const block = await known(ctx, id);
  if (block.room === null) throw new Refusal('not_found');
  assertCan(ctx.actor, 'desk.close_room', { branch: block.branch });
  return endBlock(ctx, block);
}

async function known(ctx: Ctx, id: string): Promise<Block> {
  const block = isId(id) ? await findBlock(ctx.tx, id) : undefined;
  if (!block) throw new Refusal('not_found');
  return block;
}

/** What lies ahead is free from the next cell on; what has passed stays as it was. */
async function endBlock(ctx: Ctx, block: Block): Promise<{ block: BlockOnWire }> {
  await lockForBlocks(ctx.tx, block);
  const from = Math.max(block.startsAt, nextCell(ctx.now));
  const isAhead = from === block.startsAt;
  if (block.goneAt !== null || from >= block.endsAt) {
    throw new Refusal('wrong_state', { state: block.goneAt === null ? 'over' : 'gone' });
  }
  const done = isAhead ? await removeBlock(ctx.tx, block.id) : await shortenBlock(ctx.tx, block.id, from);
  if (!done) throw new Refusal('wrong_state', { state: 'gone' });

  await freeCells(ctx, block, from);
  await recordAudit(ctx, 'block.end', block.id, { from, until: block.endsAt });
  await noteChange(ctx.tx, 'block', block.id);
  return { block: blockAnswer({ ...block, endsAt: isAhead ? block.endsAt : from }, await zoneOf(ctx, block.branch)) };
}

/** Other blocks over the same time take over the cells that this one had for them as well. */
async function freeCells(ctx: Ctx, block: Block, from: number): Promise<void> {
  const range = { from, until: block.endsAt };
  await freeCellsOfResource(ctx.tx, block.id, resourceOfBlock(block), { from: range.from, to: range.until });

  for (const other of await blocksOnResource(ctx.tx, block, range)) {
    const shared = { from: Math.max(from, other.startsAt), until: Math.min(range.until, other.endsAt) };
    await claimFreeCells(ctx.tx, other.id, resourceOfBlock(other), shared);
  }
}

async function zoneOf({ world, tx }: Ctx, branch: string): Promise<string> {
  const known = world.network.branches.get(branch) ?? (await findRetired<Branch>(tx, 'branch', branch));
  return known.timeZone;
}
