import type { Child, ChildInput } from '#contract/account/family.ts';
import { childInitials } from '#domain/guardian/child-initials.ts';
import { COUNTED_FOR_MS, MOST_CHILDREN } from '#domain/guardian/guardian-policy.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../storage/context.ts';
import { recordAudit } from '../../storage/stores/audit-store.ts';
import { lockPatron } from '../../storage/stores/bookings/patron-store.ts';
import { childrenOf, countAdded, insertChild, insertGuardian } from '../../storage/stores/guardians/guardian-store.ts';
import { sealName } from '../../storage/stores/person-store.ts';
import { toldChildren } from './told-children.ts';

/** G8: a patron of their own who cannot sign in; nothing but what they are called is asked. @throws Refusal `too_many_children` */
export async function addChild(ctx: Ctx, { name }: ChildInput): Promise<{ child: Child }> {
  assertCan(ctx.actor, 'family.children');
  const { tx, keys, actor } = ctx;
  const guardian = actor.person;
  await lockPatron(tx, guardian);
  if ((await countAdded(tx, { guardian, since: ctx.now - COUNTED_FOR_MS })) >= MOST_CHILDREN) {
    throw new Refusal('too_many_children', { most: MOST_CHILDREN });
  }

  const id = ctx.newId();
  const wrappedKey = keys.newPersonKey();
  const nameSealed = sealName(keys, id, wrappedKey, { [actor.locale]: name });
  const taken = (await childrenOf(tx, guardian)).map(({ initials }) => initials);
  const initials = childInitials(name, taken)!;
  await insertChild(tx, { id, wrappedKey, nameSealed, locale: actor.locale, branch: actor.branch, initials, guardian });
  await insertGuardian(tx, { id: ctx.newId(), guardian, child: id, namedBy: null });
  await recordAudit(ctx, 'guardian.child_added', id, { guardian });
  return { child: (await toldChildren(ctx)).find((one) => one.id === id)! };
}
