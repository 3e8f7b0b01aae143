import type { LinkTimes } from '#contract/link/ticket-links.ts';
import { searchSlots } from '#domain/availability/slot-search.ts';
import type { LocalDate } from '#domain/ids.ts';
import type { Feature } from '#domain/network.ts';
import { addDays } from '#domain/time/local-date.ts';
import { localTimeOf } from '#domain/time/zone.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import { ownBooking } from '../own-booking.ts';

const MOST_TIMES = 2_000;

/** G2: what the booking can be moved to at its branch and in its mode, by the rules that bind its patron. */
export async function timesByLink(
  ctx: ReadCtx,
  { id, from, days }: { id: string; from: LocalDate; days: number },
): Promise<LinkTimes> {
  const { row, terms } = await ownBooking(ctx, 'booking.read', id);
  const { service, branch, mode } = row.session;
  const { timeZone } = terms.branch;
  const features = JSON.parse(row.features) as Feature[];

  const wish = { service, branch, mode, people: row.people, features, from, to: addDays(from, days - 1) };
  const found = searchSlots(ctx.world, { ...wish, limit: MOST_TIMES }, ctx.now);
  return {
    asOf: toWire(ctx.now),
    times: found.map(({ startsAt, endsAt }) => ({
      startsAt: toWire(startsAt),
      localStart: localTimeOf(timeZone, startsAt),
      localEnd: localTimeOf(timeZone, endsAt),
    })),
  };
}
