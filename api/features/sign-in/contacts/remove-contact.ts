import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { deleteContact } from '../../../storage/stores/accounts/contact-store.ts';
import { lockWaysIn, waysIn } from '../../../storage/stores/accounts/ways-in-store.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import type { SignInRow } from '../../../storage/stores/sign-in-store.ts';
import { assertFresh } from '../second-factor/fresh-sign-in-only.ts';

/** A9: nobody locks themselves out. @throws Refusal `forbidden`, `sign_in_again`, `not_found`, `last_way_in` */
export async function removeContact(ctx: Ctx, signIn: SignInRow, id: string): Promise<void> {
  const { actor, tx } = ctx;
  assertCan(actor, 'me.contacts');
  assertFresh(signIn, ctx.now);

  await lockWaysIn(tx, actor.person);
  if (!(await deleteContact(tx, { contact: id, person: actor.person }))) throw new Refusal('not_found');
  if ((await waysIn(tx, actor.person)) === 0) throw new Refusal('last_way_in');
  await recordAudit(ctx, 'contact.removed', actor.person, { contact: id });
}
