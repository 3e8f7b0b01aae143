import type { OwnReach } from '#contract/account/reach.ts';
import { maskContact } from '#domain/contact/contact.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import { clockOf } from '#domain/time/clock-time.ts';
import type { ReadCtx } from '../../storage/context.ts';
import { contactsOf } from '../../storage/stores/accounts/contact-store.ts';
import { reachOf } from '../../storage/stores/messages/reach-store.ts';
import { previewMessages } from './preview-messages.ts';

/** M8, M9. @throws Refusal `forbidden` */
export async function readReach(ctx: ReadCtx): Promise<OwnReach> {
  const { actor, reader, keys } = ctx;
  assertCan(actor, 'me.reach');
  const reach = await reachOf(reader, actor.person);
  if (!reach) throw new Refusal('forbidden');

  const { level, contact, quiet, locale } = reach;
  const contacts = (await contactsOf(reader, keys, actor.person)).map((one) => {
    const { id, kind, opens } = one;
    return { id, kind, masked: maskContact(one), opens };
  });
  return {
    reach: { level, contact, quiet: { from: clockOf(quiet.from), until: clockOf(quiet.until) }, locale },
    contacts,
    preview: await previewMessages(ctx, locale),
  };
}
