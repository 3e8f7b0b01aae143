import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { LinkedBooking } from '#contract/link/ticket-links.ts';
import type { LocalDate } from '#domain/ids.ts';
import { withIntent } from '../intent.ts';
import { linkApi } from './link-api.ts';
import { Problem } from '../problem.ts';
import { heardServerTime } from '../server-clock.ts';

const WEEK_DAYS = 7;
const BLOCK_DAYS = 21;

/** What is handed over. The token stands in the fragment, which no server and no log is sent. */
export const ticketLinkUrl = (token: string) => `${location.origin}/t#${token}`;

/** Whether somebody can hold a link to one's own booking. */
const ownLinkQuery = (id: string) =>
  queryOptions({ queryKey: ['booking-link', id], queryFn: ({ signal }) => linkApi.link(id, signal) });

export const useOwnLink = (id: string) => useQuery(ownLinkQuery(id));

export function useMakeLink(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => linkApi.make(id),
    gcTime: 0, // the token is on screen, and nowhere else
    onSettled: () => client.invalidateQueries(ownLinkQuery(id)),
  });
}

export function useRevokeLink(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => linkApi.revoke(id),
    onSettled: () => client.invalidateQueries(ownLinkQuery(id)),
  });
}

const linkedQuery = (token: string) =>
  queryOptions({
    queryKey: ['linked', token],
    queryFn: async ({ signal }) => heard(await linkApi.look(token, signal)),
    refetchOnWindowFocus: 'always',
  });

/** What the holder of a link is told. */
export const useLinked = (token: string) => useQuery(linkedQuery(token));

/** Free times from a day on: three weeks without one, and the week of it. */
export const useLinkTimes = (token: string, from: LocalDate, length: 'block' | 'week') =>
  useQuery({
    queryKey: ['linked-times', token, from, length],
    queryFn: ({ signal }) => linkApi.times({ token, from, days: length === 'week' ? WEEK_DAYS : BLOCK_DAYS }, signal),
    staleTime: 20_000,
    refetchOnWindowFocus: 'always',
  });

function heard(booking: LinkedBooking): LinkedBooking {
  heardServerTime(booking.asOf);
  return booking;
}

const isOpen = (error: unknown) => error instanceof Problem && ['unclear', 'twin_running'].includes(error.code);

/** One write with one key, however often it is sent; its answer is what the page then shows. */
function useLinkWrite<Input>(
  token: string,
  intentOf: (input: Input) => string,
  send: (input: Input, key: string) => Promise<LinkedBooking>,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => withIntent(intentOf(input), (key) => send(input, key)),
    retry: (failures, error) => failures < 2 && isOpen(error),
    retryDelay: (failures) => 800 * 2 ** failures,
    onSuccess: (booking) => {
      client.setQueryData(linkedQuery(token).queryKey, heard(booking));
      void client.invalidateQueries({ queryKey: ['linked-times'] });
    },
    onError: () => {
      for (const queryKey of [linkedQuery(token).queryKey, ['linked-times']]) {
        void client.invalidateQueries({ queryKey });
      }
    },
  });
}

export const useMoveByLink = (token: string) =>
  useLinkWrite(
    token,
    (startsAt: string) => `link-move ${token} ${startsAt}`,
    (startsAt, key) => linkApi.move({ token, startsAt }, key),
  );

export const useCancelByLink = (token: string) =>
  useLinkWrite<void>(
    token,
    () => `link-cancel ${token}`,
    (_, key) => linkApi.cancel(token, key),
  );

export const useUndoByLink = (token: string) =>
  useLinkWrite<void>(
    token,
    () => `link-undo ${token}`,
    (_, key) => linkApi.undo(token, key),
  );
