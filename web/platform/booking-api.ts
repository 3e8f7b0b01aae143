import type {
  Booking,
  BookingList,
  ConfirmInput,
  HoldInput,
  MoveInput,
  PreparationsInput,
} from '#contract/bookings.ts';
import { call } from './api-client.ts';

/** What is asked of the API about one's own bookings: not by the first screen, which is why it stands by itself. */

const bookingOf = async (answer: Promise<{ booking: Booking }>) => (await answer).booking;
const on = (id: string, verb: string) => `/api/bookings/${encodeURIComponent(id)}/${verb}`;

export const bookingApi = {
  bookings: (after?: string, signal?: AbortSignal) =>
    call<BookingList>(after ? `/api/bookings?after=${encodeURIComponent(after)}` : '/api/bookings', { signal }),
  booking: (id: string, signal?: AbortSignal) => bookingOf(call(`/api/bookings/${encodeURIComponent(id)}`, { signal })),

  hold: (body: HoldInput, key: string) => bookingOf(call('/api/holds', { method: 'POST', body, key })),
  extend: (id: string, key: string) => bookingOf(call(on(id, 'extend'), { method: 'POST', body: {}, key })),
  confirm: (id: string, body: ConfirmInput, key: string) =>
    bookingOf(call(on(id, 'confirm'), { method: 'POST', body, key })),
  cancel: (id: string, key: string) => bookingOf(call(on(id, 'cancel'), { method: 'POST', body: {}, key })),
  retake: (id: string, key: string) => bookingOf(call(on(id, 'retake'), { method: 'POST', body: {}, key })),
  move: (id: string, body: MoveInput, key: string) => bookingOf(call(on(id, 'move'), { method: 'POST', body, key })),
  prepare: (id: string, body: PreparationsInput, key: string) =>
    bookingOf(call(on(id, 'preparations'), { method: 'PUT', body, key })),
};
