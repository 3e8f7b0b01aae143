import type { Guardianship } from '#domain/guardian/guardian-policy.ts';
import { assertCan, type Operation } from '#domain/permission.ts';
import type { Ctx } from '../../storage/context.ts';
import { lockPatron } from '../../storage/stores/bookings/patron-store.ts';
import { guardiansOf } from '../../storage/stores/guardians/guardian-store.ts';

/**
 * Who acts for a child, for one of them to decide by; locked, so that two decisions come one after the other. Somebody else's
 * child and none at all are one answer. @throws Refusal `not_found`
 */
export async function ownChildToWrite(ctx: Ctx, operation: Operation, child: string): Promise<Guardianship[]> {
  await lockPatron(ctx.tx, child);
  const guardians = await guardiansOf(ctx.tx, [child]);
  const own = guardians.find(({ guardian }) => guardian === ctx.actor.person);
  assertCan(ctx.actor, operation, { patron: child, guardian: own?.guardian, branch: null });
  return guardians;
}
