import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { Erased, ErasurePreview } from '#contract/account/erasure.ts';
import type { AliasInput, LooksPage, OwnData } from '#contract/account/own-data.ts';
import { LOCALES, type Locale } from '#domain/ids.ts';
import { call } from '../api-client.ts';
import { withIntent } from '../intent.ts';
import { meQuery } from './me-query.ts';

/** What is held of whoever is signed in. In this page's memory alone, and never kept on the device. */
const OWN_DATA = 'own-data';
/** Each reading is on record: coming back to the page is the same reading. */
const SAME_READING_MS = 60_000;

const isOwnData = ({ queryKey }: { queryKey: readonly unknown[] }) =>
  (LOCALES as readonly unknown[]).includes(queryKey[1]);

const ownDataQuery = (locale: Locale) =>
  queryOptions({
    queryKey: [OWN_DATA, locale],
    queryFn: ({ signal }) => call<OwnData>(`/api/me/data?locale=${locale}`, { signal }),
    staleTime: SAME_READING_MS,
  });

const looksQuery = infiniteQueryOptions({
  queryKey: [OWN_DATA, 'looks'],
  queryFn: ({ pageParam, signal }) =>
    call<LooksPage>(`/api/me/looks${pageParam ? `?after=${encodeURIComponent(pageParam)}` : ''}`, { signal }),
  initialPageParam: '',
  getNextPageParam: ({ next }) => next,
  staleTime: 0,
});

const erasureQuery = queryOptions({
  queryKey: [OWN_DATA, 'erasure'],
  queryFn: ({ signal }) => call<ErasurePreview>('/api/me/erasure', { signal }),
  staleTime: 0,
});

export const useOwnData = (locale: Locale, enabled: boolean) => useQuery({ ...ownDataQuery(locale), enabled });
export const useLooks = (enabled: boolean) => useInfiniteQuery({ ...looksQuery, enabled });
export const useErasurePreview = (enabled: boolean) => useQuery({ ...erasureQuery, enabled });

/** Put in its place in what was read: to read it all again would be another reading on record. */
export function useChangeAlias() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (alias: string | null) => call<AliasInput>('/api/me/alias', { method: 'PUT', body: { alias } }),
    onSuccess: ({ alias }) => {
      client.setQueriesData<OwnData>({ queryKey: [OWN_DATA], predicate: isOwnData }, (data) => {
        if (!data) return data;
        const { alias: _before, ...person } = data.person;
        return { ...data, person: { ...person, ...(alias !== null && { alias }) } };
      });
      void client.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
}

/** Once and for all: what was sent twice, since the first answer was lost, has one effect. */
export const useErase = () =>
  useMutation({
    mutationFn: () => withIntent('erase', (key) => call<Erased>('/api/me/erasure', { method: 'POST', body: {}, key })),
    gcTime: 0,
  });
