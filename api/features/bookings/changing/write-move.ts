import { drawAlias } from '#domain/booking/alias.ts';
import { ticketCode } from '#domain/booking/ticket-code.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import type { BookingRow } from '../../../storage/stores/bookings/booking-store.ts';
import { moveConfirmedBooking, namesTaken } from '../../../storage/stores/bookings/booking-write-store.ts';
import type { Session } from '../../../storage/stores/session-store.ts';
import { randomBytes } from '../holding/draw-ticket.ts';

const MAX_NAMES = 60;

/** B6: alias and six digits stay too, unless another booking of the new branch and day has them. */
export async function writeMove(ctx: Ctx, row: BookingRow, session: Session): Promise<BookingRow> {
  const { id } = row;
  const { branch, localOn, startsAt } = session;
  let { alias, ticketCode: code } = row;
  if (code === null) throw new Error(`the confirmed booking ${id} has no ticket code`);

  for (let tries = 0; tries < MAX_NAMES; tries++) {
    const taken = await namesTaken(ctx.tx, { id, branch, localOn, alias, ticketCode: code });
    if (taken.alias) alias = drawAlias(randomBytes(ctx, 2), tries);
    if (taken.ticketCode) code = ticketCode(randomBytes(ctx, 4));
    if (taken.alias || taken.ticketCode) continue;

    const move = { id, session: session.id, branch, localOn, startsAt, alias, ticketCode: code };
    const done = await ctx.tx.attempt(() => moveConfirmedBooking(ctx.tx, move));
    if (done === false) throw new Refusal('wrong_state', { state: row.state });
    if (done) return { ...row, session, alias, ticketCode: code, version: row.version + 1 };
  }
  throw new Error(`no name was left at "${branch}" on ${localOn}`);
}
