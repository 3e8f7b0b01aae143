import type { OwnConsent } from '#contract/account/consent.ts';
import { assertCan } from '#domain/permission.ts';
import type { Ctx } from '../../storage/context.ts';
import { withdrawConsents } from '../../storage/stores/accounts/consent-store.ts';
import { recordAudit } from '../../storage/stores/audit-store.ts';
import { readOwnConsent } from './read-own-consent.ts';

/** G7. Withdrawn twice is withdrawn once. @throws Refusal `forbidden` */
export async function withdrawConsent(ctx: Ctx): Promise<OwnConsent> {
  assertCan(ctx.actor, 'me.consent');
  const { person } = ctx.actor;
  if (await withdrawConsents(ctx.tx, person)) await recordAudit(ctx, 'consent.withdraw', person);
  return readOwnConsent(ctx);
}
