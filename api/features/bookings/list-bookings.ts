import type { BookingList } from '#contract/bookings.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../storage/context.ts';
import { listBookings, type BookingRow } from '../../storage/stores/bookings/booking-store.ts';
import { bookingAnswer, opened } from './booking-answer.ts';
import { termsOf } from './booking-terms.ts';

const FROM_THE_NEWEST = { start: Number.MAX_SAFE_INTEGER, id: '' };

/** B17: a patron's own bookings, newest start first, a page at a time. */
export async function listOwnBookings(ctx: ReadCtx, { after }: { after?: string | undefined }): Promise<BookingList> {
  assertCan(ctx.actor, 'booking.list');
  const from = after === undefined ? FROM_THE_NEWEST : placeOf(after);
  const { page, hasMore } = await listBookings(ctx.reader, ctx.actor.person, from);

  const bookings = [];
  for (const row of page) {
    bookings.push(bookingAnswer(ctx, opened(ctx.keys, row), await termsOf(ctx, row.session)));
  }
  const last = hasMore ? page.at(-1) : undefined;
  return { bookings, asOf: toWire(ctx.now), ...(last && { next: markOf(last) }) };
}

function markOf({ session, id }: BookingRow): string {
  return `${session.startsAt}.${id}`;
}

function placeOf(mark: string): { start: number; id: string } {
  const [, start, id] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(mark) ?? [];
  if (start === undefined || id === undefined)
    throw new Refusal('invalid', {}, [{ path: 'after', code: 'not_a_mark' }]);
  return { start: Number(start), id };
}
