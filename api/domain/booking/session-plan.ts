import { MINUTE, type Instant } from '../ids.ts';
import type { Room, Service } from '../network.ts';

/** The times that one session takes: `[startsAt, endsAt)` the talk, longer for counsellor and room. */
export interface SessionTimes {
  startsAt: Instant;
  endsAt: Instant;
  counsellorUntil: Instant;
  roomUntil: Instant | null;
}

/** Elapsed minutes (T3): notes belong to the counsellor, turn-around to the room. */
export function sessionTimes(
  service: Pick<Service, 'durationMin' | 'notesMin'>,
  room: Pick<Room, 'turnaroundMin'> | null,
  startsAt: Instant,
): SessionTimes {
  const endsAt = startsAt + service.durationMin * MINUTE;
  return {
    startsAt,
    endsAt,
    counsellorUntil: endsAt + service.notesMin * MINUTE,
    roomUntil: room && endsAt + room.turnaroundMin * MINUTE,
  };
}
