import type { Backups } from '#contract/oversight/backups.ts';
import { backupAge } from '#domain/backup/backup-age.ts';
import { assertCan } from '#domain/permission.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../storage/context.ts';
import { readBackupRecord } from '../../storage/backup/backup-record.ts';

export interface BackupPlan {
  /** undefined: they are not made by themselves. */
  everyHours?: number | undefined;
  /** For real use: none at all wants care, too. */
  isExpected: boolean;
}

/** Z1, Z2: no paths, no keys, nothing of what is in them. @throws Refusal `forbidden` */
export async function readBackups(ctx: ReadCtx, { everyHours, isExpected }: BackupPlan): Promise<Backups> {
  const { actor, reader, now } = ctx;
  assertCan(actor, 'staff.backups');
  const { lastGood, lastFailure } = await readBackupRecord(reader);
  const age = backupAge(lastGood?.takenAt, now, everyHours);
  return {
    age,
    wantsCare: age === 'old' || (age === 'none' && isExpected),
    ...(everyHours !== undefined && { everyHours }),
    ...(lastGood && {
      last: { takenAt: toWire(lastGood.takenAt), bytes: lastGood.bytes, verified: lastGood.verified },
    }),
    ...(lastFailure && { failure: { at: toWire(lastFailure.at), code: lastFailure.fault } }),
    asOf: toWire(now),
  };
}
