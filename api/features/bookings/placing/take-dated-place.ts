import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { partOf, patronResource, tryClaimCells } from '../../../storage/stores/occupancy-store.ts';
import { findSession, takePlaces, type Session } from '../../../storage/stores/session-store.ts';
import { slotTaken } from './slot-taken.ts';
import type { Placing } from './take-place.ts';

/** Some of the places of a session that stands already: its counsellor and room are taken since its import. */
export async function takeDatedPlace(ctx: Ctx, placing: Placing, open: { session: string }[]): Promise<Session> {
  const { booking, wish, visitor } = placing;

  for (const { session: id } of open) {
    if (!(await takePlaces(ctx.tx, id, wish.people))) continue;
    const session = await findSession(ctx.tx, id);
    if (!session) continue;

    await claimPatron(ctx, session, visitor.patron, booking);
    return session;
  }
  throw slotTaken(ctx, wish, 'taken');
}

/** @throws Refusal `patron_busy`: the caller's transaction must then be undone. */
export async function claimPatron(ctx: Ctx, session: Session, patron: string, booking: string): Promise<void> {
  const talk = partOf(patronResource(patron), session.startsAt, session.endsAt);
  const claimed = await tryClaimCells(ctx.tx, [talk], session.id, booking);
  if (!claimed) throw new Refusal('patron_busy');
}
