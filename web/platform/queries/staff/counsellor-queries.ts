import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import type { BlockInput, BlockRange } from '#contract/blocks.ts';
import type { NextInput } from '#contract/counsellor.ts';
import type { LocalDate } from '#domain/ids.ts';
import { lookAgainMs } from '../../live/live-state.ts';
import { staffApi } from '../../staff-api.ts';
import { heard, STAFF, useStaffWrite } from './staff-write.ts';

/** `days` of 1…14, the first of them `from`. */
export const counsellorDaysQuery = (from: LocalDate, days: number) =>
  queryOptions({
    queryKey: [STAFF, 'counsellor-days', from, days],
    queryFn: ({ signal }) => heard(staffApi.counsellorDays(from, days, signal)),
    refetchInterval: lookAgainMs,
  });

export const useCounsellorDays = (from: LocalDate, days: number) => useQuery(counsellorDaysQuery(from, days));

export const useNextTimes = (booking: string | undefined) =>
  useQuery({
    queryKey: [STAFF, 'next-times', booking],
    queryFn: ({ signal }) => heard(staffApi.nextTimes(booking as string, signal)),
    enabled: booking !== undefined,
  });

/** Asks who is affected, and changes nothing: no key. */
export const useBlockPreview = () => useMutation({ mutationFn: (input: BlockRange) => staffApi.previewBlock(input) });

export const useBlock = () => useStaffWrite('block', (input: BlockInput, key) => staffApi.block(input, key));
export const useRemoveBlock = () =>
  useStaffWrite('remove block', ({ id }: { id: string }, key) => staffApi.removeBlock(id, key));
export const useTakeNext = () =>
  useStaffWrite('take next', ({ id, ...input }: NextInput & { id: string }, key) => staffApi.takeNext(id, input, key));
export const useTakeBackNext = () =>
  useStaffWrite('take back next', ({ id }: { id: string }, key) => staffApi.takeBackNext(id, key));
