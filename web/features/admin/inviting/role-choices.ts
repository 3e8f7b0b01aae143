import type { Catalogue } from '#contract/catalogue.ts';
import type { RoleInput } from '#contract/account/staff.ts';
import { useCatalogue } from '../../../platform/queries/catalogue-query.ts';
import { useMe } from '../../../platform/queries/me-query.ts';

/** What an administrator may give, and where. A partner's people are invited by the command on the server. */
export interface RoleChoices {
  roles: RoleInput['role'][];
  branches: Catalogue['branches'];
  counsellors: Catalogue['counsellors'];
  /** An administrator may be the network's. */
  isNetwork: boolean;
}

export interface RoleWish {
  role: RoleInput['role'];
  /** Empty: the network. */
  branch: string;
  counsellor: string;
}

/** A branch's administrator sees their own branch and no other. */
export function useRoleChoices(): RoleChoices {
  const catalogue = useCatalogue();
  const own = useMe()?.branch;
  const branches = (catalogue?.branches ?? []).filter(({ id }) => own === undefined || id === own);
  const isNetwork = own === undefined;
  return {
    roles: isNetwork ? ['desk', 'counsellor', 'admin', 'auditor'] : ['desk', 'counsellor', 'admin'],
    branches,
    counsellors: catalogue?.counsellors ?? [],
    isNetwork,
  };
}

export function firstWish({ branches }: RoleChoices): RoleWish {
  return { role: 'desk', branch: branches[0]?.id ?? '', counsellor: '' };
}

export function counsellorsAt({ counsellors }: RoleChoices, branch: string) {
  return counsellors.filter(({ branches }) => branches.includes(branch));
}

/** Of one branch, or of all of them. */
export const isOfNetwork = (role: RoleInput['role']) => role === 'admin' || role === 'auditor';

/** What is sent; nothing, while something is missing. */
export function roleOfWish({ role, branch, counsellor }: RoleWish, choices: RoleChoices): RoleInput | undefined {
  if (branch === '') return isOfNetwork(role) ? { role } : undefined;
  if (role !== 'counsellor') return { role, branch };
  const isThere = counsellorsAt(choices, branch).some(({ id }) => id === counsellor);
  return isThere ? { role, branch, counsellor } : undefined;
}
