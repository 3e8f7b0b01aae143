import type { CounsellorDays } from '#contract/counsellor.ts';
import type { DeskDay } from '#contract/desk.ts';
import type { LocalDate } from '#domain/ids.ts';
import { dateOf, dayNumber } from '#domain/time/local-date.ts';
import { useStaffMe } from '../offline/staff-vault/staff-access.ts';
import { isOutOfReach } from '../platform/queries/booking-queries.ts';
import { useCounsellorDays } from '../platform/queries/staff/counsellor-queries.ts';
import { useDeskDay } from '../platform/queries/staff/desk-queries.ts';
import { problemOf, type Problem } from '../platform/problem.ts';
import { KEPT_DAYS, useBranchDay } from './use-branch-day.ts';

/** A day as the server last told it, or as the device kept it. */
export interface StaffDay<Day> {
  data: Day | undefined;
  /** Server time of `data`. */
  asOf: string | undefined;
  /** The server does not answer now: what is here is as of then. */
  isOffline: boolean;
  isLoading: boolean;
  /** Why the last question failed. `data` may still be here. */
  problem: Problem | undefined;
  /** Asks at once. */
  askAgain: () => void;
}

/** The desk's day at the branch of who is signed in. */
export function useDeskStaffDay(date: LocalDate): StaffDay<DeskDay> {
  return staffDay(useDeskDay(useStaffMe()?.branch ?? '', date));
}

/**
 * Own days, `days` of 1…14 from `from` on. Before the server has answered, and where it does not, they are cut from the
 * fourteen that the device keeps: there may be fewer of them then.
 */
export function useCounsellorStaffDays(from: LocalDate, days: number): StaffDay<CounsellorDays> {
  const { today } = useBranchDay();
  const kept = useCounsellorDays(today, KEPT_DAYS).data;
  const asked = useCounsellorDays(from, days);
  return staffDay({ ...asked, data: asked.data ?? (kept && cutFrom(kept, from, days)) });
}

function cutFrom({ asOf, days }: CounsellorDays, from: LocalDate, count: number): CounsellorDays | undefined {
  const first = days.findIndex(({ date }) => date >= from);
  const cut =
    first < 0 ? [] : days.slice(first, first + count).filter(({ date }) => date < dateOf(dayNumber(from) + count));
  return cut.length > 0 ? { asOf, days: cut } : undefined;
}

interface Asked<Day> {
  data: Day | undefined;
  isPending: boolean;
  isError: boolean;
  error: unknown;
  failureCount: number;
  refetch: () => unknown;
}

function staffDay<Day extends { asOf: string }>(query: Asked<Day>): StaffDay<Day> {
  const problem = query.isError ? problemOf(query.error) : undefined;
  return {
    data: query.data,
    asOf: query.data?.asOf,
    isOffline: problem ? isOutOfReach(problem) : query.failureCount > 0,
    isLoading: !query.data && query.isPending,
    problem,
    askAgain: () => void query.refetch(),
  };
}
