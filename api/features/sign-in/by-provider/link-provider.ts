import type { OwnProvider } from '#contract/account/provider.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { Ctx, ReadCtx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { endAllOthers } from '../../../storage/stores/accounts/own-sign-in-store.ts';
import {
  deleteIdentity,
  insertIdentity,
  linkedSince,
} from '../../../storage/stores/accounts/outside-identity-store.ts';
import { lockWaysIn, waysIn } from '../../../storage/stores/accounts/ways-in-store.ts';
import type { SignInRow } from '../../../storage/stores/sign-in-store.ts';
import { assertFresh } from '../second-factor/fresh-sign-in-only.ts';
import type { IdentityProvider, ProvenSubject } from './identity-provider.ts';

/** Whether the library has a provider, and one's own account there opens this one. @throws Refusal `forbidden` */
export async function readOwnProvider(ctx: ReadCtx, provider: IdentityProvider | undefined): Promise<OwnProvider> {
  const { actor, reader } = ctx;
  assertCan(actor, 'account.provider');
  if (!provider) return {};
  const since = await linkedSince(reader, provider.issuer, actor.person);
  return { provider: { name: provider.name, ...(since !== undefined && { linkedAt: toWire(since) }) } };
}

/** I15: in a fresh sign-in, and one at a time. @throws Refusal `forbidden`, `sign_in_again`, `wrong_state` */
export async function assertMayLink(
  ctx: ReadCtx,
  signIn: SignInRow,
  provider: IdentityProvider | undefined,
): Promise<IdentityProvider> {
  const { actor, reader, now } = ctx;
  assertCan(actor, 'account.provider');
  assertFresh(signIn, now);
  if (!provider || (await linkedSince(reader, provider.issuer, actor.person)) !== undefined)
    throw new Refusal('wrong_state');
  return provider;
}

/** I15: from now on it opens this account. @throws Refusal `forbidden`, `already_linked` (somebody's, or this person has one) */
export async function linkProvider(ctx: Ctx, proven: ProvenSubject): Promise<void> {
  const { actor, tx, keys } = ctx;
  assertCan(actor, 'account.provider');
  const made = await tx.attempt(() => insertIdentity(tx, keys, { ...proven, person: actor.person }).then(() => true));
  if (!made) throw new Refusal('already_linked');
  await recordAudit(ctx, 'provider.linked', actor.person);
}

/** I15: it opens nothing any more. @throws Refusal `forbidden`, `sign_in_again`, `wrong_state`, `last_way_in` */
export async function unlinkProvider(
  ctx: Ctx,
  signIn: SignInRow,
  provider: IdentityProvider | undefined,
): Promise<void> {
  const { actor, tx, now } = ctx;
  assertCan(actor, 'account.provider');
  assertFresh(signIn, now);
  // Two removals at once, of whatever kind, would each find the other one left.
  await lockWaysIn(tx, actor.person);
  if (!provider || !(await deleteIdentity(tx, provider.issuer, actor.person))) throw new Refusal('wrong_state');
  if ((await waysIn(tx, actor.person, provider.issuer)) === 0) throw new Refusal('last_way_in');
  await endAllOthers(tx, actor.person, signIn.tokenHash);
  await recordAudit(ctx, 'provider.unlinked', actor.person);
}
