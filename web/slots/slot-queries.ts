import { queryOptions, usePrefetchQuery, useQuery } from '@tanstack/react-query';
import type { Slot, Slots } from '#contract/slots.ts';
import type { Instant, LocalDate } from '#domain/ids.ts';
import type { Weekday } from '#domain/network.ts';
import { addDays, daysBetween, weekdayOf } from '#domain/time/local-date.ts';
import { dateAt } from '../i18n/format.ts';
import { keepInVault, takeFromVault } from '../offline/vault.ts';
import { api } from '../platform/api-client.ts';
import { deviceNow, useNow, whenIdle } from '../platform/clock.ts';
import { useOnline } from '../platform/online.ts';
import { problemOf, type Problem } from '../platform/problem.ts';
import { dayOf } from './slot-days.ts';
import type { SlotWish } from './slot-wish.ts';
import { hashText } from '../platform/text-hash.ts';

/** One request covers three weeks: the strip, the counts and the soonest time all come from it. */
const BLOCK_DAYS = 21;
/** The API answers for no longer stretch (contract/primitives.ts). */
const MAX_DAYS = 62;
const STALE_MS = 20_000;
/** While somebody looks: others book too. */
const RENEW_MS = 60_000;
const ASK_AGAIN_MS = 20_000;
const KEEP_MS = 24 * 3_600_000;

interface SlotsAnswer extends Slots {
  /** There was no network: these are the times of the last answer. */
  isKept?: true;
}

/** What times are free, of every mode: `mode` chooses among them without another request. */
export interface FreeTimes {
  /** In the wished mode, by start. */
  slots: Slot[];
  allModes: Slot[];
  today: LocalDate;
  /** The last date on which times are given out. */
  lastDay: LocalDate;
  /** Whether the date has been asked for and answered. */
  covered: (date: LocalDate) => boolean;
  /** Weekdays on which there are times at all; others are closed, not full. Empty for dated sessions. */
  weekdays: ReadonlySet<Weekday>;
  /** Of the oldest answer shown. */
  asOf: string | undefined;
  /** There is no network: the times may have gone since. */
  isKept: boolean;
  /** Nothing is known yet of the soonest times. */
  isLoading: boolean;
  problem: Problem | undefined;
  failedAt: number;
  retry: () => void;
}

const NOTHING: Slot[] = [];

/** Dates, both included. */
interface Stretch {
  from: LocalDate;
  to: LocalDate;
}

function slotsQuery(wish: SlotWish, { from, to }: Stretch, isSoonest: boolean) {
  const { service, branch, people, features = [], language, counsellor } = wish;
  const query: Record<string, string> = {
    service: service.id,
    branch: branch.id,
    from,
    to,
    ...(people && { people: String(people) }),
    ...(features.length > 0 && { features: features.toSorted().join(',') }),
    ...(language && { language }),
    ...(counsellor && { counsellor }),
  };
  return queryOptions({
    queryKey: ['slots', query],
    queryFn: ({ signal }) => askOrRemember(query, isSoonest, signal),
    staleTime: STALE_MS,
    refetchOnWindowFocus: 'always',
    refetchInterval: ({ state }) => (state.data?.isKept ? ASK_AGAIN_MS : RENEW_MS),
  });
}

/** Asks; with no network the last answer to the same question is what there is of the soonest times. */
async function askOrRemember(
  query: Record<string, string>,
  isSoonest: boolean,
  signal: AbortSignal,
): Promise<SlotsAnswer> {
  const { from: _, to: __, ...asked } = query;
  // A hash: what somebody looks for is never written down on the device, sealed or not.
  const nameOfAsked = () => hashText(JSON.stringify(asked));
  try {
    const answer = await api.slots(query, signal);
    if (isSoonest) {
      void whenIdle().then(async () =>
        keepInVault('slots', { name: await nameOfAsked(), answer }, answer.asOf, deviceNow() + KEEP_MS),
      );
    }
    return answer;
  } catch (error) {
    if (!isSoonest || problemOf(error).code !== 'offline') throw error;
    const [kept, name] = await Promise.all([takeFromVault<{ name: string; answer: Slots }>('slots'), nameOfAsked()]);
    if (kept?.value.name !== name) throw error;
    return { ...kept.value.answer, slots: kept.value.answer.slots.filter(isAhead), isKept: true };
  }
}

const isAhead = ({ startsAt }: Slot) => Date.parse(startsAt) > deviceNow();

/** The question after the first three weeks, which every search begins with. */
export function soonestTimes(wish: SlotWish, now: Instant) {
  const today = dateAt(now, wish.branch.timeZone);
  const lastDay = addDays(today, wish.service.horizonDays);
  const soonest = stretchFrom(today, BLOCK_DAYS, lastDay);
  return { today, lastDay, soonest, query: slotsQuery(wish, soonest, true) };
}

/**
 * Free times from today on, and of the days that are shown: two questions at most. The first three weeks are one, what is
 * shown beyond them another, which begins where a stretch of three weeks does, so that paging on asks seldom.
 */
export function useFreeTimes(wish: SlotWish, shown?: Stretch): FreeTimes {
  const { mode } = wish;
  const isOnline = useOnline();
  const { today, lastDay, soonest, query } = soonestTimes(wish, useNow(60_000));
  // On its way before the screen that waits for it is drawn.
  usePrefetchQuery(query);
  const first = useQuery(query);

  // Nothing in three weeks: the first free time lies further on, if there is one.
  const isBare = first.data !== undefined && !first.data.slots.some((slot) => slot.mode === mode);
  const isBeyond = shown !== undefined && shown.to > soonest.to;
  const block = isBeyond ? Math.max(1, Math.floor(daysBetween(today, shown.from) / BLOCK_DAYS)) : 1;
  const later = stretchFrom(addDays(today, block * BLOCK_DAYS), MAX_DAYS, lastDay);
  const isMoreWanted = (isBare || isBeyond) && later.from <= lastDay;
  const more = useQuery({ ...slotsQuery(wish, later, false), enabled: isMoreWanted });

  const asked = isMoreWanted ? [first, more] : [first];
  const allModes = isMoreWanted ? asked.flatMap(({ data }) => data?.slots ?? []) : (first.data?.slots ?? NOTHING);
  const slots = allModes.filter((slot) => slot.mode === mode);
  const isDated = wish.service.kind === 'group' || wish.service.kind === 'workshop';
  const failed = asked.find(({ isError, data }) => isError && !data);
  return {
    allModes,
    slots,
    covered: (date) => covers(soonest, first.data, date) || (isMoreWanted && covers(later, more.data, date)),
    weekdays: new Set(isDated ? [] : slots.map((slot) => weekdayOf(dayOf(slot)))),
    today,
    lastDay,
    asOf: asked.flatMap(({ data }) => data?.asOf ?? []).sort()[0],
    isKept:
      !isOnline ||
      asked.some(({ data, error }) => data?.isKept || (data && error && problemOf(error).code === 'offline')),
    isLoading: first.isPending || (isBare && isMoreWanted && more.isPending),
    problem: failed?.error ? problemOf(failed.error) : undefined,
    failedAt: failed?.errorUpdatedAt ?? 0,
    retry: () => void Promise.all(asked.filter(({ isError }) => isError).map(({ refetch }) => refetch())),
  };
}

function stretchFrom(from: LocalDate, days: number, lastDay: LocalDate): Stretch {
  const to = addDays(from, days - 1);
  return { from, to: to < lastDay ? to : lastDay };
}

function covers({ from, to }: Stretch, answer: Slots | undefined, date: LocalDate): boolean {
  return answer !== undefined && from <= date && date <= to;
}
