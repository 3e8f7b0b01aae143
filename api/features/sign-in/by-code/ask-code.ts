import type { CodeWish } from '#contract/sign-in.ts';
import { readContact, type Contact, type ContactKind } from '#domain/contact/contact.ts';
import type { Branch, Network } from '#domain/network.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Services } from '../../../storage/context.ts';
import { beginCodeStep, type BegunStep } from './code-step.ts';
import type { CodeSource } from './code-throttle.ts';

/** Which kinds of contact a message can be sent to here. */
export type Reachable = Record<ContactKind, boolean>;

/** A1: a code for whoever says to have this contact. @throws Refusal `invalid`, `too_many_tries` */
export async function askCode(
  services: Services,
  { network, reachable }: { network: Network; reachable: Reachable },
  wish: CodeWish,
  source: CodeSource,
): Promise<BegunStep & { kind: ContactKind }> {
  const branch = branchOf(network, wish.branch);
  const contact = contactFor(wish.contact, branch, reachable);
  const pending = { branch: branch.id, locale: wish.locale, sharedDevice: wish.sharedDevice ?? false };
  const asked = { kind: 'code', person: null, contact, locale: wish.locale, pending } as const;
  return { ...(await beginCodeStep(services, asked, source)), kind: contact.kind };
}

/** The library that somebody looks at, or the network's first. @throws Refusal `invalid` */
export function branchOf(network: Network, id: string | undefined): Branch {
  const branch = id === undefined ? network.branches.values().next().value : network.branches.get(id);
  if (!branch) throw new Refusal('invalid', {}, [{ path: 'branch', code: 'unknown' }]);
  return branch;
}

/** @throws Refusal `invalid`: `not_a_contact`, or `not_reachable` where this library sends nothing of that kind */
export function contactFor(typed: string, branch: Branch, reachable: Reachable): Contact {
  const contact = readContact(typed, branch.phone);
  if (!contact) throw new Refusal('invalid', {}, [{ path: 'contact', code: 'not_a_contact' }]);
  if (!reachable[contact.kind]) throw new Refusal('invalid', {}, [{ path: 'contact', code: 'not_reachable' }]);
  return contact;
}
