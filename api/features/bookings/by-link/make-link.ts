import type { MadeTicketLink } from '#contract/link/ticket-links.ts';
import { stateAt } from '#domain/booking/booking-policy.ts';
import { Refusal } from '#domain/refusal.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { insertTicketLink, revokeTicketLink } from '../../../storage/stores/bookings/ticket-link-store.ts';
import { factsOf, ownBookingToWrite } from '../own-booking.ts';

const TOKEN_BYTES = 32;

/**
 * G1: a link for somebody else, shown this once; the one before it is dead. Each call makes another: its token is kept
 * nowhere, not even to answer a repeated request with. @throws Refusal `not_found`, `wrong_state`
 */
export async function makeLink(ctx: Ctx, { id }: { id: string }): Promise<MadeTicketLink> {
  const { row } = await ownBookingToWrite(ctx, 'booking.link', id);
  const state = stateAt(factsOf(row), ctx.now);
  if (state !== 'confirmed') throw new Refusal('wrong_state', { state });

  const token = ctx.token(TOKEN_BYTES);
  await revokeTicketLink(ctx.tx, id);
  await insertTicketLink(ctx.tx, { index: ctx.keys.index('ticket-link', token), booking: id });
  await recordAudit(ctx, 'ticket_link.make', id);
  return { token, since: toWire(ctx.now) };
}
