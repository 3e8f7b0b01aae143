import { randomInt } from 'node:crypto';
import type { RoleGrant } from '#domain/account/staff-role.ts';
import { MINUTE, type Instant, type Locale, type Text } from '#domain/ids.ts';
import { hashToken } from '../../../storage/sealing/token-hash.ts';
import { recordAudit, type AuditContext } from '../../../storage/stores/audit-store.ts';
import { insertInvitation } from '../../../storage/stores/accounts/invitation-store.ts';
import { insertPerson } from '../../../storage/stores/accounts/staff-store.ts';
import { sealName } from '../../../storage/stores/person-store.ts';

/** The tools of a verb, or of a command on the server: that one has no actor. */
export interface InvitationTools extends AuditContext {
  token(bytes: number): string;
}

/** What is shown once to whoever invites. */
export interface MadeInvitation {
  id: string;
  person: string;
  token: string;
  expiresAt: Instant;
}

const LASTS_MIN = 7 * 24 * 60;
const TOKEN_BYTES = 32;
/** So many random names in a row are taken only where nearly all are. */
const MOST_NAMES = 20;

/** I1: somebody new, who has no right until they take the invitation. */
export async function inviteSomebodyNew(
  tools: InvitationTools,
  grant: RoleGrant,
  { name, locale }: { name: Text; locale: Locale },
): Promise<MadeInvitation> {
  const { tx, keys } = tools;
  const wrapped_key = keys.newPersonKey();

  for (let i = 0; i < MOST_NAMES; i++) {
    const id = `${grant.role}-${randomInt(10_000, 100_000)}`;
    const name_sealed = sealName(keys, id, wrapped_key, name);
    const isNew = await insertPerson(tx, { id, wrapped_key, name_sealed, locale, branch: grant.branch });
    if (isNew) return writeInvitation(tools, id, grant);
  }
  throw new Error(`no name is left for another ${grant.role}`);
}

/** I3: its secret is told once; only the hash is kept. */
export async function writeInvitation(
  tools: InvitationTools,
  person: string,
  grant: RoleGrant,
): Promise<MadeInvitation> {
  const { tx, actor } = tools;
  const { role, branch, counsellor, partner } = grant;
  const bound = { role, branch, counsellor, partner };
  const made = { id: tools.newId(), person, token: tools.token(TOKEN_BYTES), expiresAt: tx.now + LASTS_MIN * MINUTE };
  await insertInvitation(tx, {
    ...bound,
    id: made.id,
    person,
    tokenHash: hashToken(made.token),
    madeBy: actor?.person ?? null,
    expiresAt: made.expiresAt,
  });
  await recordAudit(tools, 'invitation.made', person, { invitation: made.id, ...bound });
  return made;
}
