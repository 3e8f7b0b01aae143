import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { CodesInput } from '#contract/oversight/partner.ts';
import { oversightApi, type RecordQuestion } from '../../accounts/oversight-api.ts';
import { heard, STAFF, useStaffWrite } from './staff-write.ts';

export const useProgrammes = () =>
  useQuery({
    queryKey: [STAFF, 'programmes'],
    queryFn: ({ signal }) => heard(oversightApi.programmes(signal)),
    staleTime: 0,
  });

/** Codes are shown once: the answer is kept by the sheet that shows them, and nowhere else. */
export const useMakeCodes = () =>
  useStaffWrite('make codes', ({ programme, count }: CodesInput & { sheet: string }, key) =>
    oversightApi.makeCodes({ programme, count }, key),
  );

export const useWithdrawCodes = () => useStaffWrite('withdraw codes', (batch: string) => oversightApi.withdraw(batch));

export const useRecord = (asked: RecordQuestion) =>
  useInfiniteQuery({
    queryKey: [STAFF, 'record', asked],
    queryFn: ({ signal, pageParam }) => heard(oversightApi.record(asked, pageParam, signal)),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
