import type { Role } from './network.ts';

/** Who asks. Roles are grants on branches; a grant without a branch is the network's (ARCHITECTURE.md, 3). */
export interface Grant {
  role: Role;
  branch: string | null;
  counsellor: string | null;
  partner: string | null;
}

export interface SignedIn {
  person: string;
  locale: string;
  branch: string | null;
  grants: Grant[];
  /** The role this sign-in acts in: the first grant's. */
  role: Role;
}

export type Actor = SignedIn;

export function isPatron(actor: Actor): boolean {
  return actor.role === 'patron';
}
