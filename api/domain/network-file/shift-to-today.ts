import type { LocalDate } from '../ids.ts';
import type { NetworkFile } from '../network.ts';
import { addDays, daysBetween } from '../time/local-date.ts';

/** The Monday of the week that the demonstration network was written for. */
export const REFERENCE_WEEK: LocalDate = '2026-11-23';

/**
 * N13: the file as if it had been written for this week. Dated groups, leave, and the validity of counsellors' hours and of
 * discounts move by the same whole weeks, so that weekdays stay; closures stay, because they are real days of a calendar.
 * Never backwards: before the reference week the file is as it is.
 */
export function shiftToToday(file: NetworkFile, today: LocalDate): NetworkFile {
  const days = Math.max(0, Math.floor(daysBetween(REFERENCE_WEEK, today) / 7)) * 7;
  if (days === 0) return file;

  /** Dates, with or without a time of day after them. */
  const shift = (text: string) => addDays(text.slice(0, 10), days) + text.slice(10);
  const shiftFields = <T extends object>(item: T, ...fields: (keyof T)[]): T => {
    const given = fields.filter((field) => item[field] !== undefined);
    return { ...item, ...Object.fromEntries(given.map((field) => [field, shift(item[field] as string)])) };
  };

  return {
    ...file,
    counsellors: file.counsellors.map((counsellor) => ({
      ...counsellor,
      hours: counsellor.hours.map((hours) => shiftFields(hours, 'from', 'until')),
      leave: (counsellor.leave ?? []).map((leave) => shiftFields(leave, 'from', 'to')),
    })),
    discounts: file.discounts.map((discount) => shiftFields(discount, 'from', 'until')),
    groups: file.groups.map((group) => shiftFields(group, 'startsAt')),
  };
}
