import type { Instant } from '../ids.ts';
import { CELL, MINUTE } from '../ids.ts';
import type { Branch, Mode, Room } from '../network.ts';
import { addDays } from '../time/local-date.ts';
import { localDateOf } from '../time/zone.ts';
import { isCounsellorFree, type FreeCounsellor } from './counsellor-choice.ts';
import { isAskedFor } from './dated-slots.ts';
import { dayOf } from './day-bits.ts';
import { inRoomOrder } from './room-choice.ts';
import { type FoundSlot, searchSlots } from './slot-search.ts';
import { type Question, type SearchWorld, type SlotWish, openWindow, questionOf, roomFits } from './slot-question.ts';
import { nearestFirst } from './slots-around.ts';

export interface CandidateWish extends SlotWish {
  branch: string;
  mode: Mode;
  startsAt: Instant;
  /** For a move: the session whose time counts as free. */
  ignoreSession?: string | undefined;
}

/** Who and what could take a talk at one time. `reason` stands where it cannot be had. */
export interface Candidates {
  reason?: 'taken' | 'not_offered' | 'too_soon' | 'too_late';
  /** By id. */
  counsellors: FreeCounsellor[];
  /** Fitting and free, smallest first, then by id. */
  rooms: string[];
  /** Of a service with dates: its sessions then with enough places, most places first, then by id. */
  dated?: { session: string; places: number }[];
}

/** How far from the wished time alternatives are looked for, in days, until enough are found. */
const CIRCLES = [3, 14, 62];

/** S2–S6 for one start: the same answer as the search gives, with the reason where it gives none (S12). */
export function candidatesAt(world: SearchWorld, wish: CandidateWish, now: Instant): Candidates {
  const question = questionOf(world.network, wish);
  const branch = question?.branches[0];
  if (!question || !branch || question.modes.length === 0 || wish.startsAt % CELL !== 0) return none('not_offered');

  const open = openWindow(question.service, branch, now);
  if (wish.startsAt < open.from) return none('too_soon');
  if (wish.startsAt >= open.until) return none('too_late');

  world.index.settle(now);
  return question.dated ? datedAt(world, question, wish) : undatedAt(world, question, branch, wish);
}

/**
 * The slots nearest to a time, nearest first, the earlier among equals: what is offered when a slot was taken meanwhile.
 * At most `count`; looked for up to 62 days away, never in the past of notice or beyond the horizon.
 */
export function nearestSlots(
  world: SearchWorld,
  wish: SlotWish,
  startsAt: Instant,
  now: Instant,
  count: number,
): FoundSlot[] {
  const question = questionOf(world.network, wish);
  const zone = question?.branches[0]?.timeZone;
  if (!zone) return [];

  const date = localDateOf(zone, startsAt);
  let found: FoundSlot[] = [];
  for (const days of CIRCLES) {
    const search = { ...wish, from: addDays(date, -days), to: addDays(date, days), limit: Infinity };
    found = searchSlots(world, search, now);
    if (found.length >= count) break;
  }

  return found.sort(nearestFirst(startsAt)).slice(0, count);
}

function undatedAt(world: SearchWorld, question: Question, branch: Branch, wish: CandidateWish): Candidates {
  const { service } = question;
  const { startsAt, mode, ignoreSession } = wish;
  const working = question.counsellors.filter(
    (one) =>
      one.hours.some((entry) => entry.branch === branch.id) &&
      world.timetables.hours(service, one, branch.id, mode).has(startsAt),
  );
  const open = mode === 'room' ? openRooms(world, question, branch, startsAt) : [];
  if (working.length === 0 || (mode === 'room' && open.length === 0)) return none('not_offered');

  const until = startsAt + (service.durationMin + service.notesMin) * MINUTE;
  const free = working.filter((one) => isCounsellorFree(world, branch, one, { startsAt, until, ignoreSession }));
  const rooms = open.filter((room) => {
    const cleared = startsAt + (service.durationMin + room.turnaroundMin) * MINUTE;
    return world.index.isFree(`r:${room.id}`, startsAt, cleared, ignoreSession);
  });
  if (free.length === 0 || (mode === 'room' && rooms.length === 0)) return none('taken');

  const date = localDateOf(branch.timeZone, startsAt);
  return {
    counsellors: free.map(({ id }) => ({ id, sessionsThatDay: world.index.countOn(id, date, ignoreSession) })),
    rooms: inRoomOrder(rooms).map((room) => room.id),
  };
}

function openRooms(world: SearchWorld, question: Question, branch: Branch, startsAt: Instant): Room[] {
  return [...world.network.rooms.values()].filter(
    (room) =>
      room.branch === branch.id &&
      roomFits(room, question) &&
      world.timetables.roomStarts(room, question.service.durationMin).has(startsAt),
  );
}

function datedAt(world: SearchWorld, question: Question, wish: CandidateWish): Candidates {
  const then = [...world.index.datedOn(question.service.id, dayOf(wish.startsAt))].filter(
    (session) => session.startsAt === wish.startsAt && isAskedFor(world, question, session),
  );
  if (then.length === 0) return none('not_offered');

  const open = then
    .map((session) => ({ session, places: world.index.placesLeft(session) }))
    .filter(({ places }) => places >= question.people)
    .sort((a, b) => b.places - a.places || (a.session.id < b.session.id ? -1 : 1));
  if (open.length === 0) return none('taken');

  const rooms = open.flatMap(({ session }) => world.network.rooms.get(session.room!) ?? []);
  return {
    counsellors: [...new Set(open.map(({ session }) => session.counsellor))].sort().map((id) => ({
      id,
      sessionsThatDay: world.index.countOn(id, open[0]!.session.localOn),
    })),
    rooms: inRoomOrder([...new Set(rooms)]).map((room) => room.id),
    dated: open.map(({ session, places }) => ({ session: session.id, places })),
  };
}

function none(reason: NonNullable<Candidates['reason']>): Candidates {
  return { reason, counsellors: [], rooms: [] };
}
