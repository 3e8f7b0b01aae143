import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Child, Children, ChildInput, GuardianLink, MadeGuardianLink } from '#contract/account/family.ts';
import { call } from '../api-client.ts';
import { withIntent } from '../intent.ts';

const on = (child: string) => `/api/me/children/${encodeURIComponent(child)}`;
const post = <T>(path: string, body: object = {}, key?: string) =>
  call<T>(path, { method: 'POST', body, ...(key !== undefined && { key }) });

/** The children for whom one books, by initials. Never kept on the device. */
const childrenQuery = queryOptions({
  queryKey: ['children'],
  queryFn: ({ signal }) => call<Children>('/api/me/children', { signal }),
});

export const useChildren = (enabled = true) => useQuery({ ...childrenQuery, enabled });

/** Whatever was done, and whether it was heard: the list is asked for anew, and with it the bookings. */
function useFamilyWrite<Input, Answer>(send: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    gcTime: 0, // a link that was made is on screen, and nowhere else
    onSettled: () =>
      Promise.all([childrenQuery.queryKey, ['bookings']].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

export const useAddChild = () =>
  useFamilyWrite((body: ChildInput) =>
    withIntent(`add child ${body.name}`, (key) => post<{ child: Child }>('/api/me/children', body, key)),
  );
export const useMakeGuardianLink = (child: string) =>
  useFamilyWrite<void, MadeGuardianLink>(() => post(`${on(child)}/link`));
export const useEndGuardianLink = (child: string) => useFamilyWrite<void, void>(() => post(`${on(child)}/link/revoke`));
export const useEndGuardianship = (child: string) =>
  useFamilyWrite((guardianship: string) =>
    post<void>(`${on(child)}/guardians/${encodeURIComponent(guardianship)}/end`),
  );

/** For whom a link is. The token stands in the body, where no log looks. */
export const useGuardianLink = (token: string) =>
  useQuery({
    queryKey: ['guardian-link', token],
    queryFn: () => post<GuardianLink>('/api/guardian-links/look', { token }),
    retry: false,
    gcTime: 0,
  });
export const useTakeUp = () =>
  useFamilyWrite((token: string) => post<{ child: Child }>('/api/guardian-links/take-up', { token }));
