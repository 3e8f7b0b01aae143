import type { CounsellorDays } from '#contract/counsellor.ts';
import type { DeskDay } from '#contract/desk.ts';
import type { LocalDate } from '#domain/ids.ts';
import { useMe } from '../platform/queries/me-query.ts';
import { useCounsellorDays } from '../platform/queries/staff/counsellor-queries.ts';
import { useDeskDay } from '../platform/queries/staff/desk-queries.ts';
import { problemOf, type Problem } from '../platform/problem.ts';

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
  return staffDay(useDeskDay(useMe()?.branch ?? '', date));
}

/** Own days, `days` of 1…14 from `from` on. */
export function useCounsellorStaffDays(from: LocalDate, days: number): StaffDay<CounsellorDays> {
  return staffDay(useCounsellorDays(from, days));
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
  return {
    data: query.data,
    asOf: query.data?.asOf,
    isOffline: query.isError || query.failureCount > 0,
    isLoading: query.isPending && !query.isError,
    problem: query.isError ? problemOf(query.error) : undefined,
    askAgain: () => void query.refetch(),
  };
}
