import { isCounsellorFree, isOnLeave } from '../availability/counsellor-choice.ts';
import { inRoomOrder } from '../availability/room-choice.ts';
import type { SearchWorld } from '../availability/slot-question.ts';
import { slotsAround, type NearestSlots } from '../availability/slots-around.ts';
import { MINUTE, type Instant, type LocalTime } from '../ids.ts';
import type { Counsellor, Feature, Mode, Room, Service } from '../network.ts';
import { localDateOf } from '../time/zone.ts';

/** A session that may be given another room, counsellor or time. Its own times count, not what its service takes today. */
export interface ArrangedSession {
  id: string;
  counsellor: string;
  branch: string;
  room: string | null;
  mode: Mode;
  startsAt: Instant;
  endsAt: Instant;
  counsellorUntil: Instant;
  places: number;
  isDated: boolean;
  /** What its bookings want of the room. */
  features: readonly Feature[];
}

export interface RoomChoice {
  room: Room;
  isFree: boolean;
  /** Places, features and the room's own hours (L6). */
  fits: boolean;
}

export interface OtherTime {
  startsAt: Instant;
  localStart: LocalTime;
  mode: Mode;
  counsellor: string;
}

const MOST_TIMES = 6;
/** So many of them are the counsellor's own, where there are; a colleague is often sooner. */
const OWN_TIMES = 3;

/** L6: the other rooms of the branch, smallest first. Settle the index before. */
export function roomChoices(world: SearchWorld, session: ArrangedSession, service: Service): RoomChoice[] {
  const others = [...world.network.rooms.values()].filter(
    (room) => room.branch === session.branch && room.id !== session.room,
  );
  return inRoomOrder(others).map((room) => ({
    room,
    isFree: world.index.isFree(`r:${room.id}`, session.startsAt, roomUntil(session, room), session.id),
    fits: fits(world, session, service, room),
  }));
}

/** L6: whether the room may be taken: it fits, or none that does is free. */
export function isRoomAllowed(choices: readonly RoomChoice[], room: string): boolean {
  return choices.some(
    (one) => one.room.id === room && (one.fits || !choices.some(({ isFree, fits: f }) => isFree && f)),
  );
}

/** The room's turn-around follows the talk. */
export function roomUntil({ endsAt }: Pick<ArrangedSession, 'endsAt'>, room: Room): Instant {
  return endsAt + room.turnaroundMin * MINUTE;
}

/** L5: who could hold the session in the counsellor's place, the least busy first. Settle the index before. */
export function standIns(world: SearchWorld, session: ArrangedSession, service: Service): string[] {
  const branch = world.network.branches.get(session.branch);
  if (!branch) return [];

  const date = localDateOf(branch.timeZone, session.startsAt);
  const count = (id: string) => world.index.countOn(id, date);
  return [...world.network.counsellors.values()]
    .filter((one) => couldStandIn(world, session, service, one))
    .filter((one) => isCounsellorFree(world, branch, one, timeOf(session)))
    .map(({ id }) => id)
    .sort((a, b) => count(a) - count(b) || (a < b ? -1 : 1));
}

/**
 * L5: somebody else who offers the service, works there then and is not on leave; for a dated session, who works there at
 * all (S6).
 */
export function couldStandIn(
  { network, timetables }: SearchWorld,
  session: ArrangedSession,
  service: Service,
  counsellor: Counsellor,
): boolean {
  const branch = network.branches.get(session.branch);
  if (!branch || counsellor.id === session.counsellor || !counsellor.services.includes(service.id)) return false;
  if (!counsellor.hours.some((entry) => entry.branch === branch.id)) return false;
  if (isOnLeave(branch, counsellor, timeOf(session))) return false;

  const { isDated, mode, startsAt } = session;
  return isDated || timetables.anyStarts(lengthMin(session), counsellor, branch.id, mode).has(startsAt);
}

/**
 * L5: other times of an undated session, nearest first: some of the same counsellor, then of others, at most six. Where many
 * sessions are asked about at once, `nearest` searches for all of them together.
 */
export function otherTimes(
  world: SearchWorld,
  session: ArrangedSession,
  service: Service,
  now: Instant,
  nearest: NearestSlots = slotsAround(world, [session.startsAt], now),
): OtherTime[] {
  const { branch, mode, places: people, features, startsAt, counsellor } = session;
  const wish = { service: service.id, branch, mode, people, features };
  const offer = (slot: { startsAt: Instant; localStart: LocalTime; mode: Mode }, by: string): OtherTime => ({
    startsAt: slot.startsAt,
    localStart: slot.localStart,
    mode: slot.mode,
    counsellor: by,
  });

  const own = nearest({ ...wish, counsellor }, startsAt, MOST_TIMES).map((slot) => offer(slot, counsellor));
  const others = nearest(wish, startsAt, MOST_TIMES).flatMap((slot) => {
    const other = slot.counsellors.find((id) => id !== counsellor);
    const isOwn = slot.counsellors.includes(counsellor) || slot.startsAt === startsAt;
    return other === undefined || isOwn ? [] : [offer(slot, other)];
  });

  const kept = Math.max(OWN_TIMES, MOST_TIMES - others.length);
  return [...own.slice(0, kept), ...others].slice(0, MOST_TIMES);
}

function fits(world: SearchWorld, session: ArrangedSession, service: Service, room: Room): boolean {
  return (
    room.capacity >= session.places + 1 &&
    [...service.roomFeatures, ...session.features].every((feature) => room.features.includes(feature)) &&
    (session.isDated || world.timetables.roomStarts(room, lengthMin(session)).has(session.startsAt))
  );
}

function timeOf({ startsAt, counsellorUntil }: ArrangedSession) {
  return { startsAt, until: counsellorUntil };
}

function lengthMin({ startsAt, endsAt }: ArrangedSession): number {
  return (endsAt - startsAt) / MINUTE;
}
