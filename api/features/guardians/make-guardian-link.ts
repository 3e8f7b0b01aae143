import type { MadeGuardianLink } from '#contract/account/family.ts';
import { assertMayName, LINK_LASTS_MS } from '#domain/guardian/guardian-policy.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { Ctx } from '../../storage/context.ts';
import { recordAudit } from '../../storage/stores/audit-store.ts';
import { insertGuardianLink, revokeGuardianLink } from '../../storage/stores/guardians/guardian-link-store.ts';
import { ownChildToWrite } from './own-child.ts';

const TOKEN_BYTES = 32;

/**
 * G9: a link with which somebody becomes the second guardian, shown this once; the one before it is dead. Its token is kept
 * nowhere, not even to answer a repeated request with. @throws Refusal `not_found`, `forbidden`, `wrong_state`
 */
export async function makeGuardianLink(ctx: Ctx, { id: child }: { id: string }): Promise<MadeGuardianLink> {
  const guardians = await ownChildToWrite(ctx, 'family.name', child);
  assertMayName(guardians, ctx.actor.person);

  const token = ctx.token(TOKEN_BYTES);
  const expiresAt = ctx.now + LINK_LASTS_MS;
  await revokeGuardianLink(ctx.tx, child);
  const index = ctx.keys.index('guardian-link', token);
  await insertGuardianLink(ctx.tx, { index, child, madeBy: ctx.actor.person, expiresAt });
  await recordAudit(ctx, 'guardian.link_made', child);
  return { token, until: toWire(expiresAt) };
}

/** G9: it can be taken up by nobody from now on. @throws Refusal `not_found` */
export async function endGuardianLink(ctx: Ctx, { id: child }: { id: string }): Promise<void> {
  await ownChildToWrite(ctx, 'family.name', child);
  if (await revokeGuardianLink(ctx.tx, child)) await recordAudit(ctx, 'guardian.link_revoked', child);
}
