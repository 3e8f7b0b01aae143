import type { Booking } from '#contract/bookings.ts';
import { changeUntil, isExtendable, stateAt, undoUntil } from '#domain/booking/booking-policy.ts';
import type { Instant } from '#domain/ids.ts';
import type { Quote } from '#domain/price/quote.ts';
import type { Settings } from '#domain/settings.ts';
import { localTimeOf, startOfDate } from '#domain/time/zone.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { Keyring } from '../../storage/sealing/keyring.ts';
import type { BookingRow } from '../../storage/stores/bookings/booking-store.ts';
import type { Terms } from './booking-terms.ts';

/** A quote as it is kept on the booking. */
export type KeptQuote = Pick<Quote, 'lines' | 'unused'>;

/** What an answer is made of: a booking's row, its ticket's token opened. */
export type Answered = Omit<BookingRow, 'ticketSealed' | 'wrappedKey'> & { token: string | null };

interface AnswerCtx {
  now: Instant;
  settings: Settings;
}

const SHOWS_TICKET: ReadonlySet<string> = new Set(['confirmed', 'arrived', 'in_session', 'completed']);

export type ToldChild = NonNullable<Booking['child']>;

export const ticketContext = (booking: string) => `ticket ${booking}`;

/** Opens the ticket with the person's key, where the booking has one to show. */
export function opened(keys: Keyring, { ticketSealed, wrappedKey, ...booking }: BookingRow): Answered {
  const token = ticketSealed && SHOWS_TICKET.has(booking.state);
  return { ...booking, token: token ? keys.open(wrappedKey, ticketContext(booking.id), ticketSealed) : null };
}

/** B8: the branch's midnight that begins the day of the session. */
export function prepareUntil(localOn: string, { branch }: Terms): Instant {
  return startOfDate(branch.timeZone, localOn);
}

/** `child`: whose it is, where a guardian asks. */
export function bookingAnswer(ctx: AnswerCtx, booking: Answered, terms: Terms, child?: ToldChild): Booking {
  const { session } = booking;
  const zone = terms.branch.timeZone;
  const state = stateAt(booking, ctx.now);

  return {
    id: booking.id,
    state,
    ...(state === 'cancelled' && booking.confirmedAt === null && { letGo: true as const }),
    ...(child && { child }),
    service: session.service,
    branch: session.branch,
    mode: session.mode,
    counsellor: session.counsellor,
    room: session.room,
    startsAt: toWire(session.startsAt),
    endsAt: toWire(session.endsAt),
    localStart: localTimeOf(zone, session.startsAt),
    localEnd: localTimeOf(zone, session.endsAt),
    people: booking.people,
    features: JSON.parse(booking.features) as Booking['features'],
    price: priceAnswer(booking),
    alias: booking.alias,
    preparations: JSON.parse(booking.preparations) as Booking['preparations'],
    messages: booking.messages as Booking['messages'],
    ...timesOf(ctx, booking, state),
    ...(booking.token && booking.ticketCode && { ticket: { code: booking.ticketCode, token: booking.token } }),
    changeUntil: toWire(changeUntil(session.startsAt, terms.service)),
    prepareUntil: toWire(prepareUntil(session.localOn, terms)),
    asOf: toWire(ctx.now),
  };
}

function timesOf(ctx: AnswerCtx, booking: Answered, state: string): Partial<Booking> {
  const facts = { ...booking, startsAt: booking.session.startsAt };
  if (state === 'held' && booking.heldUntil !== null) {
    return { heldUntil: toWire(booking.heldUntil), extendable: isExtendable(facts, ctx.now) };
  }

  const until = booking.retaken ? undefined : undoUntil(facts, ctx.settings);
  return until !== undefined && ctx.now < until ? { undoUntil: toWire(until) } : {};
}

function priceAnswer(booking: Answered): Booking['price'] {
  const { currency, minorDigits } = booking;
  const money = (amount: number) => ({ amount, currency, minorDigits });
  const { lines, unused } = JSON.parse(booking.quote) as KeptQuote;
  return {
    list: money(booking.listMinor),
    lines: lines.map(({ discount, amountMinor, entitledUntil }) => ({
      discount,
      amount: money(amountMinor),
      ...(entitledUntil && { entitledUntil }),
    })),
    total: money(booking.totalMinor),
    ...(unused.length > 0 && { unused }),
  };
}
