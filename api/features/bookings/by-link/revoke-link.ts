import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { revokeTicketLink } from '../../../storage/stores/bookings/ticket-link-store.ts';
import { ownBookingToWrite } from '../own-booking.ts';

/** G1: whoever holds it can do nothing with it from now on. @throws Refusal `not_found` */
export async function revokeLink(ctx: Ctx, { id }: { id: string }): Promise<void> {
  await ownBookingToWrite(ctx, 'booking.link', id);
  if (await revokeTicketLink(ctx.tx, id)) await recordAudit(ctx, 'ticket_link.revoke', id);
}
