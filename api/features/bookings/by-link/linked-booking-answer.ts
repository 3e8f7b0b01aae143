import type { LinkedBooking } from '#contract/link/ticket-links.ts';
import { changeUntil, stateAt, undoUntil } from '#domain/booking/booking-policy.ts';
import { linkStateOf } from '#domain/ticket-link/link-policy.ts';
import { localTimeOf } from '#domain/time/zone.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import type { Answered } from '../booking-answer.ts';
import type { Terms } from '../booking-terms.ts';

/** G3: when and where, and until when it can be changed. */
export function linkedBookingAnswer(ctx: ReadCtx, booking: Answered, { branch, service }: Terms): LinkedBooking {
  const { name, address, phone, timeZone, firstDay } = branch;
  const { mode, room, startsAt, endsAt } = booking.session;
  const facts = { ...booking, startsAt };
  const until = booking.retaken ? undefined : undoUntil(facts, ctx.settings);

  return {
    state: linkStateOf(stateAt(facts, ctx.now)),
    mode,
    startsAt: toWire(startsAt),
    localStart: localTimeOf(timeZone, startsAt),
    localEnd: localTimeOf(timeZone, endsAt),
    branch: { name, address, phone, timeZone, firstDay },
    room: (room !== null && ctx.world.network.rooms.get(room)?.name) || null,
    changeUntil: toWire(changeUntil(startsAt, service)),
    ...(until !== undefined && ctx.now < until && { undoUntil: toWire(until) }),
    asOf: toWire(ctx.now),
  };
}
