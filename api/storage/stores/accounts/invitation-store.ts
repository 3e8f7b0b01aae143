import type { RoleGrant } from '#domain/account/staff-role.ts';
import type { Instant } from '#domain/ids.ts';
import type { Role } from '#domain/network.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

export interface NewInvitation extends RoleGrant {
  id: string;
  tokenHash: Uint8Array;
  person: string;
  /** null: a command on the server. */
  madeBy: string | null;
  expiresAt: Instant;
}

const insert = statement<{
  token: Uint8Array;
  id: string;
  person: string;
  role: Role;
  branch: string | null;
  counsellor: string | null;
  partner: string | null;
  madeBy: string | null;
  now: number;
  expires: number;
}>()((db, p) =>
  db.insertInto('invitation').values({
    token_hash: p('token'),
    id: p('id'),
    person: p('person'),
    role: p('role'),
    branch: p('branch'),
    counsellor: p('counsellor'),
    partner: p('partner'),
    made_by: p('madeBy'),
    created_at: p('now'),
    expires_at: p('expires'),
    used_at: null,
    revoked_at: null,
  }),
);

export async function insertInvitation(tx: Tx, { tokenHash, expiresAt, ...made }: NewInvitation): Promise<void> {
  await tx.run(insert, { ...made, token: tokenHash, now: tx.now, expires: expiresAt });
}

const OPEN = ['invitation.id', 'invitation.person', 'role', 'invitation.branch', 'counsellor', 'partner'] as const;

const findOpen = statement<{ token: Uint8Array; now: number }>()((db, p) =>
  db
    .selectFrom('invitation')
    .innerJoin('person', 'person.id', 'invitation.person')
    .select(OPEN)
    .where('token_hash', '=', p('token'))
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', p('now'))
    .where('person.disabled_at', 'is', null),
);

export interface OpenInvitation extends RoleGrant {
  id: string;
  person: string;
}

/** Used, revoked, run out, or for somebody who is disabled: all alike not there. */
export async function findOpenInvitation(
  reader: Reader,
  tokenHash: Uint8Array,
  now: Instant,
): Promise<OpenInvitation | undefined> {
  return reader.first(findOpen, { token: tokenHash, now });
}

const use = statement<{ id: string; now: number }>()((db, p) =>
  db
    .updateTable('invitation')
    .set({ used_at: p('now') })
    .where('id', '=', p('id'))
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null),
);

/** `false`: somebody was quicker. */
export async function spendInvitation(tx: Tx, id: string): Promise<boolean> {
  return (await tx.run(use, { id, now: tx.now })) > 0;
}

export interface InvitationRow extends OpenInvitation {
  name_sealed: Uint8Array | null;
  wrapped_key: Uint8Array;
  created_at: Instant;
  expires_at: Instant;
  used_at: Instant | null;
  revoked_at: Instant | null;
}

const recent = statement<{ since: number; limit: number }>()((db, p) =>
  db
    .selectFrom('invitation')
    .innerJoin('person', 'person.id', 'invitation.person')
    .select(OPEN)
    .select([
      'invitation.created_at',
      'expires_at',
      'used_at',
      'revoked_at',
      'person.name_sealed',
      'person.wrapped_key',
    ])
    .where('invitation.created_at', '>', p('since'))
    .orderBy('invitation.created_at', 'desc')
    .orderBy('invitation.id', 'desc')
    .limit(p('limit')),
);

/** The newest first, so many at most. */
export async function recentInvitations(reader: Reader, since: Instant, limit: number): Promise<InvitationRow[]> {
  return reader.rows(recent, { since, limit });
}

const find = statement<{ id: string }>()((db, p) =>
  db.selectFrom('invitation').select(OPEN).select(['used_at', 'revoked_at']).where('id', '=', p('id')),
);

export async function findInvitationById(reader: Reader, id: string) {
  return reader.first(find, { id });
}

const revoke = statement<{ id: string; now: number }>()((db, p) =>
  db
    .updateTable('invitation')
    .set({ revoked_at: p('now') })
    .where('id', '=', p('id'))
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null),
);

/** `false`: it was used or revoked already. */
export async function revokeInvitation(tx: Tx, id: string): Promise<boolean> {
  return (await tx.run(revoke, { id, now: tx.now })) > 0;
}

const revokeOf = statement<{ person: string; now: number }>()((db, p) =>
  db
    .updateTable('invitation')
    .set({ revoked_at: p('now') })
    .where((where) => where.or([where('person', '=', p('person')), where('made_by', '=', p('person'))]))
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null),
);

/** Those for somebody, and those that they made: whoever has to go leaves no way back in behind. */
export async function revokeInvitationsOf(tx: Tx, person: string): Promise<number> {
  return tx.run(revokeOf, { person, now: tx.now });
}
