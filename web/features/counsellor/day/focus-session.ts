import type { Instant } from '#domain/ids.ts';
import { MINUTE } from '#domain/ids.ts';
import type { Session } from './day-plan.ts';

/** A visit that nobody said anything of is still the next one for so long after it should have ended. */
const LINGER_MIN = 30;

/** What a counsellor has to do with now: who is in the room, else the first who is still expected. */
export function focusSession(sessions: readonly Session[], now: Instant): Session | undefined {
  const inRoom = sessions.find(({ visits }) => visits.some(({ expected }) => expected === 'in_session'));
  if (inRoom) return inRoom;

  return sessions.find(
    ({ endsAt, visits }) =>
      now < Date.parse(endsAt) + LINGER_MIN * MINUTE &&
      visits.some(({ expected }) => expected === 'confirmed' || expected === 'arrived'),
  );
}

export interface DayCount {
  sessions: number;
  /** Have arrived and are waiting. */
  arrived: number;
}

export function countOf(sessions: readonly Session[]): DayCount {
  const visits = sessions.flatMap((session) => session.visits);
  return { sessions: sessions.length, arrived: visits.filter(({ state }) => state === 'arrived').length };
}
