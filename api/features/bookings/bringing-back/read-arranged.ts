import type { Arranged, ArrangedQuery, CalledOff, OwnCalledOff } from '#contract/desk-work/arranged.ts';
import { assertCan } from '#domain/permission.ts';
import { nextCell } from '#domain/rearranging/block-range.ts';
import { localTimeOf } from '#domain/time/zone.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import { deskBlocksFrom } from '../../../storage/stores/blocks/block-store.ts';
import { calledOffAhead, type CalledOffSession } from '../../../storage/stores/blocks/call-off-store.ts';
import { branchOfDesk } from '../at-the-desk/branch-of-desk.ts';
import { termsOf } from '../booking-terms.ts';
import { ownCounsellor } from '../counsellor-days/own-counsellor.ts';
import { blockAnswer } from '../rearranging/block-answer.ts';

/** L11, L12: what the desk of a branch may give back. @throws Refusal `forbidden`, `not_found` */
export async function readArranged(ctx: ReadCtx, { branch: id }: ArrangedQuery): Promise<Arranged> {
  const branch = branchOfDesk(ctx, 'desk.arranged', id);
  // One that was ended just now runs out its five minutes.
  const blocks = await deskBlocksFrom(ctx.reader, { branch: id, from: nextCell(ctx.now) });
  return {
    asOf: toWire(ctx.now),
    away: blocks.map((block) => ({ block: blockAnswer(block, branch.timeZone), counsellor: block.counsellor })),
    calledOff: await answersOf(ctx, await calledOffAhead(ctx.reader, { branch: id }, ctx.now)),
  };
}

/** L12: own dated sessions ahead that a counsellor called off. @throws Refusal `forbidden`, `not_found` */
export async function readOwnCalledOff(ctx: ReadCtx): Promise<OwnCalledOff> {
  assertCan(ctx.actor, 'counsellor.bring_back');
  const { id } = ownCounsellor(ctx);
  const found = await calledOffAhead(ctx.reader, { counsellor: id }, ctx.now);
  return { asOf: toWire(ctx.now), calledOff: await answersOf(ctx, found) };
}

async function answersOf(ctx: ReadCtx, found: readonly CalledOffSession[]): Promise<CalledOff[]> {
  const answers: CalledOff[] = [];
  for (const { id, session, people } of found) {
    const { timeZone } = (await termsOf(ctx, session)).branch;
    answers.push({
      id,
      startsAt: toWire(session.startsAt),
      localStart: localTimeOf(timeZone, session.startsAt),
      localEnd: localTimeOf(timeZone, session.endsAt),
      room: session.room,
      counsellor: session.counsellor,
      people,
    });
  }
  return answers;
}
