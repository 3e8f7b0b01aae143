import type { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import type { BookingRow } from '../../../storage/stores/bookings/booking-store.ts';
import { insertSession, takePlaces, type Session } from '../../../storage/stores/session-store.ts';
import type { Terms } from '../booking-terms.ts';
import { claimSession, takenMeanwhile } from './claim-session.ts';
import type { PlaceWish } from './place-wish.ts';
import { slotTaken } from './slot-taken.ts';
import { claimPatron } from './take-dated-place.ts';

/**
 * B7: the very place that a booking gave back: same counsellor, same room, same time. Notice and hours are not asked
 * again, since the time was the patron's a moment ago.
 * @throws Refusal `slot_taken`, `patron_busy`
 */
export async function retakePlace(ctx: Ctx, booking: string, former: BookingRow, terms: Terms): Promise<Session> {
  const { session, patron, people } = former;

  if (session.series !== null) {
    if (!(await takePlaces(ctx.tx, session.id, people))) throw taken(ctx, former, terms);
    await claimPatron(ctx, session, patron, booking);
    return session;
  }

  const again: Session = { ...session, id: ctx.newId(), taken: people };
  if (!(await claimSession(ctx.tx, again, patron, booking))) {
    await takenMeanwhile(ctx.tx, again, patron, { counsellors: [], rooms: [] });
    throw taken(ctx, former, terms);
  }
  await insertSession(ctx.tx, again);
  return again;
}

function taken(ctx: Ctx, { session, people, features }: BookingRow, { service, branch }: Terms): Refusal {
  const { mode, startsAt, counsellor } = session;
  const wish = {
    service,
    branch,
    mode,
    startsAt,
    counsellor,
    people,
    features: JSON.parse(features) as PlaceWish['features'],
  };
  return slotTaken(ctx, wish, 'taken');
}
