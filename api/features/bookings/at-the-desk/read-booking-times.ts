import type { BookingTimes, BookingTimesQuery } from '#contract/slots.ts';
import { searchSlots } from '#domain/availability/slot-search.ts';
import { withoutNotice } from '#domain/booking/counter-world.ts';
import { MINUTE } from '#domain/ids.ts';
import type { Feature } from '#domain/network.ts';
import { addDays } from '#domain/time/local-date.ts';
import { localTimeOf } from '#domain/time/zone.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import { ownBooking } from '../own-booking.ts';

const MOST_TIMES = 2_000;

/** K3: where a booking could be moved to at its branch, without saying what it is for. @throws Refusal `not_found` */
export async function readBookingTimes(ctx: ReadCtx, asked: BookingTimesQuery & { id: string }): Promise<BookingTimes> {
  const { row, terms } = await ownBooking(ctx, 'desk.times', asked.id);
  const { session, people } = row;
  const { id: branch, timeZone } = terms.branch;
  const to = addDays(asked.from, asked.days - 1);
  const wish = { service: session.service, branch, mode: asked.mode ?? session.mode, people };
  const features = JSON.parse(row.features) as Feature[];

  const world = withoutNotice(ctx.world, terms.service);
  const found = searchSlots(world, { ...wish, features, from: asked.from, to, limit: MOST_TIMES }, ctx.now);
  return {
    asOf: toWire(ctx.now),
    times: found.map(({ startsAt, mode, counsellors, rooms }) => ({
      startsAt: toWire(startsAt),
      endsAt: toWire(startsAt + terms.service.durationMin * MINUTE),
      localStart: localTimeOf(timeZone, startsAt),
      localEnd: localTimeOf(timeZone, startsAt + terms.service.durationMin * MINUTE),
      mode,
      counsellors: [...counsellors],
      rooms,
    })),
  };
}
