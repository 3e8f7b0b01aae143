import type { Role } from './network.ts';

/**
 * Roles that nobody is granted: a sign-in is narrowed to a kiosk or a door sign, and who shows a ticket's link acts for that one
 * booking, without any sign-in.
 */
export type ActingRole = Role | 'kiosk' | 'door' | 'link';

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
  /** Of a ticket's link: its booking. `person` is the patron, whose booking it is. */
  booking?: string;
}

export type Actor = SignedIn;

export function isPatron(actor: Actor): boolean {
  return actor.role === 'patron';
}
