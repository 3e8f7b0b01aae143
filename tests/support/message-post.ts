import type { Contact } from '#domain/contact/contact.ts';
import { sendDueMessages } from '../../api/jobs/messages/send-due-messages.ts';
import { insertContact, wrappedKeyOf } from '../../api/storage/stores/accounts/contact-store.ts';
import type { Library } from './booking-library.ts';
import { keepLetters, type KeptLetters } from './kept-letters.ts';

/** What the library's sender does when it comes by, and the letters that went out. */
export interface MessagePost extends KeptLetters {
  /** Comes by once: what went out this time. */
  deliver(): Promise<string[]>;
  /** Comes by each five minutes until then: what went out, and when. */
  deliverUntil(instant: string): Promise<string[]>;
}

const FIVE = 5;

export function postOf(library: Library): MessagePost {
  const kept = keepLetters();
  const { services, log } = library.api;
  const deliver = async () => {
    const before = kept.letters.length;
    await sendDueMessages(services, kept.outlets, (line) => void log.push(line));
    return kept.letters.slice(before).map(({ text }) => text);
  };
  return Object.assign(kept, {
    deliver,
    deliverUntil: async (instant: string) => {
      const went: string[] = [];
      while (library.clock.now < Date.parse(instant)) {
        library.pass(FIVE);
        const at = new Date(library.clock.now).toISOString().slice(0, 16);
        went.push(...(await deliver()).map((text) => `${at} ${text}`));
      }
      return went;
    },
  });
}

/** A contact that was shown to be somebody's. */
export async function giveContact(
  { api }: Library,
  person: string,
  contact: Contact = { kind: 'phone', value: '+38640111222' },
): Promise<string> {
  const { database, keys, newId } = api.services;
  const id = newId();
  const wrappedKey = (await wrappedKeyOf(database.reader, person))!;
  await database.write((tx) => insertContact(tx, keys, { id, person, wrappedKey, contact, opens: true }));
  return id;
}
