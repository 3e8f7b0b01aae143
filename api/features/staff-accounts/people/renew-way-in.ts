import type { MadeInvitation } from '#contract/account/staff.ts';
import type { RoleGrant } from '#domain/account/staff-role.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { revokeInvitationsOf } from '../../../storage/stores/accounts/invitation-store.ts';
import { endAll } from '../../../storage/stores/accounts/own-sign-in-store.ts';
import { isDisabled } from '../../../storage/stores/accounts/staff-store.ts';
import { takeWaysIn } from '../../../storage/stores/accounts/way-in-store.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { revokeGrants } from '../../../storage/stores/device-grant-store.ts';
import { told } from '../invitations/invite-person.ts';
import { writeInvitation } from '../invitations/write-invitation.ts';
import { assertAdminLeft, wholePerson } from './person-in-reach.ts';

/**
 * I10: a password was forgotten, or a phone lost. Nothing old opens any more, and a link lets the person choose anew.
 * @throws Refusal `forbidden`, `not_found`, `wrong_state` (disabled), `last_admin`
 */
export async function renewWayIn(ctx: Ctx, id: string): Promise<MadeInvitation> {
  const { tx } = ctx;
  const found = await wholePerson(ctx, id);
  if (await isDisabled(tx, id)) throw new Refusal('wrong_state');

  await takeWaysIn(tx, id);
  await assertAdminLeft(ctx, found);
  await endAll(tx, id);
  await revokeGrants(tx, id);
  await revokeInvitationsOf(tx, id);
  await recordAudit(ctx, 'staff.way_in_renewed', id);
  return told(await writeInvitation(ctx, id, found.grants[0] as RoleGrant));
}
