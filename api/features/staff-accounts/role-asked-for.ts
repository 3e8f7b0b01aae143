import { grantOfWish, roleFaults, type RoleGrant, type RoleWish, type StaffRole } from '#domain/account/staff-role.ts';
import { assertCan, isAtBranch, type Operation } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { ReadCtx } from '../../storage/context.ts';

/**
 * I5: the right that an administrator may give. Another branch than their own reads like one that is not there.
 * @throws Refusal `forbidden`, `not_found` (the branch), `invalid`
 */
export function roleAskedFor({ actor, world }: ReadCtx, operation: Operation, wish: RoleWish): RoleGrant {
  assertCan(actor, operation);
  const { branch } = wish;
  if (branch !== undefined && !world.network.branches.has(branch)) throw new Refusal('not_found');
  if (branch !== undefined) assertCan(actor, operation, { branch });

  const faults = roleFaults(wish, world.network);
  if (faults.length > 0) throw new Refusal('invalid', {}, faults);

  const grant = grantOfWish(wish);
  if (!isAtBranch(actor, grant)) throw new Refusal('forbidden');
  return grant;
}

/** A right as it is told: what it is not bound to is absent. */
export function toldRole({ role, branch, counsellor, partner }: Record<keyof RoleGrant, string | null>) {
  return {
    role: role as StaffRole,
    ...(branch !== null && { branch }),
    ...(counsellor !== null && { counsellor }),
    ...(partner !== null && { partner }),
  };
}
