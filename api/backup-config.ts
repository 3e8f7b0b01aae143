/** Where backups go and when. Without a folder and a recipient none is made by itself. */
export interface BackupSettings {
  to: string | undefined;
  /** An age public key. */
  recipient: string | undefined;
  /** undefined: none is made by itself. */
  everyHours: number | undefined;
  keepDays: number;
  /** Where PostgreSQL's programs are, if not in PATH. */
  pgBin: string | undefined;
}

const RECIPIENT = /^age1[02-9ac-hj-np-z]{58,}$/;
const EVERY_HOURS = 24;
const KEEP_DAYS = 35;

/** Reads BACKUP_TO, BACKUP_RECIPIENT, BACKUP_EVERY_HOURS (0: never), BACKUP_KEEP_DAYS and PG_BIN. */
export function readBackups(
  set: (name: string) => string | undefined,
  fault: (variable: string, message: string) => void,
): BackupSettings {
  const to = set('BACKUP_TO');
  const recipient = set('BACKUP_RECIPIENT');
  if (recipient !== undefined && !RECIPIENT.test(recipient)) {
    fault(
      'BACKUP_RECIPIENT',
      'must be an age public key: age1 and 58 more letters or digits (docs/backup-and-restore.md).',
    );
  }
  const number = (name: string, otherwise: number, [least, most]: [number, number]) => {
    const text = set(name);
    const value = Number(text ?? otherwise);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    fault(name, `must be a whole number from ${least} to ${most}.`);
    return otherwise;
  };
  const everyHours = number('BACKUP_EVERY_HOURS', EVERY_HOURS, [0, 720]);
  const keepDays = number('BACKUP_KEEP_DAYS', KEEP_DAYS, [1, 3_650]);
  const isByItself = to !== undefined && recipient !== undefined && everyHours > 0;
  return { to, recipient, everyHours: isByItself ? everyHours : undefined, keepDays, pgBin: set('PG_BIN') };
}
