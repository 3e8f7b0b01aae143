import type { NextAnswer, NextInput } from '#contract/counsellor.ts';
import { assertMayOpen, takeBackUntil } from '#domain/booking/booking-policy.ts';
import { isDated, type Mode } from '#domain/network.ts';
import { Refusal } from '#domain/refusal.ts';
import { localDateOf } from '#domain/time/zone.ts';
import { fromWire, toWire } from '#domain/wire-instant.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { findBooking, type BookingRow } from '../../../storage/stores/bookings/booking-store.ts';
import { patronForHold } from '../../../storage/stores/bookings/patron-store.ts';
import { noteChange } from '../../../storage/stores/change-store.ts';
import type { Session } from '../../../storage/stores/session-store.ts';
import type { KeptQuote } from '../booking-answer.ts';
import { ownSessionAnswer } from '../counsellor-days/own-session-answer.ts';
import { MAX_DRAWS } from '../holding/draw-ticket.ts';
import { expireHolds } from '../holding/expire-holds.ts';
import { writeBooking, type Draft } from '../holding/write-booking.ts';
import { factsOf, type OwnBooking } from '../own-booking.ts';
import { takePlace } from '../placing/take-place.ts';
import { priceBooking, type Priced } from '../pricing/price-booking.ts';
import { takeDiscounts } from '../pricing/take-discounts.ts';
import { askReminder, tellPatron } from '../telling/ask-messages.ts';
import { ownVisit } from './own-visit.ts';

/**
 * C5: the next appointment of the same patron with the same counsellor, confirmed at once.
 * @throws Refusal `forbidden`, `not_found`, `wrong_state`, `invalid`, `too_many_open`, `slot_taken`, `patron_busy`
 */
export async function bookNext(ctx: Ctx, input: NextInput & { id: string }): Promise<NextAnswer> {
  const own = await ownVisit(ctx, input.id);
  const { row, terms, visit } = own;
  const { service, branch } = terms;
  const mode = input.mode ?? visit.mode;
  assertOffered(own, mode);

  await expireHolds(ctx);
  const { patron } = row;
  const profile = await patronForHold(ctx.tx, { patron, service: service.id, branch: branch.id, now: ctx.now });
  assertMayOpen(service, profile?.open ?? 0);

  const id = ctx.newId();
  const startsAt = fromWire(input.startsAt);
  const on = localDateOf(branch.timeZone, startsAt);
  const priced = await priceBooking(ctx, { service, branch, patron, on, codes: [] });
  const wish = { ...visit, mode, startsAt };
  const visitor = { patron, lastCounsellor: visit.counsellor, lastRoom: visit.room ?? undefined };
  const session = await takePlace(ctx, { booking: id, wish, visitor, room: visit.room ?? undefined });

  const booking = await writeConfirmed(ctx, row, draftOf(row, { id, session, alias: profile?.alias ?? null }, priced));
  await takeDiscounts(ctx, id, patron, priced);
  await recordAudit(ctx, 'booking.next', id, { session: session.id, after: row.id });
  await noteChange(ctx.tx, 'session', session.id);
  await askReminder(ctx, booking);
  await tellPatron(ctx, booking, 'booked');
  const answer = ownSessionAnswer(ctx, { session, bookings: [booking], notes: new Map(), undo: new Map() }, terms);
  return { session: answer, undoUntil: toWire(takeBackUntil(factsOf(booking), ctx.settings)) };
}

function assertOffered({ terms }: OwnBooking, mode: Mode): void {
  const { service } = terms;
  const offered = isDated(service) ? mode === 'room' : service.modes.includes(mode);
  if (!offered) throw new Refusal('invalid', {}, [{ path: 'mode', code: 'not_offered' }]);
}

function draftOf(
  row: BookingRow,
  next: { id: string; session: Session; alias: string | null },
  { quote }: Priced,
): Draft {
  const { patron, people, features, preparations, messages } = row;
  return {
    ...next,
    patron,
    people,
    features,
    preparations,
    messages,
    listMinor: quote.list.amount,
    totalMinor: quote.totalMinor,
    currency: quote.list.currency,
    minorDigits: quote.list.minorDigits,
    quote: JSON.stringify({ lines: quote.lines, unused: quote.unused } satisfies KeptQuote),
    retakes: null,
    follows: row.id,
  };
}

/** Drawn again where another booking of that branch and day has the ticket's digits. */
async function writeConfirmed(ctx: Ctx, { wrappedKey }: BookingRow, draft: Draft): Promise<BookingRow> {
  for (let draw = 0; draw < MAX_DRAWS; draw++) {
    const written = await ctx.tx.attempt(() => writeBooking(ctx, draft, { state: 'confirmed', wrappedKey }));
    const booking = written && (await findBooking(ctx.tx, draft.id));
    if (booking) return booking;
  }
  throw new Error(`no ticket code was left at "${draft.session.branch}" on ${draft.session.localOn}`);
}
