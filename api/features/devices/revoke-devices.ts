import { assertCan } from '#domain/permission.ts';
import type { Ctx } from '../../storage/context.ts';
import { recordAudit } from '../../storage/stores/audit-store.ts';
import { revokeGrants } from '../../storage/stores/device-grant-store.ts';

/** V4: from now on nothing more is taken from any of the person's devices: one was lost, say. @throws Refusal `forbidden` */
export async function revokeDevices(ctx: Ctx): Promise<void> {
  assertCan(ctx.actor, 'device.grant');
  const grants = await revokeGrants(ctx.tx, ctx.actor.person);
  if (grants > 0) await recordAudit(ctx, 'device.revoked', ctx.actor.person, { grants });
}
