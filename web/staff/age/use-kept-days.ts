import { useEffect, useMemo } from 'react';
import { dateOf, dayNumber } from '#domain/time/local-date.ts';
import { noticeClock, useOutbox } from '../../offline/outbox/outbox.ts';
import { keepCounsellorDays, keepDeskDay } from '../../offline/staff-vault/keep-days.ts';
import { rememberClock } from '../../offline/at-work/remembered-clock.ts';
import { KEPT_DAYS, useBranchDay, useEndOfTomorrow } from '../use-branch-day.ts';
import { useCounsellorStaffDays, useDeskStaffDay, type StaffDay } from '../use-staff-day.ts';
import { seenOfCounsellor, seenOfDesk } from './day-changes.ts';
import { useAwayChanges, type AwayChanges } from './use-changes.ts';

/** What the shell knows of the day, whichever page is open: how old it is, and what changed while nobody looked. */
export interface KnownDay {
  asOf: string | undefined;
  isOffline: boolean;
  away: AwayChanges;
}

/** The desk's today and tomorrow: asked for whatever page is open, and kept for the hours without a network. */
export function useDeskDaysKept(): KnownDay {
  const { today } = useBranchDay();
  const until = useEndOfTomorrow();
  const own = useDeskStaffDay(today);
  const next = useDeskStaffDay(dateOf(dayNumber(today) + 1));
  const day = useMemo(
    () => own.data && { name: own.data.date, asOf: own.data.asOf, rows: seenOfDesk(own.data) },
    [own.data],
  );

  useKept(own, (data) => keepDeskDay(data, until));
  useKept(next, (data) => keepDeskDay(data, until));
  return known(own, useAwayChanges(day, own.isOffline, useOutbox().waiting));
}

/** Fourteen days of a counsellor. */
export function useCounsellorDaysKept(): KnownDay {
  const { today } = useBranchDay();
  const own = useCounsellorStaffDays(today, KEPT_DAYS);
  const day = useMemo(
    () => own.data && { name: today, asOf: own.data.asOf, rows: seenOfCounsellor(own.data) },
    [own.data, today],
  );

  useKept(own, (data) => keepCounsellorDays(today, data));
  return known(own, useAwayChanges(day, own.isOffline, useOutbox().waiting));
}

function useKept<Day extends { asOf: string }>({ data, isOffline }: StaffDay<Day>, keep: (data: Day) => Promise<void>) {
  useEffect(() => {
    if (!data || isOffline) return;
    void keep(data);
    void rememberClock();
    noticeClock();
    // Only what is newly heard is kept: `keep` is made anew with every drawing.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [data]);
}

function known({ asOf, isOffline }: StaffDay<unknown>, away: AwayChanges): KnownDay {
  return { asOf, isOffline, away };
}
