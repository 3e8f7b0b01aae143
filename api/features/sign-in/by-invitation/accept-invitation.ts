import type { AcceptInput } from '#contract/account/invitations.ts';
import { isSameGrant } from '#domain/account/staff-role.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Services } from '../../../storage/context.ts';
import type { Tx } from '../../../storage/engine/database.ts';
import { hashToken } from '../../../storage/sealing/token-hash.ts';
import { hashSecret } from '../../../storage/sealing/secret-hash.ts';
import {
  findOpenInvitation,
  useInvitation,
  type OpenInvitation,
} from '../../../storage/stores/accounts/invitation-store.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { putPassword } from '../../../storage/stores/import/import-credential-store.ts';
import { insertGrant, readGrants } from '../../../storage/stores/import/import-people-store.ts';
import { findActor } from '../../../storage/stores/person-store.ts';
import { makeSignIn, type Browser, type Made } from '../make-sign-in.ts';
import { assertGoodPassword } from '../password/good-password.ts';
import { findInvitation } from './find-invitation.ts';

/**
 * I4: the right, the password and the sign-in come together, once. @throws Refusal `not_found`, `invalid` (password),
 * `too_many_tries`
 */
export async function acceptInvitation(services: Services, input: AcceptInput, browser: Browser): Promise<Made> {
  const { database, keys } = services;
  const { person } = await findInvitation(services, input.token, browser.address);
  await assertGoodPassword(services, person, { password: input.password, path: 'password' });
  const hash = await hashSecret(keys, input.password);

  return database.write(async (tx) => {
    const invitation = await findOpenInvitation(tx, hashToken(input.token), tx.now);
    if (!invitation || !(await useInvitation(tx, invitation.id))) throw new Refusal('not_found');
    await take(tx, services, invitation, hash);

    const actor = await findActor(tx, person);
    if (!actor) throw new Refusal('not_found');
    const subject = keys.index('throttle', `device of name ${person}`);
    return makeSignIn(tx, services, { actor, method: 'password', subject }, browser);
  });
}

/** Who is let in anew has the right already. */
async function take(tx: Tx, { keys, newId }: Services, invitation: OpenInvitation, hash: string): Promise<void> {
  const { id, person, role, branch, counsellor, partner } = invitation;
  const grant = { role, branch, counsellor, partner };
  const own = await readGrants(tx, person);
  if (!own.some((has) => isSameGrant(has, grant))) await insertGrant(tx, person, { id: newId(), ...grant });
  await putPassword(tx, person, hash);
  const tools = { tx, keys, now: tx.now, newId, actor: { person, role } };
  await recordAudit(tools, 'invitation.accepted', person, { invitation: id });
}
