import type { Ctx } from '../../../storage/context.ts';
import { revokeInvitationsOf } from '../../../storage/stores/accounts/invitation-store.ts';
import { endAll } from '../../../storage/stores/accounts/own-sign-in-store.ts';
import { markDisabled } from '../../../storage/stores/accounts/staff-store.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { revokeGrants } from '../../../storage/stores/device-grant-store.ts';
import { assertAdminLeft, wholePerson } from './person-in-reach.ts';

/** I7: out everywhere at once, with all devices and every invitation. @throws Refusal `forbidden`, `not_found`, `last_admin` */
export async function disablePerson(ctx: Ctx, id: string): Promise<void> {
  const { tx } = ctx;
  const found = await wholePerson(ctx, id);
  if (!(await markDisabled(tx, id))) return;

  await assertAdminLeft(ctx, found);
  const signIns = await endAll(tx, id);
  const devices = await revokeGrants(tx, id);
  const invitations = await revokeInvitationsOf(tx, id);
  await recordAudit(ctx, 'staff.disabled', id, { signIns, devices, invitations });
}
