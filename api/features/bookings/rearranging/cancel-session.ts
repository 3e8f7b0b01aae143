import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { callOffSession } from '../../../storage/stores/blocks/arranged-session-store.ts';
import { insertCallOff, type LostPlace } from '../../../storage/stores/blocks/call-off-store.ts';
import { endBooking } from '../../../storage/stores/bookings/booking-write-store.ts';
import { noteChange } from '../../../storage/stores/change-store.ts';
import { freeCellsOfSession } from '../../../storage/stores/occupancy-store.ts';
import type { Session } from '../../../storage/stores/session-store.ts';
import { leavePlace } from '../placing/leave-place.ts';
import { returnDiscounts } from '../pricing/return-discounts.ts';
import { tellPatron } from '../telling/ask-messages.ts';
import type { AffectedSession } from './find-affected.ts';

/**
 * L5: the session does not take place, and nobody who booked it is at fault: no window is asked, and discounts are given
 * back. Their discounts are locked before.
 */
export async function cancelSession(ctx: Ctx, { session, bookings }: AffectedSession): Promise<void> {
  const lost: LostPlace[] = [];
  for (const booking of bookings) {
    const { state } = booking;
    if (state !== 'held' && state !== 'confirmed' && state !== 'arrived') throw new Refusal('wrong_state', { state });
    if (state !== 'held') lost.push({ booking: booking.id, state });
    if (!(await endBooking(ctx.tx, booking.id, state, 'cancelled'))) throw new Refusal('wrong_state', { state });
    await returnDiscounts(ctx.tx, booking);
    await recordAudit(ctx, 'booking.cancel', booking.id, { session: session.id, from: state, fault: 'ours' });
    if (state !== 'held') await tellPatron(ctx, booking, 'called_off');
  }

  const [booking] = bookings;
  if (session.series === null && booking) await leavePlace(ctx.tx, booking);
  else await callOff(ctx, session, lost);
}

/** L12: who may bring it back, and to whom, is kept with it. */
async function callOff(ctx: Ctx, session: Session, lost: readonly LostPlace[]): Promise<void> {
  const { id, startsAt, counsellorUntil, roomUntil } = session;
  if (!(await callOffSession(ctx.tx, id))) throw new Refusal('wrong_state', { state: 'gone' });
  await freeCellsOfSession(ctx.tx, id, startsAt, Math.max(counsellorUntil, roomUntil ?? 0));
  const side = ctx.actor.role === 'counsellor' ? 'counsellor' : 'desk';
  await insertCallOff(ctx.tx, { id: ctx.newId(), session: id, calledOffBy: ctx.actor.person, side }, lost);
  await recordAudit(ctx, 'session.call_off', id, { series: session.series });
  await noteChange(ctx.tx, 'session', id);
}
