import { isAtBranch } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { endAll } from '../../../storage/stores/accounts/own-sign-in-store.ts';
import { findEndedGrant } from '../../../storage/stores/accounts/staff-store.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { revokeGrant } from '../../../storage/stores/import/import-people-store.ts';
import { assertAdminLeft, personInReach } from './person-in-reach.ts';

/**
 * I9: one role less. Whoever is to have none is disabled instead: so they stay to be found.
 * @throws Refusal `forbidden`, `not_found`, `wrong_state` (the last role), `last_admin`
 */
export async function removeRole(ctx: Ctx, id: string, grantId: string): Promise<void> {
  const { tx } = ctx;
  const found = await personInReach(ctx, id);
  const grant = found.grants.find((own) => own.id === grantId);
  if (!grant) return assertWasTheirs(ctx, id, grantId);
  if (found.isWhole && found.grants.length === 1) throw new Refusal('wrong_state');

  await revokeGrant(tx, grantId);
  await assertAdminLeft(ctx, found);
  await endAll(tx, id);
  const { role, branch, counsellor, partner } = grant;
  await recordAudit(ctx, 'staff.role_removed', id, { role, branch, counsellor, partner });
}

/** Taken away already: it stays so. @throws Refusal `not_found` */
async function assertWasTheirs({ actor, tx }: Ctx, person: string, grantId: string): Promise<void> {
  const ended = await findEndedGrant(tx, person, grantId);
  if (!ended || !isAtBranch(actor, ended)) throw new Refusal('not_found');
}
