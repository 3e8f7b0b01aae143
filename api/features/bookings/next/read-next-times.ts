import type { NextTimes } from '#contract/counsellor.ts';
import { nextTimes } from '#domain/counsellor/next-times.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import { ownVisit } from './own-visit.ts';

/** C4. @throws Refusal `forbidden`, `not_found`, `wrong_state` */
export async function readNextTimes(ctx: ReadCtx, { id }: { id: string }): Promise<NextTimes> {
  const { visit } = await ownVisit(ctx, id);
  const suggestions = nextTimes(ctx.world, visit, ctx.now).map((time) => ({
    ...time,
    startsAt: toWire(time.startsAt),
  }));
  return { asOf: toWire(ctx.now), suggestions };
}
