import type { OwnContactAnswer } from '#contract/sign-in.ts';
import type { SignedIn } from '#domain/actor.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Services } from '../../../storage/context.ts';
import type { Tx } from '../../../storage/engine/database.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { lockPatron } from '../../../storage/stores/bookings/patron-store.ts';
import {
  contactsOf,
  insertContact,
  wrappedKeyOf,
  type KeptContact,
} from '../../../storage/stores/accounts/contact-store.ts';
import { withProvenCode, type CodeTry, type ProvenContact } from '../by-code/prove-code.ts';
import { ownContact } from './list-contacts.ts';

const MOST = 6;

/**
 * A9: the code is right, so the contact is theirs, and signs them in from now on; unless somebody else signs in with it already
 * (a family's phone): then messages may go there, and that is all.
 * @throws Refusal `forbidden`, `invalid`, `sign_in_failed`, `too_many_tries`
 */
export async function addContact(
  services: Services,
  actor: SignedIn,
  asked: Omit<CodeTry, 'kind'>,
): Promise<OwnContactAnswer> {
  assertCan(actor, 'me.contacts');
  const kept = await withProvenCode(services, { ...asked, kind: 'contact' }, async (tx, proven) => {
    // Whoever has signed in here meanwhile is somebody else.
    if (proven.person !== actor.person) return undefined;
    return keep(tx, services, actor, proven);
  });
  return { contact: ownContact(kept) };
}

async function keep(tx: Tx, services: Services, actor: SignedIn, proven: ProvenContact): Promise<KeptContact> {
  const { keys, newId } = services;
  const { person } = actor;
  await lockPatron(tx, person);
  const own = await contactsOf(tx, keys, person);
  const same = own.find(({ index }) => Buffer.compare(index, proven.index) === 0);
  if (same) return same;
  if (own.length >= MOST) throw new Refusal('invalid', {}, [{ path: 'contact', code: 'too_many' }]);

  const wrappedKey = (await wrappedKeyOf(tx, person))!;
  const made = { id: newId(), person, wrappedKey, contact: proven.contact };
  const opens = (await tx.attempt(() => insertContact(tx, keys, { ...made, opens: true }).then(() => true))) ?? false;
  if (!opens) await insertContact(tx, keys, { ...made, opens: false });
  await recordAudit({ ...services, tx, now: tx.now, actor }, 'contact.added', person, { contact: made.id, opens });
  return { ...proven.contact, id: made.id, index: proven.index, opens };
}
