import { t } from '@lingui/core/macro';
import type { Absence } from '#domain/check-in/check-in-item.ts';

/** Three ways not to have met, told apart in the same short words everywhere. A component that calls it also calls `useLingui`. */
export function absenceWord(absence: Absence | undefined): string {
  switch (absence) {
    case 'excused':
      return t`Excused`;
    case 'our_fault':
      return t`Our fault`;
    default:
      return t`No word`;
  }
}
