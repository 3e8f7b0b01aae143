import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ConsentText, OwnConsent } from '#contract/account/consent.ts';
import { call } from '../api-client.ts';

const textQuery = queryOptions({
  queryKey: ['consent-text'],
  queryFn: ({ signal }) => call<ConsentText>('/api/consent', { signal }),
  staleTime: 10 * 60_000,
});

export const ownConsentQuery = queryOptions({
  queryKey: ['own-consent'],
  queryFn: ({ signal }) => call<OwnConsent>('/api/me/consent', { signal }),
});

export const useConsentText = () => useQuery(textQuery);
export const useOwnConsent = (enabled = true) => useQuery({ ...ownConsentQuery, enabled });

export function useWithdrawConsent() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call<OwnConsent>('/api/me/consent/withdraw', { method: 'POST', body: {} }),
    onSuccess: (own) => client.setQueryData(ownConsentQuery.queryKey, own),
  });
}

/** Whether the text that counts now has still to be agreed to; undefined while that is not known. */
export function useConsentNeeded() {
  const text = useConsentText();
  const own = useOwnConsent();
  const version = text.data?.version;
  const isKnown = version !== undefined && own.data !== undefined;
  return {
    version,
    text: text.data?.text,
    isNeeded: isKnown ? own.data.consent?.version !== version : undefined,
    isFailed: !isKnown && (text.isError || own.isError),
    retry: () => void Promise.all([text.refetch(), own.refetch()]),
  };
}
