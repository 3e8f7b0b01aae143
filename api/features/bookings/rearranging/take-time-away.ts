import type { BlockAnswer, Outcome, Told } from '#contract/blocks.ts';
import { decideOutcomes, isUnderWay } from '#domain/rearranging/decide-outcomes.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { lockBookingsOf, lockSessions, sessionsInTheWay } from '../../../storage/stores/blocks/affected-store.ts';
import { claimFreeCells, holdersOf } from '../../../storage/stores/blocks/block-cell-store.ts';
import {
  blocksOnResource,
  insertBlock,
  lockForBlocks,
  resourceOfBlock,
  type Block,
} from '../../../storage/stores/blocks/block-store.ts';
import { noteChange } from '../../../storage/stores/change-store.ts';
import type { Session } from '../../../storage/stores/session-store.ts';
import { expireHolds } from '../holding/expire-holds.ts';
import { lockDiscounts } from '../pricing/return-discounts.ts';
import { affectedAnswer } from './affected-answer.ts';
import { giveUpTime, takeInstead } from './apply-outcome.ts';
import { blockAnswer } from './block-answer.ts';
import { takenNow } from './change-room.ts';
import { findAffected, sessionsToDecide, type AffectedSession, type TakenTime } from './find-affected.ts';
import { refusingAbout } from './refusal-about.ts';

/**
 * L4: the block with all that becomes of those in its way, or nothing of it.
 * @throws Refusal `affected_left`, `invalid`, `slot_taken`, `patron_busy`, `wrong_state`
 */
export async function takeTimeAway(ctx: Ctx, taken: TakenTime, outcomes: readonly Outcome[]): Promise<BlockAnswer> {
  const affected = await lockAffected(ctx, taken);
  const takes = taken.counsellor === null ? 'room' : 'counsellor';
  const decided = decideOutcomes(affected, outcomes, takes, ctx.now, (left) => refuseLeft(ctx, taken, left));

  for (const { meeting, outcome } of decided) await giveUpTime(ctx, meeting, outcome);
  const block = await makeBlock(ctx, taken, affected);

  const tell: Told[] = [];
  for (const { meeting, outcome, path } of decided) {
    tell.push(...(await refusingAbout(outcome.session, path, () => takeInstead(ctx, meeting, outcome))));
  }
  return { block: blockAnswer(block, taken.branch.timeZone), tell };
}

/** From here on nobody else changes them: who comes later waits, and finds them changed. */
async function lockAffected(ctx: Ctx, taken: TakenTime): Promise<AffectedSession[]> {
  const sessions = await sessionsToDecide(ctx.tx, taken);
  // Before holds are swept: other verbs take a booking's row before its discounts, too.
  await lockBookingsOf(ctx.tx, sessions);
  await expireHolds(ctx);
  const before = await findAffected(ctx, taken);
  await lockDiscounts(
    ctx.tx,
    before.flatMap(({ bookings }) => bookings),
  );
  await lockSessions(ctx.tx, sessions);
  return findAffected(ctx, taken);
}

function refuseLeft(ctx: Ctx, taken: TakenTime, left: readonly AffectedSession[]): never {
  throw new Refusal('affected_left', { affected: affectedAnswer(ctx, taken, left) });
}

/** L1, L3: every cell of the time, but for those that sessions under way or other blocks have. */
async function makeBlock(ctx: Ctx, taken: TakenTime, affected: readonly AffectedSession[]): Promise<Block> {
  const { kind, counsellor, room, branch, range, byDesk = false } = taken;
  const [startsAt, endsAt] = [range.from, range.until];
  const block: Block = {
    id: ctx.newId(),
    kind,
    counsellor,
    room,
    branch: branch.id,
    startsAt,
    endsAt,
    goneAt: null,
    byDesk,
  };
  await lockForBlocks(ctx.tx, block);
  const others = await blocksOnResource(ctx.tx, taken, range);
  await insertBlock(ctx.tx, block, ctx.actor.person);
  await claimFreeCells(ctx.tx, block.id, resourceOfBlock(block), range);

  const mayHave = new Set([block.id, ...others.map(({ id }) => id)]);
  for (const one of affected) if (isUnderWay(one, ctx.now)) mayHave.add(one.session.id);
  if (byDesk) for (const { id } of await sessionsElsewhere(ctx, taken)) mayHave.add(id);
  const holders = await holdersOf(ctx.tx, resourceOfBlock(block), range);
  if (!holders.isSubsetOf(mayHave)) await refuseNewcomers(ctx, taken);

  const facts = { kind, counsellor, room, from: startsAt, until: endsAt, affected: affected.length, byDesk };
  await recordAudit(ctx, 'block.make', block.id, facts);
  await noteChange(ctx.tx, 'block', block.id);
  return block;
}

/** L11: the counsellor's sessions at other branches keep their time. */
async function sessionsElsewhere({ tx }: Ctx, taken: TakenTime): Promise<Session[]> {
  const all = await sessionsInTheWay(tx, taken, taken.range);
  return all.filter(({ branch }) => branch !== taken.branch.id);
}

/** L4: somebody booked between the question and the answer: they need a decision too. */
async function refuseNewcomers(ctx: Ctx, taken: TakenTime): Promise<never> {
  const left = (await findAffected(ctx, taken)).filter((one) => !isUnderWay(one, ctx.now));
  if (left.length > 0) refuseLeft(ctx, taken, left);
  throw takenNow();
}
