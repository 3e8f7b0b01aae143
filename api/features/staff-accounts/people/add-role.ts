import { isSameGrant, type RoleWish } from '#domain/account/staff-role.ts';
import type { Ctx } from '../../../storage/context.ts';
import { endAll } from '../../../storage/stores/accounts/own-sign-in-store.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { insertGrant, readGrants } from '../../../storage/stores/import/import-people-store.ts';
import { roleAskedFor } from '../role-asked-for.ts';
import { personInReach } from './person-in-reach.ts';

/** I9: one role more, and none twice. The person signs in anew. @throws Refusal `forbidden`, `not_found`, `invalid` */
export async function addRole(ctx: Ctx, id: string, wish: RoleWish): Promise<void> {
  const { tx } = ctx;
  await personInReach(ctx, id);
  const grant = roleAskedFor(ctx, 'staff.people', wish);
  if ((await readGrants(tx, id)).some((has) => isSameGrant(has, grant))) return;

  await insertGrant(tx, id, { id: ctx.newId(), ...grant });
  await endAll(tx, id);
  await recordAudit(ctx, 'staff.role_added', id, { ...grant });
}
