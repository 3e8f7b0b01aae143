import type { LastVisit } from '#domain/counsellor/next-times.ts';
import { stateAt } from '#domain/booking/booking-policy.ts';
import type { BookingState } from '#domain/booking/booking-states.ts';
import type { Feature } from '#domain/network.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import { factsOf, ownBooking, type OwnBooking } from '../own-booking.ts';

/** Whoever came, is to come or was missed can be seen again. */
const FOLLOWED: readonly BookingState[] = ['confirmed', 'arrived', 'in_session', 'completed', 'no_show'];

/** A visit of the counsellor's own that another may follow. @throws Refusal `forbidden`, `not_found`, `wrong_state` */
export async function ownVisit(ctx: ReadCtx, id: string): Promise<OwnBooking & { visit: LastVisit }> {
  assertCan(ctx.actor, 'counsellor.next');
  const own = await ownBooking(ctx, 'counsellor.next', id);
  const { row, terms } = own;
  const state = stateAt(factsOf(row), ctx.now);
  if (!FOLLOWED.includes(state)) throw new Refusal('wrong_state', { state });

  const { counsellor, room, mode, startsAt } = row.session;
  const features = JSON.parse(row.features) as Feature[];
  return { ...own, visit: { ...terms, counsellor, room, mode, startsAt, people: row.people, features } };
}
