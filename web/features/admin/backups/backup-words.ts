import { t } from '@lingui/core/macro';
import type { Backups } from '#contract/oversight/backups.ts';

/** A component that calls these also calls `useLingui`, or stands below one that does. */
export function verifiedWords(verified: NonNullable<Backups['last']>['verified']): string {
  switch (verified) {
    case 'opened':
      return t`Read back, opened and found whole`;
    case 'restored':
      return t`Read back, restored on trial and found whole`;
    case 'listed':
      return t`Read back; a restore was not tried`;
  }
  return verified satisfies never;
}

export function failureWords(code: NonNullable<Backups['failure']>['code']): string {
  switch (code) {
    case 'disk_full':
      return t`The disk is full.`;
    case 'no_folder':
      return t`The folder for backups cannot be written to.`;
    case 'no_tools':
      return t`The server lacks the programs of its database.`;
    case 'not_whole':
      return t`What was written could not be read back whole.`;
    case 'failed':
      return t`The reason is known on the server.`;
  }
  return code satisfies never;
}
