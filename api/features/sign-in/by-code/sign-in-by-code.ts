import type { SignedIn } from '#domain/actor.ts';
import type { Services } from '../../../storage/context.ts';
import type { Tx } from '../../../storage/engine/database.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { insertContact, ownerOfContact } from '../../../storage/stores/accounts/contact-store.ts';
import { insertNamelessPatron } from '../../../storage/stores/desk/desk-patron-store.ts';
import { findActor } from '../../../storage/stores/person-store.ts';
import { makeSignIn, type Browser, type Made } from '../make-sign-in.ts';
import { isStaff } from '../sign-in-terms.ts';
import { deviceSubject } from './code-throttle.ts';
import { withProvenCode, type ProvenContact } from './prove-code.ts';

/**
 * A2: the code is right. Whoever signs in with the contact is signed in; a contact that is nobody's becomes a new patron.
 * @throws Refusal `sign_in_failed`, `too_many_tries`
 */
export async function signInByCode(
  services: Services,
  { stepToken, code }: { stepToken: string | undefined; code: string },
  browser: Omit<Browser, 'sharedDevice'>,
): Promise<Made> {
  const asked = { kind: 'code', stepToken, code, address: browser.address } as const;
  return withProvenCode(services, asked, async (tx, proven) => {
    const actor = await whoHas(tx, services, proven);
    if (!actor) return undefined;
    const subject = deviceSubject(services.keys, proven.index);
    const { sharedDevice } = proven;
    return makeSignIn(tx, services, { actor, method: 'code', subject }, { ...browser, sharedDevice });
  });
}

/** Undefined: a contact alone opens nothing of somebody who works here (A7), or whose rights have ended. */
async function whoHas(tx: Tx, services: Services, proven: ProvenContact): Promise<SignedIn | undefined> {
  const known = await ownerOfContact(tx, proven.index);
  // Two browsers may prove the same new contact at once: who comes second finds the patron that the first one made.
  const owner = known ?? (await makePatron(tx, services, proven)) ?? (await ownerOfContact(tx, proven.index));
  if (!owner || owner.isDisabled) return undefined;

  const actor = await findActor(tx, owner.person);
  return actor && !isStaff(actor) ? actor : undefined;
}

async function makePatron(tx: Tx, services: Services, proven: ProvenContact) {
  const { keys, newId } = services;
  const { wrappedKey, branch, locale, contact } = proven;
  const person = newId();
  const isNew = await tx.attempt(async () => {
    await insertNamelessPatron(tx, { id: person, wrappedKey, locale, branch, alias: null, grant: newId() });
    await insertContact(tx, keys, { id: newId(), person, wrappedKey, contact, opens: true });
    return true;
  });
  if (!isNew) return undefined;

  await recordAudit({ tx, keys, now: tx.now, newId }, 'patron.made', person, { by: 'code', branch });
  return { person, isDisabled: false };
}
