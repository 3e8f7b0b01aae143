import type { OwnConsent } from '#contract/account/consent.ts';
import type { Locale } from '#domain/ids.ts';
import { assertCan } from '#domain/permission.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../storage/context.ts';
import { lastConsent } from '../../storage/stores/accounts/consent-store.ts';

/** G6. @throws Refusal `forbidden` */
export async function readOwnConsent(ctx: ReadCtx): Promise<OwnConsent> {
  assertCan(ctx.actor, 'me.consent');
  const last = await lastConsent(ctx.reader, ctx.actor.person);
  if (!last) return { consent: null };
  if (last.withdrawnAt !== null) return { consent: null, withdrawnAt: toWire(last.withdrawnAt) };
  return { consent: { version: last.version, locale: last.locale as Locale, givenAt: toWire(last.givenAt) } };
}
