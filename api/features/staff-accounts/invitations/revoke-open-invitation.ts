import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { findInvitationById, revokeInvitation } from '../../../storage/stores/accounts/invitation-store.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';

/** I6: the link opens nothing any more. @throws Refusal `forbidden`, `not_found`, `wrong_state` (it was taken) */
export async function revokeOpenInvitation(ctx: Ctx, id: string): Promise<void> {
  const { actor, tx } = ctx;
  assertCan(actor, 'staff.invite');
  const invitation = await findInvitationById(tx, id);
  if (!invitation) throw new Refusal('not_found');
  assertCan(actor, 'staff.invite', { branch: invitation.branch });

  if (await revokeInvitation(tx, id))
    return recordAudit(ctx, 'invitation.revoked', invitation.person, { invitation: id });
  const { used_at } = (await findInvitationById(tx, id))!;
  if (used_at !== null) throw new Refusal('wrong_state');
}
