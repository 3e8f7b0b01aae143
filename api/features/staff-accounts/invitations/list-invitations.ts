import type { Invitations } from '#contract/account/staff.ts';
import { invitationState } from '#domain/account/staff-role.ts';
import { MINUTE } from '#domain/ids.ts';
import { assertCan, isAtBranch } from '#domain/permission.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import { recentInvitations } from '../../../storage/stores/accounts/invitation-store.ts';
import { openName } from '../../../storage/stores/person-store.ts';
import { toldRole } from '../role-asked-for.ts';

const DAYS_MS = 30 * 24 * 60 * MINUTE;
/** A whole network's beginning; it bounds the answer, not anybody's work. */
const MOST = 500;

/** I6: those of the last thirty days, the newest first. @throws Refusal `forbidden` */
export async function listInvitations(ctx: ReadCtx): Promise<Invitations> {
  const { actor, reader, keys, now } = ctx;
  assertCan(actor, 'staff.invite');

  const rows = (await recentInvitations(reader, now - DAYS_MS, MOST)).filter((row) => isAtBranch(actor, row));
  const invitations = rows.map((row) => ({
    id: row.id,
    name: openName(keys, row.person, row),
    ...toldRole(row),
    signInName: row.person,
    state: invitationState({ usedAt: row.used_at, revokedAt: row.revoked_at, expiresAt: row.expires_at }, now),
    madeAt: toWire(row.created_at),
    expiresAt: toWire(row.expires_at),
  }));
  return { invitations, asOf: toWire(now) };
}
