import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Me } from '#contract/sign-in.ts';
import { api } from '../api-client.ts';
import { prefer, preferences } from '../preferences.ts';
import { problemOf } from '../problem.ts';

/** Who is signed in, or null. Nobody is asked for until somebody has signed in on this device. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }): Promise<Me | null> => {
    if (!preferences().signedIn) return null;
    try {
      return await api.me(signal);
    } catch (error) {
      if (problemOf(error).code !== 'not_signed_in') throw error;
      prefer({ signedIn: undefined });
      return null;
    }
  },
  staleTime: 5 * 60_000,
});

export function useMe(): Me | null | undefined {
  return useQuery(meQuery).data;
}

/** Where those who work here begin. */
export const WORKPLACES: Partial<Record<Me['role'], string>> = {
  desk: '/desk',
  counsellor: '/my-day',
  admin: '/staff',
  partner: '/staff/programmes',
  auditor: '/staff/record',
};
