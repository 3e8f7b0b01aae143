import type { Overlap } from '#contract/desk-work/merges.ts';
import { isAtBranch } from '#domain/permission.ts';
import { isCodeCardOnly } from '#domain/booking/merge-policy.ts';
import { Refusal } from '#domain/refusal.ts';
import { occupies } from '#domain/booking/booking-states.ts';
import { localTimeOf } from '#domain/time/zone.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import { findBooking, type BookingRow } from '../../../storage/stores/bookings/booking-store.ts';
import { patronBookingsIn } from '../../../storage/stores/merging/hand-over-store.ts';
import { mergeSubject, type MergeSubject } from '../../../storage/stores/merging/merge-store.ts';
import { termsOf } from '../booking-terms.ts';

const invalid = (path: string, code: string) => new Refusal('invalid', {}, [{ path, code }]);

/** K10: who came with a code card, and is nothing else. @throws Refusal `not_found`, `invalid` */
export async function codeCardSubject(ctx: ReadCtx, patron: string): Promise<MergeSubject> {
  const subject = await mergeSubject(ctx.reader, patron);
  if (!subject) throw new Refusal('not_found');
  if (!isCodeCardOnly(subject)) throw invalid('codeCardPatron', 'not_a_code_card');
  return subject;
}

/** K10: who is known to a library. @throws Refusal `not_found`, `invalid` */
export async function librarySubject(ctx: ReadCtx, patron: string): Promise<MergeSubject> {
  const subject = await mergeSubject(ctx.reader, patron);
  if (!subject) throw new Refusal('not_found');
  if (!subject.isKnown) throw invalid('patron', 'not_a_library_card');
  return subject;
}

/** K10: bookings of both at one time, which one person cannot have had; by the code card's. */
export async function overlapsOf(ctx: ReadCtx, bookings: readonly BookingRow[], kept: string): Promise<Overlap[]> {
  const overlaps: Overlap[] = [];
  for (const row of bookings.filter(({ state }) => occupies(state))) {
    const range = { from: row.session.startsAt, until: row.session.endsAt };
    for (const id of await patronBookingsIn(ctx.reader, kept, range)) {
      const other = await findBooking(ctx.reader, id);
      if (other) overlaps.push({ gone: await sideOf(ctx, row), kept: await sideOf(ctx, other) });
    }
  }
  return overlaps;
}

/** K1: what is at another branch is not named; that there is something has to be said. */
async function sideOf(ctx: ReadCtx, { id, alias, session }: BookingRow): Promise<Overlap['kept']> {
  const { branch } = await termsOf(ctx, session);
  const localStart = localTimeOf(branch.timeZone, session.startsAt);
  return isAtBranch(ctx.actor, { branch: branch.id }) ? { localStart, booking: id, alias } : { localStart };
}
