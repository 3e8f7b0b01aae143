import type { OwnContact, OwnContacts } from '#contract/sign-in.ts';
import { maskContact } from '#domain/contact/contact.ts';
import { assertCan } from '#domain/permission.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import { contactsOf, type KeptContact } from '../../../storage/stores/accounts/contact-store.ts';

/** A9: masked, since others look over shoulders, and whoever is signed in knows the rest. */
export async function listContacts({ actor, reader, keys }: ReadCtx): Promise<OwnContacts> {
  assertCan(actor, 'me.contacts');
  return { contacts: (await contactsOf(reader, keys, actor.person)).map(ownContact) };
}

export function ownContact(kept: KeptContact): OwnContact {
  return { id: kept.id, kind: kept.kind, masked: maskContact(kept), opens: kept.opens };
}
