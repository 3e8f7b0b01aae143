import type { Instant } from '#domain/ids.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

/** Links with which somebody becomes the second guardian. A child has one at most that can be taken up. */

type Made = { index: Uint8Array; child: string; madeBy: string; expiresAt: number };

const INSERT = statement<Made & { now: number }>()((db, p) =>
  db.insertInto('guardian_link').values({
    token_index: p('index'),
    child: p('child'),
    made_by: p('madeBy'),
    created_at: p('now'),
    expires_at: p('expiresAt'),
    used_at: null,
    used_by: null,
    revoked_at: null,
  }),
);

export async function insertGuardianLink(tx: Tx, made: Made): Promise<void> {
  await tx.run(INSERT, { ...made, now: tx.now });
}

const REVOKE = statement<{ child: string; now: number }>()((db, p) =>
  db
    .updateTable('guardian_link')
    .set({ revoked_at: p('now') })
    .where('child', '=', p('child'))
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null),
);

/** Whether there was one. */
export async function revokeGuardianLink(tx: Tx, child: string): Promise<boolean> {
  return (await tx.run(REVOKE, { child, now: tx.now })) > 0;
}

const OPEN = statement<{ guardian: string; now: number }>()((db, p) =>
  db
    .selectFrom('guardian_link')
    .select(['child', 'expires_at'])
    .where('made_by', '=', p('guardian'))
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', p('now')),
);

/** Until when the links that somebody made can be taken up, by child. */
export async function openGuardianLinks(reader: Reader, guardian: string, now: Instant): Promise<Map<string, Instant>> {
  const rows = await reader.rows(OPEN, { guardian, now });
  return new Map(rows.map(({ child, expires_at }) => [child, expires_at]));
}

export interface GuardianLinkRow {
  child: string;
  madeBy: string;
  expiresAt: Instant;
  usedBy: string | null;
  revokedAt: Instant | null;
}

const FIND = statement<{ index: Uint8Array }>()((db, p) =>
  db
    .selectFrom('guardian_link')
    .select(['child', 'made_by', 'expires_at', 'used_by', 'revoked_at'])
    .where('token_index', '=', p('index')),
);

export async function findGuardianLink(reader: Reader, index: Uint8Array): Promise<GuardianLinkRow | undefined> {
  const row = await reader.first(FIND, { index });
  if (!row) return undefined;
  const { child, made_by: madeBy, expires_at: expiresAt, used_by: usedBy, revoked_at: revokedAt } = row;
  return { child, madeBy, expiresAt, usedBy, revokedAt };
}

const USE = statement<{ index: Uint8Array; by: string; now: number }>()((db, p) =>
  db
    .updateTable('guardian_link')
    .set({ used_at: p('now'), used_by: p('by') })
    .where('token_index', '=', p('index'))
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', p('now')),
);

/** `false`: somebody was quicker, or it has just ended. */
export async function spendGuardianLink(tx: Tx, index: Uint8Array, by: string): Promise<boolean> {
  return (await tx.run(USE, { index, by, now: tx.now })) > 0;
}

const DAY_MS = 86_400_000;
const SWEEP = statement<{ before: number }>()((db, p) =>
  db.deleteFrom('guardian_link').where('expires_at', '<=', p('before')),
);

/** What nobody can take up any more; who had a lost answer has long asked again. */
export async function sweepGuardianLinks(tx: Tx): Promise<void> {
  await tx.run(SWEEP, { before: tx.now - DAY_MS });
}
