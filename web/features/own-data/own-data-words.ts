import { t } from '@lingui/core/macro';
import { STAFF_ROLES, type StaffRole } from '#domain/account/staff-role.ts';
import type { LookedAt } from '#domain/audit/looks.ts';
import { roleWord } from '../../i18n/role-words.ts';

/** Components that call these also call `useLingui`. */

const isStaffRole = (role: string): role is StaffRole => (STAFF_ROLES as readonly string[]).includes(role);

export function roleOf(role: string): string {
  if (isStaffRole(role)) return roleWord(role);
  return role === 'patron' ? t`Patron` : t`The system`;
}

export function lookWord(what: LookedAt): string {
  switch (what) {
    case 'card':
      return t`Looked you up by your card`;
    case 'profile':
      return t`Opened your page`;
    case 'family':
      return t`Looked at who books for whom`;
    case 'copy':
      return t`Downloaded your data`;
    default:
      return what satisfies never;
  }
}

/** How somebody signed in. */
export function methodOf(method: string): string {
  switch (method) {
    case 'card':
      return t`by card`;
    case 'password':
      return t`by password`;
    case 'code':
      return t`by a code that was sent`;
    case 'passkey':
      return t`by passkey`;
    case 'oidc':
      return t`by the library’s own sign-in`;
    default:
      return t`a screen that you set up`;
  }
}

/** How much messages say. */
export function levelWord(level: string): string {
  switch (level) {
    case 'time':
      return t`With the time`;
    case 'place':
      return t`With time and place`;
    case 'none':
      return t`No messages`;
    default:
      return t`Discreet`;
  }
}
