import { assertCan, type Operation } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { LocalDate } from '#domain/ids.ts';
import type { Branch } from '#domain/network.ts';
import { addDays } from '#domain/time/local-date.ts';
import { localDateOf } from '#domain/time/zone.ts';
import type { ReadCtx } from '../../../storage/context.ts';

/** A branch of the desk that asks. @throws Refusal `forbidden`, or `not_found` for any other branch */
export function branchOfDesk(ctx: ReadCtx, operation: Operation, id: string): Branch {
  assertCan(ctx.actor, operation);
  assertCan(ctx.actor, operation, { branch: id });

  const branch = ctx.world.network.branches.get(id);
  if (!branch) throw new Refusal('not_found');
  return branch;
}

/** Yesterday, today and tomorrow at a branch: the days whose people the desk knows without a trace (K4). */
export function daysOfDesk(ctx: ReadCtx, { id, timeZone }: Branch) {
  const today: LocalDate = localDateOf(timeZone, ctx.now);
  return { branch: id, from: addDays(today, -1), to: addDays(today, 1) };
}
