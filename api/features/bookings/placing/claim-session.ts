import { CELL } from '#domain/ids.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Room } from '#domain/network.ts';
import { MINUTE } from '#domain/ids.ts';
import type { Tx } from '../../../storage/engine/database.ts';
import {
  counsellorResource,
  partOf,
  patronResource,
  roomResource,
  takenResources,
  tryClaimCells,
} from '../../../storage/stores/occupancy-store.ts';
import type { Session } from '../../../storage/stores/session-store.ts';

/** All cells of a new session and of its one booking's patron. False, and nothing taken, when one is not free. */
export async function claimSession(tx: Tx, session: Session, patron: string, booking: string): Promise<boolean> {
  const { startsAt, endsAt, counsellorUntil, room, roomUntil } = session;
  const parts = [
    partOf(counsellorResource(session.counsellor), startsAt, counsellorUntil),
    partOf(patronResource(patron), startsAt, endsAt),
    ...(room !== null && roomUntil !== null ? [partOf(roomResource(room), startsAt, roomUntil)] : []),
  ];

  return tryClaimCells(tx, parts, session.id, booking);
}

/**
 * After a refused claim: who and which of the rooms that could have had it has no time then.
 * @throws Refusal `patron_busy` when it is the patron.
 */
export async function takenMeanwhile(
  tx: Tx,
  session: Session,
  patron: string,
  could: { counsellors: readonly string[]; rooms: readonly Room[] },
): Promise<{ counsellors: Set<string>; rooms: Set<string> }> {
  const { startsAt, endsAt, counsellorUntil } = session;
  const { counsellors, rooms } = could;
  const untilOf = (room: Room) => endsAt + room.turnaroundMin * MINUTE;
  const resources = [
    patronResource(patron),
    ...counsellors.map(counsellorResource),
    ...rooms.map(({ id }) => roomResource(id)),
  ];
  const first = await takenResources(tx, resources, startsAt, Math.max(counsellorUntil, ...rooms.map(untilOf)));
  const isTaken = (resource: string, until: number) => (first.get(resource) ?? Infinity) < Math.ceil(until / CELL);

  if (isTaken(patronResource(patron), endsAt)) throw new Refusal('patron_busy');
  return {
    counsellors: new Set(counsellors.filter((id) => isTaken(counsellorResource(id), counsellorUntil))),
    rooms: new Set(rooms.filter((room) => isTaken(roomResource(room.id), untilOf(room))).map((room) => room.id)),
  };
}
