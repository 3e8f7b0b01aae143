import { localTimeOf } from '../time/zone.ts';
import type { IndexedSession } from './occupancy/indexed-session.ts';
import type { FoundSlot } from './slot-search.ts';
import type { Question, SearchWorld } from './slot-question.ts';

/** S6: the dated sessions that can answer the question, places aside. Hours and leave do not take them away. */
export function isAskedFor(world: SearchWorld, question: Question, session: IndexedSession): boolean {
  const room = session.room === null ? undefined : world.network.rooms.get(session.room);
  return (
    room !== undefined &&
    session.service === question.service.id &&
    question.modes.includes(session.mode) &&
    question.branches.some((branch) => branch.id === session.branch) &&
    question.counsellors.some((counsellor) => counsellor.id === session.counsellor) &&
    question.features.every((feature) => room.features.includes(feature))
  );
}

/** S6, S10: the dated sessions of a UTC day with enough places left, one entry for each start and branch, in order. */
export function datedSlots(world: SearchWorld, question: Question, day: number): FoundSlot[] {
  const groups = new Map<string, { session: IndexedSession; places: number }[]>();

  for (const session of world.index.datedOn(question.service.id, day)) {
    const places = world.index.placesLeft(session);
    if (places < question.people || !isAskedFor(world, question, session)) continue;

    const key = `${session.startsAt} ${session.branch}`;
    groups.set(key, [...(groups.get(key) ?? []), { session, places }]);
  }

  return [...groups.values()]
    .map((group) => slotOf(world, group))
    .sort((a, b) => a.startsAt - b.startsAt || (a.branch < b.branch ? -1 : 1));
}

function slotOf(world: SearchWorld, group: { session: IndexedSession; places: number }[]): FoundSlot {
  const { startsAt, branch, mode } = group[0]!.session;
  return {
    startsAt,
    endsAt: Math.max(...group.map(({ session }) => session.endsAt)),
    localStart: localTimeOf(world.network.branches.get(branch)!.timeZone, startsAt),
    branch,
    mode,
    counsellors: [...new Set(group.map(({ session }) => session.counsellor))].sort(),
    rooms: new Set(group.map(({ session }) => session.room)).size,
    places: Math.max(...group.map(({ places }) => places)),
  };
}
