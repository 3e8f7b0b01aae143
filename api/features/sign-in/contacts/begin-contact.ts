import type { ContactWish } from '#contract/sign-in.ts';
import type { ContactKind } from '#domain/contact/contact.ts';
import type { Network } from '#domain/network.ts';
import { assertCan } from '#domain/permission.ts';
import type { Services } from '../../../storage/context.ts';
import type { SignInRow } from '../../../storage/stores/sign-in-store.ts';
import { branchOf, contactFor, type Reachable } from '../by-code/ask-code.ts';
import { beginCodeStep, type BegunStep } from '../by-code/code-step.ts';
import type { CodeSource } from '../by-code/code-throttle.ts';
import { assertFresh } from '../second-factor/fresh-sign-in-only.ts';

/** A9: a code to the contact that somebody wants to add. @throws Refusal `forbidden`, `sign_in_again`, `invalid`, `too_many_tries` */
export async function beginContact(
  services: Services,
  { signIn, network, reachable }: { signIn: SignInRow; network: Network; reachable: Reachable },
  { contact: typed, locale }: ContactWish,
  source: CodeSource,
): Promise<BegunStep & { kind: ContactKind }> {
  const { actor } = signIn;
  assertCan(actor, 'me.contacts');
  assertFresh(signIn, await services.database.now());
  const home = actor.branch !== null && network.branches.has(actor.branch) ? actor.branch : undefined;
  const branch = branchOf(network, home);
  const contact = contactFor(typed, branch, reachable);
  const pending = { branch: branch.id, locale, sharedDevice: false };
  const asked = { kind: 'contact', person: actor.person, contact, locale, pending } as const;
  return { ...(await beginCodeStep(services, asked, source)), kind: contact.kind };
}
