import { clockAt, dateAt, joined, fullDate } from '../../../i18n/format.ts';

/** "22 November 2026, 15:04", by this device's clock. */
export function momentWords(instant: string): string {
  return joined([fullDate(dateAt(instant)), clockAt(instant)]);
}
