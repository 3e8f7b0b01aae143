import { t } from '@lingui/core/macro';
import type { StaffRole } from '#domain/account/staff-role.ts';

/** What somebody does here, in one word. A component that calls it also calls `useLingui`. */
export function roleWord(role: StaffRole): string {
  switch (role) {
    case 'admin':
      return t`Administrator`;
    case 'desk':
      return t`Front desk`;
    case 'counsellor':
      return t`Counsellor`;
    case 'partner':
      return t`Partner`;
    case 'auditor':
      return t`Auditor`;
    default:
      return role satisfies never;
  }
}
