import type { Outcome, Told } from '#contract/blocks.ts';
import { withoutNotice } from '#domain/booking/counter-world.ts';
import { localTimeOf } from '#domain/time/zone.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import type { BookingRow } from '../../../storage/stores/bookings/booking-store.ts';
import { noteChange } from '../../../storage/stores/change-store.ts';
import { moveWish } from '../changing/move-wish.ts';
import { writeMove } from '../changing/write-move.ts';
import { leavePlace } from '../placing/leave-place.ts';
import { takePlace } from '../placing/take-place.ts';
import { askReminder } from '../telling/ask-messages.ts';
import { cancelSession } from './cancel-session.ts';
import { leaveCounsellor, takeCounsellor } from './change-counsellor.ts';
import { leaveRoom, takeRoom } from './change-room.ts';
import type { AffectedSession } from './find-affected.ts';
import { tellOfChange, toldOf } from './told-answer.ts';

/** First everybody gives up the time that is taken away, so that the block can have it. */
export async function giveUpTime(ctx: Ctx, affected: AffectedSession, outcome: Outcome): Promise<void> {
  switch (outcome.do) {
    case 'room':
      return leaveRoom(ctx, affected.session);
    case 'counsellor':
      return leaveCounsellor(ctx, affected.session);
    case 'move':
      return leavePlace(ctx.tx, onlyBooking(affected));
    case 'cancel':
      return cancelSession(ctx, affected);
  }
  outcome satisfies never;
}

/** Then each takes what was decided for it; and who has to be told. @throws Refusal, and the transaction must be undone. */
export async function takeInstead(ctx: Ctx, affected: AffectedSession, outcome: Outcome): Promise<Told[]> {
  const { bookings, terms } = affected;
  switch (outcome.do) {
    case 'room': {
      const { room } = await takeRoom(ctx, affected, outcome.room);
      await tellOfChange(ctx, bookings);
      return bookings.flatMap((row) => toldOf(row, terms, { what: 'room', room }));
    }
    case 'counsellor': {
      const { room } = await takeCounsellor(ctx, affected, outcome.counsellor);
      await tellOfChange(ctx, bookings);
      return bookings.flatMap((row) => toldOf(row, terms, { what: 'counsellor', room }));
    }
    case 'move':
      return moveAway(ctx, affected, outcome);
    case 'cancel':
      return bookings.flatMap((row) => toldOf(row, terms, { what: 'cancel', room: null }));
  }
  outcome satisfies never;
  return [];
}

/** B6 without its window, and without notice: the move is ours. Price, codes, ticket and, where it is free, alias stay. */
async function moveAway(
  ctx: Ctx,
  affected: AffectedSession,
  outcome: Extract<Outcome, { do: 'move' }>,
): Promise<Told[]> {
  const row = onlyBooking(affected);
  const { terms, session: old } = affected;
  const { startsAt, mode, counsellor } = outcome;
  const wish = moveWish(ctx.world.network, row, terms, { startsAt, mode, counsellor });
  const visitor = { patron: row.patron, lastCounsellor: old.counsellor, lastRoom: old.room ?? undefined };

  const world = withoutNotice(ctx.world, terms.service);
  const session = await takePlace({ ...ctx, world }, { booking: row.id, wish, visitor, leaving: old.id });
  const moved = await writeMove(ctx, row, session);
  await recordAudit(ctx, 'booking.move', row.id, { from: old.id, to: session.id, fault: 'ours' });
  await noteChange(ctx.tx, 'session', session.id);
  await askReminder(ctx, moved);
  await tellOfChange(ctx, [moved]);

  const newLocalStart = localTimeOf(terms.branch.timeZone, session.startsAt);
  return toldOf({ ...row, alias: moved.alias }, terms, { what: 'move', room: session.room, newLocalStart });
}

function onlyBooking({ session, bookings }: AffectedSession): BookingRow {
  const [row] = bookings;
  if (!row || bookings.length > 1) throw new Error(`the session ${session.id} is not one patron's`);
  return row;
}
