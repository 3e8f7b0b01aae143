import { candidatesAt, nearestSlots } from '../availability/candidates.ts';
import { openWindow, type SearchWorld } from '../availability/slot-question.ts';
import { MINUTE, type Instant, type LocalTime } from '../ids.ts';
import type { Branch, Feature, Mode, Service } from '../network.ts';
import { addDays, daysBetween } from '../time/local-date.ts';
import { localDateOf, localTimeOf, toInstant, toLocal } from '../time/zone.ts';

/** The visit that is followed by another: same counsellor, people and wants. */
export interface LastVisit {
  service: Service;
  branch: Branch;
  counsellor: string;
  room: string | null;
  mode: Mode;
  startsAt: Instant;
  people: number;
  features: readonly Feature[];
}

export interface NextTime {
  startsAt: Instant;
  localStart: LocalTime;
  mode: Mode;
  room: string | null;
  /** The same weekday and hour as the visit. */
  isSameHour: boolean;
}

const MOST_TIMES = 6;

/**
 * C4: the same weekday and hour of the weeks to come, up to the horizon: those in the same room first; then what is nearest
 * to the first of these weeks' hours. At most six, later than the visit, all of them free for the counsellor.
 */
export function nextTimes(world: SearchWorld, visit: LastVisit, now: Instant): NextTime[] {
  const hours = weeklyStarts(visit, now);
  const weekly = hours
    .flatMap((startsAt) => timeAt(world, visit, startsAt, now, true))
    .sort((a, b) => rank(a, visit) - rank(b, visit) || a.startsAt - b.startsAt);

  const listed = new Set(hours);
  const { service, branch, mode, people, features, counsellor } = visit;
  const wish = { service: service.id, branch: branch.id, mode, people, features, counsellor };
  const near = nearestSlots(world, wish, hours[0] ?? now, now, MOST_TIMES + hours.length)
    .filter(({ startsAt }) => startsAt > visit.startsAt && !listed.has(startsAt))
    .flatMap(({ startsAt }) => timeAt(world, visit, startsAt, now, false));

  return [...weekly, ...near].slice(0, MOST_TIMES);
}

/** Later than the visit and than now, to the horizon. A clock time that does not occur on a date is left out (T3). */
function weeklyStarts({ service, branch, startsAt }: LastVisit, now: Instant): Instant[] {
  const { date, minute } = toLocal(branch.timeZone, startsAt);
  const { until } = openWindow(service, branch, now);
  const last = localDateOf(branch.timeZone, until - MINUTE);
  const passed = Math.max(Math.floor(daysBetween(date, localDateOf(branch.timeZone, now)) / 7), 0);

  const starts: Instant[] = [];
  for (let week = passed; week <= passed + service.horizonDays / 7 + 1; week++) {
    const on = addDays(date, 7 * week);
    const { at, exists } = toInstant(branch.timeZone, on, minute);
    if (exists && at > startsAt && at > now && on <= last) starts.push(at);
  }
  return starts;
}

function timeAt(
  world: SearchWorld,
  visit: LastVisit,
  startsAt: Instant,
  now: Instant,
  isSameHour: boolean,
): NextTime[] {
  const { service, branch, mode, people, features, counsellor } = visit;
  const wish = { service: service.id, branch: branch.id, mode, people, features, counsellor, startsAt };
  const { reason, rooms } = candidatesAt(world, wish, now);
  if (reason) return [];

  const room = visit.room !== null && rooms.includes(visit.room) ? visit.room : (rooms[0] ?? null);
  return [{ startsAt, localStart: localTimeOf(branch.timeZone, startsAt), mode, room, isSameHour }];
}

function rank({ room }: NextTime, visit: LastVisit): number {
  return room === visit.room ? 0 : 1;
}
