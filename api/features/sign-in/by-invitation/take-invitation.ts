import { isSameGrant } from '#domain/account/staff-role.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Services } from '../../../storage/context.ts';
import type { Tx } from '../../../storage/engine/database.ts';
import {
  findOpenInvitation,
  spendInvitation,
  type OpenInvitation,
} from '../../../storage/stores/accounts/invitation-store.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { insertGrant, readGrants } from '../../../storage/stores/import/import-people-store.ts';

/**
 * I4: uses it up, and its person has the right. The way in that they choose is written in the same transaction. Who is let in
 * anew has the right already. @throws Refusal `not_found`
 */
export async function takeInvitation(
  tx: Tx,
  { keys, newId }: Services,
  tokenHash: Uint8Array,
): Promise<Pick<OpenInvitation, 'person' | 'role'>> {
  const invitation = await findOpenInvitation(tx, tokenHash, tx.now);
  if (!invitation || !(await spendInvitation(tx, invitation.id))) throw new Refusal('not_found');

  const { id, person, role, branch, counsellor, partner } = invitation;
  const grant = { role, branch, counsellor, partner };
  const own = await readGrants(tx, person);
  if (!own.some((has) => isSameGrant(has, grant))) await insertGrant(tx, person, { id: newId(), ...grant });
  const tools = { tx, keys, now: tx.now, newId, actor: { person, role } };
  await recordAudit(tools, 'invitation.accepted', person, { invitation: id });
  return { person, role };
}
