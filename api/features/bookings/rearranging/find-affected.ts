import type { ArrangedSession } from '#domain/rearranging/stand-ins.ts';
import type { TimeRange } from '#domain/rearranging/block-range.ts';
import type { Branch, Feature } from '#domain/network.ts';
import { Refusal } from '#domain/refusal.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import { occupyingBookings, sessionsInTheWay } from '../../../storage/stores/blocks/affected-store.ts';
import type { Block } from '../../../storage/stores/blocks/block-store.ts';
import type { BookingRow } from '../../../storage/stores/bookings/booking-store.ts';
import type { Reader } from '../../../storage/engine/database.ts';
import type { Session } from '../../../storage/stores/session-store.ts';
import { termsOf, type Terms } from '../booking-terms.ts';

/** Each of them is decided on by a person, and answered with what could become of it. */
const MOST_AFFECTED = 200;

/** Time that is about to be taken away from a counsellor or a room; `branch` says by which clock. */
export type TakenTime = Pick<Block, 'kind' | 'counsellor' | 'room' | 'byDesk'> & { branch: Branch; range: TimeRange };

/** A session in the way of a block, with the bookings that occupy it. */
export interface AffectedSession {
  session: Session;
  bookings: BookingRow[];
  terms: Terms;
}

/**
 * L2: sessions that take some of the time: those somebody has booked, and dated ones in any case; by start.
 * @throws Refusal `invalid` where they are more than anybody could decide on.
 */
export async function findAffected(ctx: ReadCtx, taken: TakenTime): Promise<AffectedSession[]> {
  const all = await sessionsToDecide(ctx.reader, taken);
  const bookings = await occupyingBookings(ctx.reader, all, ctx.now);
  const standing = all.filter(({ id, series }) => series !== null || bookings.has(id));
  if (standing.length > MOST_AFFECTED) {
    throw new Refusal('invalid', {}, [{ path: 'until', code: 'too_many_affected' }]);
  }

  const terms = await termsOfAll(ctx, standing);
  return standing.map((session) => ({
    session,
    bookings: bookings.get(session.id) ?? [],
    terms: terms.get(placeOf(session))!,
  }));
}

const placeOf = ({ service, branch }: Session) => `${service} ${branch}`;

/** Once for each service and branch: one that an import has retired is a question to the database. */
async function termsOfAll(ctx: ReadCtx, sessions: readonly Session[]): Promise<Map<string, Terms>> {
  const terms = new Map<string, Terms>();
  for (const session of sessions) {
    if (!terms.has(placeOf(session))) terms.set(placeOf(session), await termsOf(ctx, session));
  }
  return terms;
}

/** L11: what is at another branch is that desk's to decide, and absent for this one. */
export async function sessionsToDecide(reader: Reader, taken: TakenTime): Promise<Session[]> {
  const all = await sessionsInTheWay(reader, taken, taken.range);
  return taken.byDesk ? all.filter(({ branch }) => branch === taken.branch.id) : all;
}

/** As stand-ins are looked for. */
export function arrangedOf({ session, bookings }: Pick<AffectedSession, 'session' | 'bookings'>): ArrangedSession {
  const features = bookings.flatMap((booking) => JSON.parse(booking.features) as Feature[]);
  return { ...session, isDated: session.series !== null, features: [...new Set(features)] };
}
