import type { MessageKind } from '#domain/message/message-kind.ts';
import type { Ctx } from '../../../storage/context.ts';
import { askMessage } from '../../../storage/stores/messages/message-store.ts';
import type { BookingRow } from '../../../storage/stores/bookings/booking-store.ts';

type About = { id: string; session: Pick<BookingRow['session'], 'startsAt'> };

/** M4. Also of a booking that has moved: it is reminded of anew. */
export async function askReminder(ctx: Ctx, about: About): Promise<void> {
  await ask(ctx, about, 'reminder');
}

/** M1: what somebody else did. The patron's own doing, and their guardian's, is known to who did it. */
export async function tellPatron(ctx: Ctx, about: About, kind: Exclude<MessageKind, 'reminder'>): Promise<void> {
  if (ctx.actor.role !== 'patron') await ask(ctx, about, kind);
}

async function ask({ tx, newId }: Ctx, { id, session }: About, kind: MessageKind): Promise<void> {
  await askMessage(tx, { id: newId(), booking: id, kind, startsAt: session.startsAt });
}
