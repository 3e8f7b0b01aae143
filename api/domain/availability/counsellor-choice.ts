import type { Instant } from '../ids.ts';
import type { Branch, Counsellor } from '../network.ts';
import { localDateOf } from '../time/zone.ts';
import { leaveSpan } from './hours.ts';
import type { SearchWorld } from './slot-question.ts';

/** Somebody free at the time, with how many sessions are theirs that day. */
export interface FreeCounsellor {
  id: string;
  sessionsThatDay: number;
}

/**
 * S14: who has the talk where nobody was asked for: last time's counsellor if free, else who has the fewest sessions that
 * day, then the first by id. `undefined` only where nobody is free.
 */
export function chooseCounsellor(free: readonly FreeCounsellor[], lastCounsellor?: string): string | undefined {
  if (free.some((one) => one.id === lastCounsellor)) return lastCounsellor;

  return free.toSorted((a, b) => a.sessionsThatDay - b.sessionsThatDay || (a.id < b.id ? -1 : 1))[0]?.id;
}

/** Talk and notes: what somebody would have to be free for. */
export interface CounsellorTime {
  startsAt: Instant;
  until: Instant;
  /** The session whose time counts as free. */
  ignoreSession?: string | undefined;
}

/** T6, S4: neither on leave nor busy then, and not as often as a day may be. Hours are not looked at. */
export function isCounsellorFree(
  world: SearchWorld,
  branch: Branch,
  counsellor: Counsellor,
  time: CounsellorTime,
): boolean {
  const { startsAt, until, ignoreSession } = time;
  if (isOnLeave(branch, counsellor, time) || !world.index.isFree(`c:${counsellor.id}`, startsAt, until, ignoreSession))
    return false;

  const date = localDateOf(branch.timeZone, startsAt);
  return (
    counsellor.maxPerDay === undefined || world.index.countOn(counsellor.id, date, ignoreSession) < counsellor.maxPerDay
  );
}

/** T6: judged by the clock of the branch. */
export function isOnLeave(branch: Branch, counsellor: Counsellor, { startsAt, until }: CounsellorTime): boolean {
  return counsellor.leave
    .map((leave) => leaveSpan(branch.timeZone, leave))
    .some((leave) => leave.from < until && startsAt < leave.until);
}
