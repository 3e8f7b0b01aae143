import { t } from '@lingui/core/macro';
import type { AuditKind } from '#domain/audit/audit-kinds.ts';
import { STAFF_ROLES, type StaffRole } from '#domain/account/staff-role.ts';
import { roleWord } from '../../../i18n/role-words.ts';

/** What something was done to. A component that calls it also calls `useLingui`. */
export function kindWord(kind: AuditKind | 'other'): string {
  switch (kind) {
    case 'booking':
      return t`Appointment`;
    case 'visit':
      return t`Visit at the desk`;
    case 'session':
      return t`Time and rooms`;
    case 'patron':
      return t`Patron’s record`;
    case 'ticket_link':
      return t`Link to an appointment`;
    case 'consent':
      return t`Consent`;
    case 'contact':
      return t`Contact and messages`;
    case 'sign_in':
      return t`Sign-in and keys`;
    case 'device':
      return t`Device or screen`;
    case 'staff':
      return t`People who work here`;
    case 'codes':
      return t`Partner’s codes`;
    case 'network':
      return t`Network and settings`;
    case 'other':
      return t`Something else`;
    default:
      return kind satisfies never;
  }
}

const isStaffRole = (role: string): role is StaffRole => (STAFF_ROLES as readonly string[]).includes(role);

/** As whom something was done. */
export function recordRoleWord(role: string): string {
  if (isStaffRole(role)) return roleWord(role);
  switch (role) {
    case 'patron':
      return t`A patron`;
    case 'link':
      return t`Somebody with a link`;
    case 'kiosk':
      return t`Kiosk`;
    case 'door':
      return t`Door sign`;
    default:
      return t`The system`;
  }
}
