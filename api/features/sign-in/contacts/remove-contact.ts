import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { contactsOf, deleteContact, otherWaysIn } from '../../../storage/stores/accounts/contact-store.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { lockPatron } from '../../../storage/stores/bookings/patron-store.ts';
import type { SignInRow } from '../../../storage/stores/sign-in-store.ts';
import { assertFresh } from '../second-factor/fresh-sign-in-only.ts';

/** A9: nobody locks themselves out. @throws Refusal `forbidden`, `sign_in_again`, `not_found`, `last_way_in` */
export async function removeContact(ctx: Ctx, signIn: SignInRow, id: string): Promise<void> {
  const { actor, tx, keys } = ctx;
  assertCan(actor, 'me.contacts');
  assertFresh(signIn, ctx.now);

  // Two at once would each find the other one left.
  await lockPatron(tx, actor.person);
  const own = await contactsOf(tx, keys, actor.person);
  const contact = own.find((one) => one.id === id);
  if (!contact) throw new Refusal('not_found');

  const isOtherLeft = own.some((one) => one.opens && one.id !== id) || (await otherWaysIn(tx, actor.person)) > 0;
  if (contact.opens && !isOtherLeft) throw new Refusal('last_way_in');

  await deleteContact(tx, { contact: id, person: actor.person });
  await recordAudit(ctx, 'contact.removed', actor.person, { contact: id });
}
