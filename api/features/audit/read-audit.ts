import type { AuditEntry, AuditPage, AuditQuery } from '#contract/oversight/audit.ts';
import { AUDIT_KINDS, kindOfAction } from '#domain/audit/audit-kinds.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import { addDays } from '#domain/time/local-date.ts';
import { localTimeOf, startOfDate } from '#domain/time/zone.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../storage/context.ts';
import { auditRows } from '../../storage/stores/audit-read-store.ts';
import { openName } from '../../storage/stores/person-store.ts';

const PAGE = 100;

/**
 * R7–R9: what was done on a day at the auditor's branches: as whom, by which member of staff, and to what kind of thing.
 * @throws Refusal `forbidden`, `not_found` (another branch), `invalid` (a page that is none)
 */
export async function readAudit(ctx: ReadCtx, asked: AuditQuery): Promise<AuditPage> {
  const { actor, reader, now } = ctx;
  assertCan(actor, 'audit.read');
  const zone = zoneOf(ctx, asked.branch);
  const rows = await auditRows(reader, {
    from: startOfDate(zone, asked.date),
    until: startOfDate(zone, addDays(asked.date, 1)),
    before: asked.after === undefined ? undefined : readCursor(asked.after),
    action: asked.action,
    beginnings: asked.kind === undefined ? [] : AUDIT_KINDS[asked.kind],
    branches: branchesSeen(ctx, asked.branch),
    limit: PAGE + 1,
  });
  const entries = rows.slice(0, PAGE).map((row) => told(ctx, row));
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
  return { entries, ...(last && { next: `${last.at}.${last.id}` }), asOf: toWire(now) };
}

/** undefined: all of them, and what is no branch's. @throws Refusal `not_found` */
function branchesSeen({ actor, world }: ReadCtx, branch: string | undefined): string[] | undefined {
  if (branch !== undefined) {
    if (!world.network.branches.has(branch)) throw new Refusal('not_found');
    assertCan(actor, 'audit.read', { branch });
    return [branch];
  }
  const own = actor.grants.filter(({ role }) => role === 'auditor').map((grant) => grant.branch);
  return own.includes(null) ? undefined : own.filter((id) => id !== null);
}

/** A day is one of the branch that is asked about, else of the auditor's own, else of the network's first. */
function zoneOf({ actor, world }: ReadCtx, branch: string | undefined): string {
  const { branches } = world.network;
  const [first] = branches.values();
  const own = branch ?? actor.grants.find(({ role }) => role === 'auditor')?.branch ?? '';
  return (branches.get(own) ?? first)?.timeZone ?? 'UTC';
}

function readCursor(next: string): { at: number; id: string } {
  const [, at, id] = /^(\d{1,15})\.(.{1,60})$/.exec(next) ?? [];
  if (at === undefined || id === undefined) throw new Refusal('invalid', {}, [{ path: 'after', code: 'not_a_page' }]);
  return { at: Number(at), id };
}

type Row = Awaited<ReturnType<typeof auditRows>>[number];

/** Of patrons nothing is said, not even which of them it was. */
function told(ctx: ReadCtx, row: Row): AuditEntry {
  const { id, action, role, actor, branch, name_sealed, wrapped_key } = row;
  const at = Number(row.at);
  const isStaff = role !== null && role !== 'patron' && role !== 'link';
  const zone = ctx.world.network.branches.get(branch ?? '')?.timeZone ?? zoneOf(ctx, undefined);
  return {
    id,
    at: toWire(at),
    localAt: localTimeOf(zone, at),
    action,
    kind: kindOfAction(action),
    role: role ?? 'system',
    ...(isStaff &&
      actor !== null &&
      wrapped_key !== null && { who: { id: actor, name: openName(ctx.keys, actor, { name_sealed, wrapped_key }) } }),
    ...(branch !== null && { branch }),
  };
}
