import type { OldCrisisLines } from '#contract/oversight/crisis-lines.ts';
import { oldCrisisLines } from '#domain/crisis-line.ts';
import { assertCan, isAtBranch } from '#domain/permission.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../storage/context.ts';

/** N16: of the branches that the asker administers. @throws Refusal `forbidden` */
export async function listOldLines(ctx: ReadCtx): Promise<OldCrisisLines> {
  const { actor, now, world } = ctx;
  assertCan(actor, 'staff.crisis_lines');
  const own = [...world.network.branches.values()].filter(({ id }) => isAtBranch(actor, { branch: id }));
  const lines = oldCrisisLines(own, now).map(({ branch, ...line }) => ({ branch: branch.id, ...line }));
  return { lines, asOf: toWire(now) };
}
