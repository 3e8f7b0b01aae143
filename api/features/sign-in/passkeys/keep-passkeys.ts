import type { Passkeys } from '#contract/account/passkeys.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { Ctx, ReadCtx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { endAllOthers } from '../../../storage/stores/accounts/own-sign-in-store.ts';
import { deletePasskey, passkeysOf, renamePasskey } from '../../../storage/stores/accounts/passkey-store.ts';
import { lockWaysIn, waysIn } from '../../../storage/stores/accounts/ways-in-store.ts';
import type { SignInRow } from '../../../storage/stores/sign-in-store.ts';
import { assertFresh } from '../second-factor/fresh-sign-in-only.ts';

/** F13: one's own passkeys, by the names given to them. @throws Refusal `forbidden` */
export async function listPasskeys(ctx: ReadCtx): Promise<Passkeys> {
  assertCan(ctx.actor, 'account.passkeys');
  const own = await passkeysOf(ctx.reader, ctx.keys, ctx.actor.person);
  return {
    passkeys: own.map(({ id, name, createdAt, lastUsedAt }) => ({
      id,
      name,
      addedAt: toWire(createdAt),
      ...(lastUsedAt !== null && { lastUsedAt: toWire(lastUsedAt) }),
    })),
  };
}

/** @throws Refusal `forbidden`, `not_found` */
export async function namePasskey(ctx: Ctx, asked: { id: string; name: string }, signIn: SignInRow): Promise<void> {
  assertCan(ctx.actor, 'account.passkeys');
  const { wrappedKey } = signIn;
  const isNamed = await renamePasskey(ctx.tx, ctx.keys, { ...asked, person: ctx.actor.person, wrappedKey });
  if (!isNamed) throw new Refusal('not_found');
}

/** F15: it opens nothing any more. @throws Refusal `forbidden`, `sign_in_again`, `not_found`, `last_way_in` */
export async function removePasskey(ctx: Ctx, id: string, signIn: SignInRow, issuer?: string): Promise<void> {
  const { actor, tx, now } = ctx;
  assertCan(actor, 'account.passkeys');
  assertFresh(signIn, now);
  await lockWaysIn(tx, actor.person);
  if (!(await deletePasskey(tx, actor.person, id))) throw new Refusal('not_found');
  if ((await waysIn(tx, actor.person, issuer)) === 0) throw new Refusal('last_way_in');
  await endAllOthers(tx, actor.person, signIn.tokenHash);
  await recordAudit(ctx, 'passkey.removed', actor.person, { passkey: id });
}
