import type { CounsellorDay } from '#contract/counsellor.ts';
import type { LocalDate } from '#domain/ids.ts';
import { addDays } from '#domain/time/local-date.ts';
import { useCounsellorStaffDays, type StaffDay } from '../../../staff/use-staff-day.ts';

/** What the device keeps (ARCHITECTURE.md, 37): today and the thirteen days after it. */
export const KEPT_DAYS = 14;

export interface OwnDays extends Omit<StaffDay<unknown>, 'data'> {
  days: Map<LocalDate, CounsellorDay>;
}

/** Own days of any week. Those that the device keeps come from one question, so that they are there without a network too. */
export function useOwnDays(today: LocalDate, from: LocalDate, count: number): OwnDays {
  const kept = useCounsellorStaffDays(today, KEPT_DAYS);
  const isKept = from >= today && addDays(from, count) <= addDays(today, KEPT_DAYS);
  const asked = useCounsellorStaffDays(isKept ? today : from, isKept ? KEPT_DAYS : count);

  const { data, ...rest } = asked;
  const days = new Map([...(kept.data?.days ?? []), ...(data?.days ?? [])].map((day) => [day.date, day]));
  return { ...rest, days };
}
