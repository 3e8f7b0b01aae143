import type { Family } from '#contract/account/family.ts';
import { inOrder } from '#domain/guardian/guardian-policy.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { Ctx, ReadCtx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { findDeskPatron } from '../../../storage/stores/desk/desk-patron-store.ts';
import { childrenOf, guardiansOf, isChild } from '../../../storage/stores/guardians/guardian-store.ts';

export interface DeskAsked {
  id: string;
  branch: string;
}

/** At a branch of the desk's, about a patron who is there. @throws Refusal `forbidden`, `not_found` */
export async function assertAtDesk(ctx: ReadCtx, { id, branch }: DeskAsked): Promise<void> {
  assertCan(ctx.actor, 'desk.family');
  assertCan(ctx.actor, 'desk.family', { branch });
  const isThere = ctx.world.network.branches.has(branch) && (await findDeskPatron(ctx.reader, id)) !== undefined;
  if (!isThere) throw new Refusal('not_found');
}

/** G12: on record, whoever is asked about. @throws Refusal `forbidden`, `not_found` */
export async function readFamily(ctx: Ctx, asked: DeskAsked): Promise<Family> {
  await assertAtDesk(ctx, asked);
  await recordAudit(ctx, 'desk.family', asked.id, { branch: asked.branch });
  return familyAnswer(ctx, asked.id);
}

/** By alias and initials, as the desk knows people. */
export async function familyAnswer(ctx: ReadCtx, patron: string): Promise<Family> {
  const { reader } = ctx;
  const guardians: Family['guardians'] = [];
  for (const [place, one] of inOrder(await guardiansOf(reader, [patron])).entries()) {
    const { id, guardian, since } = one;
    const alias = (await findDeskPatron(reader, guardian))?.alias ?? null;
    guardians.push({ id, patron: guardian, alias, since: toWire(since), isFirst: place === 0 });
  }
  const children = (await childrenOf(reader, patron)).map(({ child, initials }) => ({ patron: child, initials }));
  return { guardians, children, isChild: await isChild(reader, patron) };
}
