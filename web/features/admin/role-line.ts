import { useLingui } from '@lingui/react/macro';
import type { StaffPerson } from '#contract/account/staff.ts';
import { joined } from '../../i18n/format.ts';
import { say } from '../../i18n/i18n.ts';
import { roleWord } from '../../i18n/role-words.ts';
import { byId, useCatalogue } from '../../platform/queries/catalogue-query.ts';

type Role = Omit<StaffPerson['roles'][number], 'id'>;

/** What somebody does, and where: "Front desk, Ilam". */
export function useRoleLine(): (role: Role) => string {
  const { t } = useLingui();
  const catalogue = useCatalogue();
  return ({ role, branch, counsellor }) => {
    const isEverywhere = (role === 'admin' || role === 'auditor') && branch === undefined;
    const place = isEverywhere ? t`the whole network` : say(byId(catalogue?.branches, branch)?.name);
    const whom = say(byId(catalogue?.counsellors, counsellor)?.name);
    return joined([roleWord(role), whom, place].filter((part) => part !== ''));
  };
}
