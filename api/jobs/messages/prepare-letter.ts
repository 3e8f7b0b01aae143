import type { Contact } from '#domain/contact/contact.ts';
import { firstGuardian } from '#domain/guardian/guardian-policy.ts';
import type { Instant } from '#domain/ids.ts';
import { decideSending } from '#domain/message/decide-sending.ts';
import { messageAbout } from '#domain/message/message-about.ts';
import type { MessageLevel } from '#domain/message/message-kind.ts';
import { messageSubject, messageText } from '#domain/message/message-text.ts';
import { termsOf } from '../../features/bookings/booking-terms.ts';
import type { Services } from '../../storage/context.ts';
import type { Tx } from '../../storage/engine/database.ts';
import { contactsOf } from '../../storage/stores/accounts/contact-store.ts';
import { findBooking } from '../../storage/stores/bookings/booking-store.ts';
import { guardiansOf } from '../../storage/stores/guardians/guardian-store.ts';
import { reachOf, type Reach } from '../../storage/stores/messages/reach-store.ts';
import type { WaitingMessage } from '../../storage/stores/messages/message-store.ts';
import type { World } from '../../storage/world/world.ts';

/** A message with its words and where it goes. */
export interface Letter {
  message: WaitingMessage;
  to: Contact;
  subject: string;
  text: string;
}

export type Prepared = { do: 'send'; letter: Letter } | { do: 'wait'; until: Instant } | { do: 'drop' };

type Means = Pick<Services, 'keys' | 'settings'> & { tx: Tx; world: World };

/** M6, M8: what goes now, from what is true now; or when to look again; or that it goes no more. */
export async function prepareLetter(means: Means, message: WaitingMessage): Promise<Prepared> {
  const { tx, settings, world } = means;
  const booking = await findBooking(tx, message.booking);
  const told = booking && (await whoIsTold(tx, booking.patron));
  const reach = told && (await reachOf(tx, told));
  if (!reach) return { do: 'drop' };

  const { branch } = await termsOf({ reader: tx, world }, booking.session);
  const { state, retaken, session } = booking;
  const facts = { state, retaken, startsAt: session.startsAt, zone: branch.timeZone, quiet: reach.quiet };
  const sending = decideSending(message, { ...facts, undoMin: settings.undoMin }, tx.now);
  if (sending.do !== 'send') return sending;

  const to = await contactOf(means, told, reach);
  const level = booking.messages as MessageLevel;
  if (!to || level === 'none') return { do: 'drop' };

  const text = messageText(reach.locale, level, message.kind, messageAbout(world.network, branch, session));
  return { do: 'send', letter: { message, to, subject: messageSubject(reach.locale), text } };
}

async function contactOf({ tx, keys }: Means, patron: string, reach: Reach): Promise<Contact | undefined> {
  if (reach.contact === null) return undefined;
  return (await contactsOf(tx, keys, patron)).find(({ id }) => id === reach.contact);
}

/** G8: of a child their first guardian. Who wants no messages wants none about the child either. */
async function whoIsTold(tx: Tx, patron: string): Promise<string | undefined> {
  const first = firstGuardian(await guardiansOf(tx, [patron]));
  if (!first) return patron;
  return (await reachOf(tx, first.guardian))?.level === 'none' ? undefined : first.guardian;
}
