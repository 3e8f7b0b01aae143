import { candidatesAt, type Candidates } from '#domain/availability/candidates.ts';
import { MINUTE } from '#domain/ids.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { patronResource, takenResources } from '../../../storage/stores/occupancy-store.ts';
import type { Session } from '../../../storage/stores/session-store.ts';
import type { PlaceWish, Visitor } from './place-wish.ts';
import { slotTaken } from './slot-taken.ts';
import { takeDatedPlace } from './take-dated-place.ts';
import { takeUndatedPlace } from './take-undated-place.ts';

/** A booking that needs a place, in memory's words and then in the database's. */
export interface Placing {
  booking: string;
  wish: PlaceWish;
  visitor: Visitor;
  /** For a move: the session that the booking has left in this transaction; memory still knows it. */
  leaving?: string;
  /** The room to have if it is among the free ones, before S13 (C4). */
  room?: string | undefined;
}

/**
 * Takes counsellor, room and the patron's own time for a booking, or a dated session's places. Memory says who and what
 * could do; the database has the last word.
 *
 * @throws Refusal `slot_taken` with alternatives, or `patron_busy`; the caller's transaction must then be undone.
 */
export async function takePlace(ctx: Ctx, placing: Placing): Promise<Session> {
  const { service, branch, mode, startsAt, counsellor, people, features } = placing.wish;
  const asked = { service: service.id, branch: branch.id, mode, startsAt, counsellor, people, features };
  const candidates: Candidates = candidatesAt(ctx.world, { ...asked, ignoreSession: placing.leaving }, ctx.now);
  if (candidates.reason === 'taken') await assertPatronFree(ctx, placing);
  if (candidates.reason) throw slotTaken(ctx, placing.wish, candidates.reason);

  return candidates.dated ? takeDatedPlace(ctx, placing, candidates.dated) : takeUndatedPlace(ctx, placing, candidates);
}

/** B11: it may be the patron's own booking that took the time; saying so helps more than other slots. */
async function assertPatronFree({ tx }: Ctx, { wish, visitor }: Placing): Promise<void> {
  const endsAt = wish.startsAt + wish.service.durationMin * MINUTE;
  const taken = await takenResources(tx, [patronResource(visitor.patron)], wish.startsAt, endsAt);
  if (taken.size > 0) throw new Refusal('patron_busy');
}
