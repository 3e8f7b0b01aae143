import { assertCan, isAtBranch } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { readGrants, type LivingGrant } from '../../../storage/stores/import/import-people-store.ts';
import { hasNetworkAdmin, lockNetworkAdmins } from '../../../storage/stores/accounts/way-in-store.ts';

/** Somebody who works here, as an administrator may touch them. */
export interface PersonInReach {
  person: string;
  /** Those that the administrator administers, the oldest first. */
  grants: LivingGrant[];
  /** They are all that the person has. */
  isWhole: boolean;
  /** They administer the network: it must not be left without anybody who does. */
  isNetworkAdmin: boolean;
}

/**
 * I5: whoever has no role that the asker administers is like nobody. Two who take rights away at once come one after the other.
 * @throws Refusal `forbidden`, `not_found`
 */
export async function personInReach({ actor, tx }: Ctx, person: string): Promise<PersonInReach> {
  assertCan(actor, 'staff.people');
  await lockNetworkAdmins(tx);

  const all = (await readGrants(tx, person)).filter(({ role }) => role !== 'patron');
  const grants = all.filter((grant) => isAtBranch(actor, grant));
  if (grants.length === 0) throw new Refusal('not_found');
  const isNetworkAdmin = all.some(({ role, branch }) => role === 'admin' && branch === null);
  return { person, grants, isWhole: grants.length === all.length, isNetworkAdmin };
}

/** I7: an account is touched by who administers all of it. @throws Refusal as `personInReach`; `forbidden` for a part of it */
export async function wholePerson(ctx: Ctx, person: string): Promise<PersonInReach> {
  const found = await personInReach(ctx, person);
  if (!found.isWhole) throw new Refusal('forbidden');
  return found;
}

/** I8: asked after what would have taken the last one away. @throws Refusal `last_admin` */
export async function assertAdminLeft({ tx }: Ctx, { isNetworkAdmin }: PersonInReach): Promise<void> {
  if (isNetworkAdmin && !(await hasNetworkAdmin(tx))) throw new Refusal('last_admin');
}
