import type { RoomSwapInput, RoomChoices, RoomSwapAnswer } from '#contract/blocks.ts';
import { assertCan } from '#domain/permission.ts';
import { roomChoices } from '#domain/rearranging/stand-ins.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx, ReadCtx } from '../../../storage/context.ts';
import { lockBookingsOf, lockSessions, occupyingBookings } from '../../../storage/stores/blocks/affected-store.ts';
import { findSession } from '../../../storage/stores/session-store.ts';
import { termsOf } from '../booking-terms.ts';
import { deskRowsOf } from '../desk-day/desk-rows.ts';
import { expireHolds } from '../holding/expire-holds.ts';
import { leaveRoom, takeRoom } from '../rearranging/change-room.ts';
import { arrangedOf, type AffectedSession } from '../rearranging/find-affected.ts';
import { tellOfChange, toldOf } from '../rearranging/told-answer.ts';

const isId = (text: string) => /^[0-9a-f-]{36}$/.test(text);

/** L6: the other rooms of the branch. @throws Refusal `forbidden`, `not_found`, `wrong_state` */
export async function readRoomChoices(ctx: ReadCtx, { id }: { id: string }): Promise<RoomChoices> {
  assertCan(ctx.actor, 'desk.swap_room');
  const affected = await sessionInRoom(ctx, id);

  ctx.world.index.settle(ctx.now);
  const choices = roomChoices(ctx.world, arrangedOf(affected), affected.terms.service);
  return { rooms: choices.map(({ room, isFree, fits }) => ({ room: room.id, isFree, fits })) };
}

/** L6: the session goes to another room at once. @throws Refusal `forbidden`, `not_found`, `invalid`, `slot_taken`, `wrong_state` */
export async function swapRoom(ctx: Ctx, input: RoomSwapInput & { id: string }): Promise<RoomSwapAnswer> {
  assertCan(ctx.actor, 'desk.swap_room');
  const asked = await sessionInRoom(ctx, input.id);
  await lockBookingsOf(ctx.tx, [asked.session]);
  await expireHolds(ctx);
  await lockSessions(ctx.tx, [asked.session]);

  const affected = await sessionInRoom(ctx, input.id);
  const { bookings, terms } = affected;
  await leaveRoom(ctx, affected.session);
  const session = await takeRoom(ctx, affected, input.room);
  await tellOfChange(ctx, bookings);

  const shown = bookings.filter(({ state }) => state !== 'held').map((row) => ({ ...row, session }));
  return {
    rows: await deskRowsOf(ctx, shown),
    tell: bookings.flatMap((row) => toldOf(row, terms, { what: 'room', room: session.room })),
  };
}

/** A session of the desk's branch that takes place in a room and is not over. */
async function sessionInRoom(ctx: ReadCtx, id: string): Promise<AffectedSession> {
  const session = isId(id) ? await findSession(ctx.reader, id) : undefined;
  if (!session) throw new Refusal('not_found');
  assertCan(ctx.actor, 'desk.swap_room', { branch: session.branch });
  if (session.room === null) throw new Refusal('wrong_state', { state: 'no_room' });
  if (session.endsAt <= ctx.now) throw new Refusal('wrong_state', { state: 'over' });

  const bookings = await occupyingBookings(ctx.reader, [session], ctx.now);
  if (session.series === null && bookings.size === 0) throw new Refusal('not_found');
  return { session, bookings: bookings.get(session.id) ?? [], terms: await termsOf(ctx, session) };
}
