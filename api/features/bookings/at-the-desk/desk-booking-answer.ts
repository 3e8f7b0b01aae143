import type { DeskBooking } from '#contract/desk.ts';
import { changeUntil, isExtendable, undoUntil, windowFor } from '#domain/booking/booking-policy.ts';
import { deskRowOf } from '#domain/check-in/desk-row.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import { paidFor } from '../../../storage/stores/desk/visit-store.ts';
import type { Answered } from '../booking-answer.ts';
import type { Terms } from '../booking-terms.ts';

/** K2: a booking as the desk may know it, with its ticket to print or to read out. */
export async function deskBookingAnswer(ctx: ReadCtx, booking: Answered, terms: Terms): Promise<DeskBooking> {
  const { startsAt } = booking.session;
  const visit = { ...booking, paidMinor: await paidFor(ctx.reader, booking.id) };
  const row = deskRowOf(visit, terms, ctx.now);

  const facts = { ...booking, startsAt };
  const until = booking.retaken ? undefined : undoUntil(facts, ctx.settings);
  const isHeld = row.state === 'held' && booking.heldUntil !== null;
  return {
    ...row,
    ...(isHeld && { heldUntil: toWire(booking.heldUntil!), extendable: isExtendable(facts, ctx.now) }),
    ...(booking.token && booking.ticketCode && { ticket: { code: booking.ticketCode, token: booking.token } }),
    changeUntil: toWire(changeUntil(startsAt, windowFor(ctx.actor, terms.service))),
    ...(until !== undefined && ctx.now < until && { undoUntil: toWire(until) }),
    asOf: toWire(ctx.now),
  };
}
