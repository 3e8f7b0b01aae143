import type { Instant } from '../ids.ts';

const HOUR_MS = 3_600_000;
/** Where backups are made by hand, or by a timer that is not ours. */
const UNTIMED_HOURS = 48;

export type BackupAge = 'none' | 'fresh' | 'old';

/** Z2: old after two turns that brought none. */
export function backupAge(takenAt: Instant | undefined, now: Instant, everyHours: number | undefined): BackupAge {
  if (takenAt === undefined) return 'none';
  const hours = everyHours === undefined ? UNTIMED_HOURS : 2 * everyHours;
  return now - takenAt > hours * HOUR_MS ? 'old' : 'fresh';
}
