import { queryOptions, useQuery } from '@tanstack/react-query';
import type { SignInWays } from '#contract/sign-in.ts';
import { api } from '../api-client.ts';

/** Changes only when the library sets up something else. */
const signInWaysQuery = queryOptions({
  queryKey: ['sign-in-ways'],
  queryFn: ({ signal }) => api.signInWays(signal),
  staleTime: Infinity,
});

/** Undefined until they are known: the card is there meanwhile, which every library has. */
export function useSignInWays(): SignInWays | undefined {
  return useQuery(signInWaysQuery).data;
}
