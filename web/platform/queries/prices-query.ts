import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Price, Prices } from '#contract/bookings.ts';
import { api } from '../api-client.ts';
import { useMe } from './me-query.ts';

/** What each service costs who is signed in, as of today. Codes are not in it. */
export const pricesQuery = queryOptions({
  queryKey: ['prices'],
  queryFn: async ({ signal }): Promise<Prices> => api.prices(signal),
  staleTime: 5 * 60_000,
});

/** Tells one's own price of a service at a branch; undefined while nobody is signed in, or nothing is known yet. */
export function useOwnPrices(): (service: string, branch: string) => Price | undefined {
  const me = useMe();
  const { data } = useQuery({ ...pricesQuery, enabled: me?.role === 'patron' });
  const own = me?.role === 'patron' ? data?.prices : undefined;
  return (service, branch) => own?.find((one) => one.service === service && one.branch === branch)?.price;
}
