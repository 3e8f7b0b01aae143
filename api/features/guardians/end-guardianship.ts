import { guardianshipToEnd, type Guardianship } from '#domain/guardian/guardian-policy.ts';
import type { Ctx } from '../../storage/context.ts';
import { recordAudit } from '../../storage/stores/audit-store.ts';
import { revokeTicketLinksOf } from '../../storage/stores/bookings/ticket-link-store.ts';
import { revokeGuardianLink } from '../../storage/stores/guardians/guardian-link-store.ts';
import { endGuardian } from '../../storage/stores/guardians/guardian-store.ts';
import { ownChildToWrite } from './own-child.ts';

/** G10. @throws Refusal `not_found`, `forbidden` */
export async function endGuardianship(ctx: Ctx, input: { id: string; guardianship: string }): Promise<void> {
  const guardians = await ownChildToWrite(ctx, 'family.end', input.id);
  const ended = guardianshipToEnd(guardians, input.guardianship, ctx.actor.person);
  await writeEnd(ctx, ended, { by: ended.guardian === ctx.actor.person ? 'self' : 'first' });
}

/**
 * G11: the child is absent to them from now on, and every link that they may have in their hands is dead. What is booked stays:
 * no talk that a child needs is lost by it.
 */
export async function writeEnd(ctx: Ctx, { id, child, guardian }: Guardianship, facts: object): Promise<void> {
  if (!(await endGuardian(ctx.tx, id))) return;
  await revokeGuardianLink(ctx.tx, child);
  await revokeTicketLinksOf(ctx.tx, child);
  await recordAudit(ctx, 'guardian.ended', child, { guardianship: id, guardian, ...facts });
}
