import type { Room } from '../network.ts';

/**
 * S13: of rooms that fit and are free, the smallest; among equals the one of last time, then the first by id.
 * `undefined` only where there is none.
 */
export function chooseRoom(rooms: readonly Room[], lastRoom?: string): Room | undefined {
  return rooms.toSorted((a, b) => bySize(a, b) || rank(a, lastRoom) - rank(b, lastRoom) || byId(a, b))[0];
}

/** The order in which rooms are offered: smallest first, then by id. */
export function inRoomOrder(rooms: readonly Room[]): Room[] {
  return rooms.toSorted((a, b) => bySize(a, b) || byId(a, b));
}

function bySize(a: Room, b: Room): number {
  return a.capacity - b.capacity;
}

function rank(room: Room, lastRoom: string | undefined): number {
  return room.id === lastRoom ? 0 : 1;
}

function byId(a: Room, b: Room): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
