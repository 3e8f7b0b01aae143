import { ticketCode } from '#domain/booking/ticket-code.ts';
import type { Ctx } from '../../../storage/context.ts';
import type { Ticket } from '../../../storage/stores/bookings/booking-write-store.ts';
import { ticketContext } from '../booking-answer.ts';

const TOKEN_BYTES = 16;

/** So many codes may be taken at a branch on a day before drawing is given up; of a million, hardly one is. */
export const MAX_DRAWS = 20;

export const randomBytes = (ctx: Ctx, count: number): Uint8Array => Buffer.from(ctx.token(count), 'base64url');

/** B14: six digits to say and 16 random bytes to show; the bytes are kept sealed for their owner and hashed for look-up. */
export function drawTicket(ctx: Ctx, booking: string, wrappedKey: Uint8Array): Ticket & { token: string } {
  const token = ctx.token(TOKEN_BYTES);
  return {
    token,
    code: ticketCode(randomBytes(ctx, 4)),
    index: ctx.keys.index('ticket', token),
    sealed: ctx.keys.seal(wrappedKey, ticketContext(booking), token),
  };
}
