import { isRoomAllowed, roomChoices, roomUntil } from '#domain/rearranging/stand-ins.ts';
import type { Room } from '#domain/network.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import { changeRoom } from '../../../storage/stores/blocks/arranged-session-store.ts';
import { noteChange } from '../../../storage/stores/change-store.ts';
import { freeCellsOfResource, partOf, roomResource, tryClaimCells } from '../../../storage/stores/occupancy-store.ts';
import type { Session } from '../../../storage/stores/session-store.ts';
import { arrangedOf, type AffectedSession } from './find-affected.ts';

export const takenNow = () => new Refusal('slot_taken', { reason: 'taken', alternatives: [] });

/** Gives up the room's time. The session is in no room until `takeRoom`, in the same transaction. */
export async function leaveRoom(ctx: Ctx, { id, room, startsAt, endsAt, roomUntil: until }: Session): Promise<void> {
  if (room === null) throw new Refusal('wrong_state', { state: 'no_room' });
  await freeCellsOfResource(ctx.tx, id, roomResource(room), { from: startsAt, to: until ?? endsAt });
}

/**
 * L6: the same session in another room; what fits goes before what does not.
 * @throws Refusal `invalid`, `slot_taken`, `wrong_state`
 */
export async function takeRoom(ctx: Ctx, affected: AffectedSession, roomId: string): Promise<Session> {
  const { session, terms } = affected;
  const { room, fits } = allowedRoom(ctx, affected, roomId);
  const until = roomUntil(session, room);

  const part = partOf(roomResource(room.id), session.startsAt, until);
  if (!(await tryClaimCells(ctx.tx, [part], session.id, null))) throw takenNow();
  const change = { id: session.id, from: session.room ?? '', room: room.id, roomUntil: until };
  if (!(await changeRoom(ctx.tx, change))) throw new Refusal('wrong_state', { state: 'gone' });

  const facts = { branch: terms.branch.id, from: session.room, to: room.id, fits };
  await recordAudit(ctx, 'session.room', session.id, facts);
  await noteChange(ctx.tx, 'session', session.id);
  return { ...session, room: room.id, roomUntil: until };
}

function allowedRoom(ctx: Ctx, affected: AffectedSession, roomId: string): { room: Room; fits: boolean } {
  const invalid = (code: string) => new Refusal('invalid', {}, [{ path: 'room', code }]);
  if (roomId === affected.session.room) throw invalid('already_there');

  ctx.world.index.settle(ctx.now);
  const choices = roomChoices(ctx.world, arrangedOf(affected), affected.terms.service);
  const choice = choices.find(({ room }) => room.id === roomId);
  if (!choice) throw invalid('unknown');
  if (!isRoomAllowed(choices, roomId)) throw invalid('does_not_fit');
  return choice;
}
