import type { LinkedBooking, LinkTimes, MadeTicketLink, TicketLink } from '#contract/link/ticket-links.ts';
import { call } from '../api-client.ts';

/** A link to one booking: as its patron makes and ends it, and as somebody else holds it. */

const on = (id: string) => `/api/bookings/${encodeURIComponent(id)}/link`;

/** The token stands in the body, where no log looks; nobody's cookie goes along. */
const held = <T>(verb: string, body: object, more: { key?: string; signal?: AbortSignal } = {}) =>
  call<T>(`/api/ticket-links/${verb}`, { method: 'POST', body, isNobodys: true, ...more });

const bookingOf = async (answer: Promise<{ booking: LinkedBooking }>) => (await answer).booking;

export const linkApi = {
  link: (id: string, signal?: AbortSignal) => call<TicketLink>(on(id), { signal }),
  make: (id: string) => call<MadeTicketLink>(on(id), { method: 'POST', body: {} }),
  revoke: (id: string) => call<void>(`${on(id)}/revoke`, { method: 'POST', body: {} }),

  look: (token: string, signal: AbortSignal) => bookingOf(held('look', { token }, { signal })),
  times: (body: { token: string; from: string; days: number }, signal: AbortSignal) =>
    held<LinkTimes>('times', body, { signal }),
  move: (body: { token: string; startsAt: string }, key: string) => bookingOf(held('move', body, { key })),
  cancel: (token: string, key: string) => bookingOf(held('cancel', { token }, { key })),
  undo: (token: string, key: string) => bookingOf(held('undo', { token }, { key })),
};
