import type { TicketLink } from '#contract/link/ticket-links.ts';
import { linkEndsAt } from '#domain/ticket-link/link-policy.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import { ticketLinkSince } from '../../../storage/stores/bookings/ticket-link-store.ts';
import { ownBooking } from '../own-booking.ts';

/** Whether somebody else can hold a link now. @throws Refusal `not_found` */
export async function readLink(ctx: ReadCtx, { id }: { id: string }): Promise<TicketLink> {
  const { row } = await ownBooking(ctx, 'booking.link', id);
  const since = await ticketLinkSince(ctx.reader, id);
  const isOver = ctx.now >= linkEndsAt({ ...row, endsAt: row.session.endsAt });
  return { link: since === undefined || isOver ? null : { since: toWire(since) } };
}
