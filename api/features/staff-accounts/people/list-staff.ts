import type { Staff, StaffPerson } from '#contract/account/staff.ts';
import type { Actor } from '#domain/actor.ts';
import type { LocalDate } from '#domain/ids.ts';
import { assertCan, isAtBranch } from '#domain/permission.ts';
import { localDateOf } from '#domain/time/zone.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import { staffRows, type StaffRow } from '../../../storage/stores/accounts/staff-store.ts';
import { openName } from '../../../storage/stores/person-store.ts';
import { toldRole } from '../role-asked-for.ts';

/** Roles, not people: no network of libraries employs more, and an answer has a bound. */
const MOST = 2_000;

/** I5: who works here, as far as the administrator administers them. @throws Refusal `forbidden` */
export async function listStaff(ctx: ReadCtx): Promise<Staff> {
  const { actor, reader, now } = ctx;
  assertCan(actor, 'staff.people');

  const byPerson = Map.groupBy(await staffRows(reader, MOST), (row) => row.id);
  const people = [...byPerson.values()].flatMap((rows) => toldPerson(ctx, actor, rows) ?? []);
  return { people, asOf: toWire(now) };
}

function toldPerson(ctx: ReadCtx, actor: Actor, rows: StaffRow[]): StaffPerson | undefined {
  const own = rows.filter((row) => isAtBranch(actor, row));
  const [first] = own;
  if (!first) return undefined;

  const waits = [first.passwords, first.passkeys, first.outside].every((count) => Number(count) === 0);
  const seen = Math.max(Number(first.seen ?? 0), first.last_seen_at ?? 0);
  return {
    id: first.id,
    name: openName(ctx.keys, first.id, first),
    roles: own.map((row) => ({ id: row.grant, ...toldRole(row) })),
    state: first.disabled_at !== null ? 'disabled' : waits ? 'waiting' : 'active',
    secondFactor: Number(first.authenticators) + Number(first.passkeys) > 0,
    hasPassword: Number(first.passwords) > 0,
    ...(seen > 0 && { lastSeenOn: dayOf(ctx, first.branch, seen) }),
    whole: own.length === rows.length,
    self: first.id === actor.person,
  };
}

/** The day and no hour: whether an account is still in use, not when anybody works. */
function dayOf({ world }: ReadCtx, branch: string | null, at: number): LocalDate {
  const { branches } = world.network;
  const [somewhere] = branches.values();
  return localDateOf((branches.get(branch ?? '') ?? somewhere)?.timeZone ?? 'UTC', at);
}
