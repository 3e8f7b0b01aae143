import {
  mutationOptions,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import type {
  Booking,
  BookingList,
  ConfirmInput,
  HoldInput,
  MoveInput,
  PreparationsInput,
} from '#contract/bookings.ts';
import { bookingApi } from '../booking-api.ts';
import { withIntent } from '../intent.ts';
import { Problem } from '../problem.ts';
import { heardServerTime } from '../server-clock.ts';

const LOOK_AGAIN_MS = 15_000;

/** `online` is not always heard: an answer that did not come is asked for again by itself. */
function untilAnswered({ state }: { state: { status: string; error: unknown; dataUpdatedAt: number } }) {
  const isOpen = state.status === 'error' ? isOutOfReach(state.error) : state.dataUpdatedAt === 0;
  return isOpen ? LOOK_AGAIN_MS : false;
}

/** Own bookings, newest start first: the newest hundred. What the device kept stands here until the API has answered. */
export const bookingsQuery = queryOptions({
  queryKey: ['bookings'],
  queryFn: async ({ signal }): Promise<BookingList> => {
    const list = await bookingApi.bookings(undefined, signal);
    heardServerTime(list.asOf);
    return list;
  },
  refetchInterval: untilAnswered,
});

export const bookingQuery = (id: string) =>
  queryOptions({
    queryKey: ['booking', id],
    queryFn: async ({ signal }): Promise<Booking> => heard(await bookingApi.booking(id, signal)),
    refetchInterval: untilAnswered,
  });

export const useBookings = (enabled = true) => useQuery({ ...bookingsQuery, enabled });

/** What lies before them, hundred by hundred, when it is asked for. `after`: where the newest end. */
export const useEarlierBookings = (after: string | undefined) =>
  useInfiniteQuery({
    queryKey: ['earlier-bookings', after],
    queryFn: ({ pageParam, signal }) => bookingApi.bookings(pageParam, signal),
    initialPageParam: after,
    getNextPageParam: ({ next }) => next,
    enabled: false,
  });

export function useBooking(id: string) {
  const client = useQueryClient();
  const list = bookingsQuery.queryKey;
  return useQuery({
    ...bookingQuery(id),
    initialData: () => client.getQueryData(list)?.bookings.find((one) => one.id === id),
    initialDataUpdatedAt: () => client.getQueryState(list)?.dataUpdatedAt,
  });
}

/** Whether what is on screen is what the device kept, since the API does not answer now. */
export function isOld(query: { isError: boolean; failureCount: number; data: unknown }): boolean {
  return query.data !== undefined && (query.isError || query.failureCount > 0);
}

function heard(booking: Booking): Booking {
  heardServerTime(booking.asOf);
  return booking;
}

/** Nothing was reached, or something that is not the API: what one knows still holds. A "no" of the API is not that. */
export function isOutOfReach(error: unknown): boolean {
  return !(error instanceof Problem) || error.status < 400 || error.status >= 500;
}

/** An answer takes its place in the cache; what follows from it is asked for anew. */
function remember(client: QueryClient, booking: Booking, wasId?: string): void {
  client.setQueryData(bookingQuery(booking.id).queryKey, heard(booking));
  client.setQueryData(bookingsQuery.queryKey, (list) => {
    if (!list) return list;
    const others = list.bookings.filter(({ id }) => id !== booking.id);
    return { ...list, bookings: [booking, ...others].sort((a, b) => b.startsAt.localeCompare(a.startsAt)) };
  });

  const changed = [bookingsQuery.queryKey, ['slots'], ['prices']];
  if (wasId && wasId !== booking.id) changed.push(bookingQuery(wasId).queryKey);
  for (const queryKey of changed) void client.invalidateQueries({ queryKey });
}

/**
 * One write, with one key however often it is sent. An answer that was lost is asked for again under the same key, which
 * tells what happened; where that stays unknown the booking is read anew and nothing is claimed.
 */
function bookingWrite<Input>(
  client: QueryClient,
  intentOf: (input: Input) => string,
  send: (input: Input, key: string) => Promise<Booking>,
  idOf: (input: Input) => string | undefined,
) {
  return mutationOptions({
    mutationFn: (input: Input) => withIntent(intentOf(input), (key) => send(input, key)),
    retry: (failures, error) => failures < 2 && isOpen(error),
    retryDelay: (failures) => 800 * 2 ** failures,
    onSuccess: (booking, input) => remember(client, booking, idOf(input)),
    onError: (_, input) => {
      const id = idOf(input);
      for (const queryKey of [id ? bookingQuery(id).queryKey : bookingsQuery.queryKey, ['slots']]) {
        void client.invalidateQueries({ queryKey });
      }
    },
  });
}

function useBookingWrite<Input>(
  intentOf: (input: Input) => string,
  send: (input: Input, key: string) => Promise<Booking>,
  idOf: (input: Input) => string | undefined,
) {
  return useMutation(bookingWrite(useQueryClient(), intentOf, send, idOf));
}

const isOpen = (error: unknown) => error instanceof Problem && ['unclear', 'twin_running'].includes(error.code);

type On<T = object> = T & { id: string };
const idOf = ({ id }: On) => id;

const holdWrite = (client: QueryClient) =>
  bookingWrite<HoldInput>(
    client,
    (input) => `hold ${JSON.stringify(input)}`,
    bookingApi.hold,
    () => undefined,
  );

export const useHold = () => useMutation(holdWrite(useQueryClient()));

/** The same without a hook, for the first screen, which loads this file only when it is needed. */
export const holdSlot = (client: QueryClient, input: HoldInput): Promise<Booking> =>
  client
    .getMutationCache()
    .build(client, client.defaultMutationOptions(holdWrite(client)))
    .execute(input);

export const useExtend = () =>
  useBookingWrite<On>(
    ({ id }) => `extend ${id}`,
    ({ id }, key) => bookingApi.extend(id, key),
    idOf,
  );

export const useConfirm = () =>
  useBookingWrite<On<ConfirmInput>>(
    (input) => `confirm ${JSON.stringify(input)}`,
    ({ id, ...input }, key) => bookingApi.confirm(id, input, key),
    idOf,
  );

/** Cancels, or lets a hold go. */
export const useCancel = () =>
  useBookingWrite<On>(
    ({ id }) => `cancel ${id}`,
    ({ id }, key) => bookingApi.cancel(id, key),
    idOf,
  );

/** Undoes a cancellation. The answer is a new booking. */
export const useRetake = () =>
  useBookingWrite<On>(
    ({ id }) => `retake ${id}`,
    ({ id }, key) => bookingApi.retake(id, key),
    idOf,
  );

export const useMove = () =>
  useBookingWrite<On<MoveInput>>(
    (input) => `move ${JSON.stringify(input)}`,
    ({ id, ...input }, key) => bookingApi.move(id, input, key),
    idOf,
  );

export const usePrepare = () =>
  useBookingWrite<On<PreparationsInput>>(
    (input) => `prepare ${JSON.stringify(input)}`,
    ({ id, ...input }, key) => bookingApi.prepare(id, input, key),
    idOf,
  );
