import { drawAlias } from '#domain/booking/alias.ts';
import type { Instant } from '#domain/ids.ts';
import type { Quote } from '#domain/price/quote.ts';
import type { Ctx } from '../../../storage/context.ts';
import { insertBooking, type NewBooking } from '../../../storage/stores/bookings/booking-write-store.ts';
import type { Session } from '../../../storage/stores/session-store.ts';
import type { Answered, KeptQuote } from '../booking-answer.ts';
import { drawTicket, randomBytes } from './draw-ticket.ts';

/** Names are redrawn so often; there are hundreds of them for one branch and day, then thousands. */
const MAX_NAMES = 60;

/** A booking before it has a state, a name and a ticket. JSON columns are text already. */
export interface Draft {
  id: string;
  session: Session;
  patron: string;
  people: number;
  /** What the patron would like to be called; another name is drawn where it is taken that day. */
  alias: string | null;
  features: string;
  preparations: string;
  messages: string;
  listMinor: number;
  totalMinor: number;
  currency: string;
  minorDigits: number;
  quote: string;
  retakes: string | null;
  follows: string | null;
}

/** A quote as it stands on the booking from now on (B20). */
export function priceOf({ list, totalMinor, lines, unused }: Quote) {
  const { amount: listMinor, currency, minorDigits } = list;
  return { listMinor, totalMinor, currency, minorDigits, quote: JSON.stringify({ lines, unused } satisfies KeptQuote) };
}

export type Beginning = { state: 'held'; heldUntil: Instant } | { state: 'confirmed'; wrappedKey: Uint8Array };

/** Undefined when something other than the name was refused: `retakes` was taken up already. */
export async function writeBooking(ctx: Ctx, draft: Draft, beginning: Beginning): Promise<Answered | undefined> {
  for (let tries = 0; tries < MAX_NAMES; tries++) {
    const wanted = tries === 0 ? draft.alias : null;
    const booking = begin(ctx, { ...draft, alias: wanted ?? drawAlias(randomBytes(ctx, 2), tries) }, beginning);
    if (await insertBooking(ctx.tx, booking.row)) return booking.answered;
  }
  return undefined;
}

function begin(ctx: Ctx, draft: Draft & { alias: string }, beginning: Beginning) {
  const { session } = draft;
  const ticket = beginning.state === 'confirmed' ? drawTicket(ctx, draft.id, beginning.wrappedKey) : undefined;
  const heldUntil = beginning.state === 'held' ? beginning.heldUntil : null;
  const confirmedAt = beginning.state === 'confirmed' ? ctx.now : null;

  const row: NewBooking = {
    id: draft.id,
    session: session.id,
    patron: draft.patron,
    branch: session.branch,
    local_on: session.localOn,
    starts_at: session.startsAt,
    people: draft.people,
    state: beginning.state,
    held_until: heldUntil,
    alias: draft.alias,
    features: draft.features,
    preparations: draft.preparations,
    messages: draft.messages,
    list_minor: draft.listMinor,
    total_minor: draft.totalMinor,
    currency: draft.currency,
    minor_digits: draft.minorDigits,
    quote: draft.quote,
    ticket_code: ticket?.code ?? null,
    ticket_index: ticket?.index ?? null,
    ticket_sealed: ticket?.sealed ?? null,
    retakes: draft.retakes,
    follows: draft.follows,
    confirmed_at: confirmedAt,
  };
  const answered: Answered = {
    ...draft,
    state: beginning.state,
    heldUntil,
    extended: false,
    ticketCode: ticket?.code ?? null,
    token: ticket?.token ?? null,
    confirmedAt,
    endedAt: null,
    arrivedAt: null,
    startedAt: null,
    absence: null,
    absenceConfirmedAt: null,
    version: 1,
    retaken: false,
  };
  return { row, answered };
}
