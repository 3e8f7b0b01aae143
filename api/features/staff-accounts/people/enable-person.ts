import type { Ctx } from '../../../storage/context.ts';
import { markEnabled } from '../../../storage/stores/accounts/staff-store.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { wholePerson } from './person-in-reach.ts';

/** I7: with the roles and the password that they had; signed in nowhere. @throws Refusal `forbidden`, `not_found` */
export async function enablePerson(ctx: Ctx, id: string): Promise<void> {
  await wholePerson(ctx, id);
  if (await markEnabled(ctx.tx, id)) await recordAudit(ctx, 'staff.enabled', id);
}
