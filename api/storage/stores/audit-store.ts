import type { Actor } from '#domain/actor.ts';
import type { Instant } from '#domain/ids.ts';
import type { Tx } from '../engine/database.ts';
import { statement } from '../engine/statement.ts';
import { canonicalJson } from '../sealing/canonical-json.ts';
import type { AuditLine, Keyring } from '../sealing/keyring.ts';

/** Who did it: no actor stands for the system itself. */
export interface AuditContext {
  tx: Tx;
  keys: Keyring;
  now: Instant;
  newId(): string;
  actor?: (Pick<Actor, 'person' | 'role'> & Partial<Pick<Actor, 'grants'>>) | undefined;
}

type Row = { id: string; at: number; actor: string | null; role: string | null };
type Values = Row & { action: string; subject: string; facts: string; mac: Uint8Array; branch: string | null };

const insert = statement<Values>()((db, p) =>
  db.insertInto('audit').values({
    id: p('id'),
    at: p('at'),
    actor: p('actor'),
    role: p('role'),
    action: p('action'),
    subject: p('subject'),
    facts: p('facts'),
    mac: p('mac'),
    branch: p('branch'),
  }),
);

/**
 * Writes a line into the transaction that it records (ARCHITECTURE.md, 11): unchained, with its own MAC. Facts are ids, codes
 * and numbers, never a name, a contact, a secret or free text.
 */
export async function recordAudit(
  ctx: AuditContext,
  action: string,
  subject: string,
  facts: Record<string, unknown> = {},
): Promise<void> {
  const { tx, keys, now, actor } = ctx;
  const line: AuditLine = {
    id: ctx.newId(),
    at: now,
    actor: actor?.person ?? null,
    role: actor?.role ?? null,
    action,
    subject,
    facts,
    branch: branchOf(facts, actor),
  };
  await tx.run(insert, { ...line, facts: canonicalJson(facts), mac: keys.auditMac(line) });
}

/** As the record itself says, else where its actor works: patrons are at home at one branch and may be seen at any. */
function branchOf(facts: Record<string, unknown>, actor: AuditContext['actor']): string | null {
  if (typeof facts['branch'] === 'string') return facts['branch'];
  if (!actor || actor.role === 'patron') return null;
  const branches = new Set(actor.grants?.filter(({ role }) => role === actor.role).map(({ branch }) => branch));
  return branches.size === 1 ? [...branches][0]! : null;
}
