import { queryOptions, useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Slot, Slots } from '#contract/slots.ts';
import type { LocalDate } from '#domain/ids.ts';
import type { Weekday } from '#domain/network.ts';
import { addDays, daysBetween, weekdayOf } from '#domain/time/local-date.ts';
import { dateAt } from '../i18n/format.ts';
import { keepInVault, takeFromVault } from '../offline/vault.ts';
import { api } from '../platform/api-client.ts';
import { deviceNow, useNow } from '../platform/clock.ts';
import { problemOf, type Problem } from '../platform/problem.ts';
import { dayOf } from './slot-days.ts';
import type { SlotWish } from './slot-wish.ts';

/** One request covers three weeks: the strip, the counts and the soonest time all come from it. */
const BLOCK_DAYS = 21;
/** How far is looked ahead at most, whatever horizon a service has. */
const MAX_BLOCKS = 9;
const STALE_MS = 20_000;
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
  isKept: boolean;
  /** Nothing is known yet of the soonest times. */
  isLoading: boolean;
  isLoadingMore: boolean;
  problem: Problem | undefined;
  failedAt: number;
  retry: () => void;
}

const NOTHING: Slot[] = [];

type Block = { from: LocalDate; to: LocalDate };

function slotsQuery(wish: SlotWish, { from, to }: Block, isSoonest: boolean) {
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
    refetchInterval: ({ state }) => (state.data?.isKept ? ASK_AGAIN_MS : false),
  });
}

/** Asks; with no network the last answer to the same question is what there is of the soonest times. */
async function askOrRemember(
  query: Record<string, string>,
  isSoonest: boolean,
  signal: AbortSignal,
): Promise<SlotsAnswer> {
  const { from: _, to: __, ...asked } = query;
  const name = JSON.stringify(asked);
  try {
    const answer = await api.slots(query, signal);
    if (isSoonest) void keepInVault('slots', { name, answer }, answer.asOf, deviceNow() + KEEP_MS);
    return answer;
  } catch (error) {
    if (!isSoonest || problemOf(error).code !== 'offline') throw error;
    const kept = await takeFromVault<{ name: string; answer: Slots }>('slots');
    if (kept?.value.name !== name) throw error;
    return { ...kept.value.answer, slots: kept.value.answer.slots.filter(isAhead), isKept: true };
  }
}

const isAhead = ({ startsAt }: Slot) => Date.parse(startsAt) > deviceNow();

/** Free times from today on, and of the days that are shown. */
export function useFreeTimes(wish: SlotWish, shown?: Block): FreeTimes {
  const { service, branch, mode } = wish;
  const today = dateAt(useNow(60_000), branch.timeZone);
  const blocks = blocksUntil(today, service.horizonDays);
  const [soonest, ...later] = blocks as [Block, ...Block[]];

  const first = useQuery(slotsQuery(wish, soonest, true));
  // Nothing in three weeks: the first free time lies further on, if there is one.
  const isBare = first.data !== undefined && !first.data.slots.some((slot) => slot.mode === mode);
  const wanted = later.filter(({ from, to }) => isBare || (shown && shown.from <= to && from <= shown.to));
  const more = useQueries({ queries: wanted.map((block) => slotsQuery(wish, block, false)) });

  const all: UseQueryResult<SlotsAnswer>[] = [first, ...more];
  const allModes = more.length === 0 ? (first.data?.slots ?? NOTHING) : all.flatMap(({ data }) => data?.slots ?? []);
  const answered = [soonest, ...wanted].filter((_, place) => all[place]?.data !== undefined);
  const slots = allModes.filter((slot) => slot.mode === mode);
  const isDated = service.kind === 'group' || service.kind === 'workshop';
  const failed = all.find(({ isError, data }) => isError && !data);
  return {
    allModes,
    slots,
    covered: (date) => answered.some(({ from, to }) => from <= date && date <= to),
    weekdays: new Set(isDated ? [] : slots.map((slot) => weekdayOf(dayOf(slot)))),
    today,
    lastDay: addDays(today, service.horizonDays),
    asOf: all.flatMap(({ data }) => data?.asOf ?? []).sort()[0],
    isKept: all.some(({ data, error }) => data?.isKept || (data && error && problemOf(error).code === 'offline')),
    isLoading: first.isPending || (isBare && more.some(({ isPending }) => isPending)),
    isLoadingMore: more.some(({ isPending }) => isPending),
    problem: failed?.error ? problemOf(failed.error) : undefined,
    failedAt: failed?.errorUpdatedAt ?? 0,
    retry: () => void Promise.all(all.filter(({ isError }) => isError).map(({ refetch }) => refetch())),
  };
}

function blocksUntil(today: LocalDate, horizonDays: number): Block[] {
  const last = addDays(today, horizonDays);
  const blocks: Block[] = [];
  for (let from = today; daysBetween(from, last) >= 0 && blocks.length < MAX_BLOCKS; from = addDays(from, BLOCK_DAYS)) {
    const to = addDays(from, BLOCK_DAYS - 1);
    blocks.push({ from, to: to < last ? to : last });
  }
  return blocks;
}
