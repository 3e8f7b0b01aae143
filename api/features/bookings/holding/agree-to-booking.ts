import type { ConfirmInput } from '#contract/bookings.ts';
import { CONSENT_VERSION } from '#domain/consent/consent-text.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { giveConsent, lastConsent } from '../../../storage/stores/accounts/consent-store.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';

type Consent = ConfirmInput['consent'];

/**
 * G5: what this booking was agreed to under. A patron agrees once to each version; what an earlier release asked spoke of one
 * booking, and counts for that one. Who withdrew is asked again. @throws Refusal `consent_needed`
 */
export async function agreeToBooking(ctx: Ctx, given: Consent): Promise<Consent> {
  if (ctx.actor.role !== 'patron') return given;
  const { person } = ctx.actor;
  const last = await lastConsent(ctx.tx, person);
  const standing = last && last.withdrawnAt === null ? last : undefined;

  if (!given) {
    if (last && !standing) throw new Refusal('consent_needed');
    return standing && { version: standing.version, locale: standing.locale as NonNullable<Consent>['locale'] };
  }
  if (given.version === CONSENT_VERSION && standing?.version !== given.version) {
    await giveConsent(ctx.tx, { person, ...given });
    await recordAudit(ctx, 'consent.give', person, { ...given });
  }
  return given;
}
