import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OwnReach, ReachInput } from '#contract/account/reach.ts';
import { call } from '../api-client.ts';

const REACH = ['reach'];
/** What the server said last: what is shown may be a choice that is still on its way. */
const HEARD = ['reach', 'heard'];
const CHANGE = ['reach', 'change'];

/** How one may be reached, and the messages that would come. Never kept on the device. */
const reachQuery = queryOptions({
  queryKey: REACH,
  queryFn: async ({ signal, client }) => {
    const own = await call<OwnReach>('/api/me/reach', { signal });
    client.setQueryData(HEARD, own);
    return own;
  },
  staleTime: 0,
});

export const useReach = () => useQuery(reachQuery);

interface Then {
  onSuccess: () => void;
  onError: (error: Error) => void;
}

/** Shown at once, taken back where it was not saved. What is chosen quickly one after the other is sent in that order. */
export function useChangeReach() {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationKey: CHANGE,
    scope: { id: 'reach' },
    mutationFn: (input: ReachInput) => call<OwnReach>('/api/me/reach', { method: 'PUT', body: input }),
    onSuccess: (own) => {
      client.setQueryData(HEARD, own);
      // The answer to an earlier choice must not undo the sight of a later one.
      if (client.isMutating({ mutationKey: CHANGE }) === 1) client.setQueryData(REACH, own);
    },
    onError: () => client.setQueryData(REACH, client.getQueryData(HEARD)),
  });

  return (input: ReachInput, then: Then) => {
    // Not in the mutation, which begins later: what was pressed would jump back for a moment.
    void client.cancelQueries({ queryKey: REACH, exact: true }, { revert: false });
    client.setQueryData<OwnReach>(
      REACH,
      (own) => own && { ...own, reach: { ...own.reach, ...input } as OwnReach['reach'] },
    );
    mutate(input, then);
  };
}
