import type { BookingList } from '#contract/bookings.ts';
import { assertCan } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../storage/context.ts';
import { listBookings, listFamilyBookings, type BookingRow } from '../../storage/stores/bookings/booking-store.ts';
import { childrenOf } from '../../storage/stores/guardians/guardian-store.ts';
import { bookingAnswer, opened } from './booking-answer.ts';
import { termsOf } from './booking-terms.ts';

const FROM_THE_NEWEST = { start: Number.MAX_SAFE_INTEGER, id: '' };

/** B17, G8: a patron's own bookings and their children's, newest start first, a page at a time. */
export async function listOwnBookings(ctx: ReadCtx, { after }: { after?: string | undefined }): Promise<BookingList> {
  assertCan(ctx.actor, 'booking.list');
  const from = after === undefined ? FROM_THE_NEWEST : placeOf(after);
  const { person } = ctx.actor;
  const children = new Map((await childrenOf(ctx.reader, person)).map(({ child, initials }) => [child, initials]));
  const { page, hasMore } =
    children.size === 0
      ? await listBookings(ctx.reader, person, from)
      : await listFamilyBookings(ctx.reader, [person, ...children.keys()], from);

  const bookings = [];
  for (const row of page) {
    const initials = children.get(row.patron);
    const child = initials === undefined ? undefined : { id: row.patron, initials };
    bookings.push(bookingAnswer(ctx, opened(ctx.keys, row), await termsOf(ctx, row.session), child));
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
