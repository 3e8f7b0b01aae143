import type { Instant } from '../ids.ts';
import type { Network, Role } from '../network.ts';
import type { Fault } from '../refusal.ts';

/** What people who work here may be; nobody is invited to be a patron. */
export const STAFF_ROLES = ['admin', 'desk', 'counsellor', 'partner', 'auditor'] as const satisfies readonly Role[];
export type StaffRole = (typeof STAFF_ROLES)[number];

/** What somebody is to become, as it was asked for. */
export interface RoleWish {
  role: StaffRole;
  branch?: string | undefined;
  counsellor?: string | undefined;
  partner?: string | undefined;
}

/** A right as it is kept. Without a branch it is the network's. */
export interface RoleGrant {
  role: Role;
  branch: string | null;
  counsellor: string | null;
  partner: string | null;
}

type Place = 'branch' | 'counsellor' | 'partner';

/** I2: what each role is bound to. */
const BOUND: Record<StaffRole, Partial<Record<Place, 'must' | 'may'>>> = {
  admin: { branch: 'may' },
  desk: { branch: 'must' },
  counsellor: { branch: 'must', counsellor: 'must' },
  partner: { partner: 'must' },
  auditor: { branch: 'may' },
};

/** What keeps a role from being given. */
export function roleFaults(wish: RoleWish, network: Network): Fault[] {
  const bound = BOUND[wish.role];
  const isKnown: Record<Place, (id: string) => boolean> = {
    branch: (id) => network.branches.has(id),
    counsellor: (id) => isCounsellorAt(network, id, wish.branch),
    partner: (id) => network.partners.has(id),
  };

  return (['branch', 'counsellor', 'partner'] as const).flatMap((path) => {
    const given = wish[path];
    if (given === undefined) return bound[path] === 'must' ? [{ path, code: 'missing' }] : [];
    if (!bound[path]) return [{ path, code: 'not_allowed' }];
    return isKnown[path](given) ? [] : [{ path, code: 'unknown' }];
  });
}

function isCounsellorAt({ counsellors }: Network, id: string, branch: string | undefined): boolean {
  return counsellors.get(id)?.hours.some((own) => own.branch === branch) ?? false;
}

export function grantOfWish({ role, branch, counsellor, partner }: RoleWish): RoleGrant {
  return { role, branch: branch ?? null, counsellor: counsellor ?? null, partner: partner ?? null };
}

export function isSameGrant(one: Record<keyof RoleGrant, string | null>, other: RoleGrant): boolean {
  return (['role', 'branch', 'counsellor', 'partner'] as const).every((field) => one[field] === other[field]);
}

export type InvitationState = 'open' | 'accepted' | 'expired' | 'revoked';

export function invitationState(
  { usedAt, revokedAt, expiresAt }: { usedAt: Instant | null; revokedAt: Instant | null; expiresAt: Instant },
  now: Instant,
): InvitationState {
  if (usedAt !== null) return 'accepted';
  if (revokedAt !== null) return 'revoked';
  return now < expiresAt ? 'open' : 'expired';
}
