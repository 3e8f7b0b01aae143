import { Refusal } from '#domain/refusal.ts';
import type { Services } from '../../../storage/context.ts';
import type { Tx } from '../../../storage/engine/database.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { insertIdentity, personOfIdentity } from '../../../storage/stores/accounts/outside-identity-store.ts';
import { findActor } from '../../../storage/stores/person-store.ts';
import { takeInvitation } from '../by-invitation/take-invitation.ts';
import { makeSignIn, type Browser, type Made } from '../make-sign-in.ts';
import { isStaff } from '../sign-in-terms.ts';
import type { IdentityProvider, ProvenSubject, ProviderAnswer } from './identity-provider.ts';
import { takeProviderStep } from './provider-step.ts';

interface Back {
  stepToken: string | undefined;
  browser: Omit<Browser, 'sharedDevice'>;
}

/**
 * I14: who the provider says it is, if that is somebody who works here. Nobody's, a patron's and a disabled person's are one
 * answer. @throws Refusal `step_over`, `sign_in_failed`, `not_linked`, `already_linked`, `not_found`, `provider_unreachable`
 */
export async function signInByProvider(
  services: Services,
  provider: IdentityProvider,
  answer: ProviderAnswer,
  { stepToken, browser }: Back,
): Promise<Made> {
  const { keys, database } = services;
  const step = await takeProviderStep(services, { stepToken, state: answer.state, person: null });
  const proven = await provider.prove(answer, step.secrets);
  const { invitation, sharedDevice } = step;

  return database.write(async (tx) => {
    const person =
      invitation === undefined
        ? await personOfIdentity(tx, keys, proven)
        : await invitedPerson(tx, services, Buffer.from(invitation, 'base64url'), proven);
    const actor = person === undefined ? undefined : await findActor(tx, person);
    if (!actor || !isStaff(actor)) throw new Refusal('not_linked');
    const subject = keys.index('throttle', `device of name ${actor.person}`);
    const { isStrong } = proven;
    return makeSignIn(tx, services, { actor, method: 'oidc', subject, isStrong }, { ...browser, sharedDevice });
  });
}

/** I15: the right and the way in come together, once. @throws Refusal `not_found`, `already_linked` */
async function invitedPerson(
  tx: Tx,
  services: Services,
  tokenHash: Uint8Array,
  proven: ProvenSubject,
): Promise<string> {
  const { keys, newId } = services;
  const { person, role } = await takeInvitation(tx, services, tokenHash);
  if (!(await tx.attempt(() => insertIdentity(tx, keys, { ...proven, person }).then(() => true))))
    throw new Refusal('already_linked');
  await recordAudit({ tx, keys, now: tx.now, newId, actor: { person, role } }, 'provider.linked', person);
  return person;
}
