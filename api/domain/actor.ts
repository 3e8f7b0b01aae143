import type { Role } from './network.ts';

/** A kiosk and a door sign are roles that nobody is granted: a sign-in is narrowed to them. */
export type ActingRole = Role | 'kiosk' | 'door';

/** Who asks. Roles are grants on branches; a grant without a branch is the network's (ARCHITECTURE.md, 3). */
export interface Grant {
  role: ActingRole;
  branch: string | null;
  counsellor: string | null;
  partner: string | null;
}

export interface SignedIn {
  person: string;
  locale: string;
  branch: string | null;
  grants: Grant[];
  /** The role this sign-in acts in: the first grant's, or its screen's. */
  role: ActingRole;
  /** Of a door sign: its room. */
  screenRoom?: string;
}

export type Actor = SignedIn;

export function isPatron(actor: Actor): boolean {
  return actor.role === 'patron';
}
