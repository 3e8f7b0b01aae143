import type { Child, GuardianLink } from '#contract/account/family.ts';
import { assertHasPlace, firstGuardian, type Guardianship } from '#domain/guardian/guardian-policy.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { Ctx, ReadCtx } from '../../storage/context.ts';
import { recordAudit } from '../../storage/stores/audit-store.ts';
import { lockPatron } from '../../storage/stores/bookings/patron-store.ts';
import {
  findGuardianLink,
  spendGuardianLink,
  type GuardianLinkRow,
} from '../../storage/stores/guardians/guardian-link-store.ts';
import { guardiansOf, initialsOf, insertGuardian } from '../../storage/stores/guardians/guardian-store.ts';
import { toldChildren } from './told-children.ts';

const indexOf = ({ keys }: ReadCtx, token: string) => keys.index('guardian-link', token);

/** G9: whom it is for, before it is taken up. Unknown, taken, ended and run out are one answer. @throws Refusal `not_found` */
export async function lookAtGuardianLink(ctx: ReadCtx, { token }: { token: string }): Promise<GuardianLink> {
  assertCan(ctx.actor, 'family.take_up');
  const link = await findGuardianLink(ctx.reader, indexOf(ctx, token));
  const guardians = link ? await guardiansOf(ctx.reader, [link.child]) : [];
  if (!link || !stands(link, guardians, ctx.now)) throw new Refusal('not_found');
  return { initials: await initialsOf(ctx.reader, link.child), until: toWire(link.expiresAt) };
}

/**
 * G9: makes whoever is signed in the second guardian. Asked once more by the same person it says the same, so that an answer
 * can be lost. @throws Refusal `not_found`, `wrong_state`
 */
export async function takeUpGuardianLink(ctx: Ctx, { token }: { token: string }): Promise<{ child: Child }> {
  assertCan(ctx.actor, 'family.take_up');
  const { tx, actor } = ctx;
  const index = indexOf(ctx, token);
  const asked = await findGuardianLink(tx, index);
  if (!asked) throw new Refusal('not_found');

  // What others did meanwhile is seen once the child is locked.
  await lockPatron(tx, asked.child);
  const link = (await findGuardianLink(tx, index))!;
  const guardians = await guardiansOf(tx, [link.child]);
  const isOwn = guardians.some(({ guardian }) => guardian === actor.person);
  if (link.usedBy === actor.person && isOwn) return { child: await told(ctx, link.child) };
  if (!stands(link, guardians, ctx.now)) throw new Refusal('not_found');
  if (isOwn) throw new Refusal('wrong_state', { state: 'own_child' });
  assertHasPlace(guardians);
  if (!(await spendGuardianLink(tx, index, actor.person))) throw new Refusal('not_found');

  const named = { id: ctx.newId(), guardian: actor.person, child: link.child, namedBy: link.madeBy };
  if (!(await insertGuardian(tx, named))) throw new Refusal('wrong_state', { state: 'own_child' });
  await recordAudit(ctx, 'guardian.taken_up', link.child, { guardianship: named.id, namedBy: link.madeBy });
  return { child: await told(ctx, link.child) };
}

/** Also over once who made it is not the first guardian any more. */
function stands({ expiresAt, revokedAt, usedBy, madeBy }: GuardianLinkRow, all: Guardianship[], now: number): boolean {
  return usedBy === null && revokedAt === null && now < expiresAt && firstGuardian(all)?.guardian === madeBy;
}

async function told(ctx: ReadCtx, id: string): Promise<Child> {
  return (await toldChildren(ctx)).find((child) => child.id === id)!;
}
