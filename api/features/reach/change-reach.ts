import type { OwnReach, ReachInput } from '#contract/account/reach.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import { minuteOf } from '#domain/time/clock-time.ts';
import type { Ctx } from '../../storage/context.ts';
import { contactsOf } from '../../storage/stores/accounts/contact-store.ts';
import { recordAudit } from '../../storage/stores/audit-store.ts';
import { lockPatron } from '../../storage/stores/bookings/patron-store.ts';
import { lookAgainAtMessages } from '../../storage/stores/messages/message-store.ts';
import { reachOf, setLevel, setLocale, setReach } from '../../storage/stores/messages/reach-store.ts';
import { readReach } from './read-reach.ts';

/** M9: what is left out stays. Chosen twice is chosen once. @throws Refusal `forbidden`, `invalid` */
export async function changeReach(ctx: Ctx, input: ReachInput): Promise<OwnReach> {
  const { tx, actor } = ctx;
  const { person } = actor;
  assertCan(actor, 'me.reach');
  // Bookings before the patron, as other verbs lock them.
  if (input.level) await setLevel(tx, person, input.level);
  await lockPatron(tx, person);
  const before = await reachOf(tx, person);
  if (!before) throw new Refusal('forbidden');
  await assertOwnContact(ctx, input.contact);

  if (input.locale) await setLocale(tx, person, input.locale);
  const { contact = before.contact } = input;
  const quiet = input.quiet ? { from: minuteOf(input.quiet.from), until: minuteOf(input.quiet.until) } : before.quiet;
  await setReach(tx, person, { contact, quiet });
  if (input.quiet) await lookAgainAtMessages(tx, person);

  await recordAudit(ctx, 'reach.change', person, { ...input });
  return readReach(ctx);
}

/** Somebody else's is answered like one that does not exist. */
async function assertOwnContact({ tx, keys, actor }: Ctx, contact: string | undefined): Promise<void> {
  if (contact === undefined) return;
  const own = await contactsOf(tx, keys, actor.person);
  if (!own.some(({ id }) => id === contact)) {
    throw new Refusal('invalid', {}, [{ path: 'contact', code: 'unknown' }]);
  }
}
