import { MINUTE, type Instant, type LocalDate, type LocalTime } from '../ids.ts';
import type { Group, Room, Service } from '../network.ts';
import { minuteOf } from '../time/clock-time.ts';
import { addDays } from '../time/local-date.ts';
import { toInstant } from '../time/zone.ts';

/** One session of a series: each at the same wall-clock time (S6), so that weeks across a clock change are not 168 hours. */
export interface DatedSession {
  localStart: LocalTime;
  localOn: LocalDate;
  startsAt: Instant;
  endsAt: Instant;
  counsellorUntil: Instant;
  roomUntil: Instant;
}

/** `repeat.times` sessions in all; one where a group does not repeat. */
export function datedSessions(
  group: Pick<Group, 'startsAt' | 'repeat'>,
  service: Pick<Service, 'durationMin' | 'notesMin'>,
  room: Pick<Room, 'turnaroundMin'>,
  timeZone: string,
): DatedSession[] {
  const [date, clock] = group.startsAt.split('T') as [string, string];
  const { everyDays, times } = group.repeat ?? { everyDays: 0, times: 1 };

  return Array.from({ length: times }, (_, number) => {
    const localOn = addDays(date, everyDays * number);
    const startsAt = toInstant(timeZone, localOn, minuteOf(clock)).at;
    const endsAt = startsAt + service.durationMin * MINUTE;
    return {
      localStart: `${localOn}T${clock}`,
      localOn,
      startsAt,
      endsAt,
      counsellorUntil: endsAt + service.notesMin * MINUTE,
      roomUntil: endsAt + room.turnaroundMin * MINUTE,
    };
  });
}
