import type { DeskDay, DeskRow } from '#contract/desk.ts';
import type { LocalTime } from '#domain/ids.ts';
import { addDays } from '#domain/time/local-date.ts';
import type { DayRow } from '../day/use-desk-today.ts';

/** A room's day laid along one line, in minutes of the branch's wall clock since midnight. */

export interface StripVisit {
  kind: 'visit';
  session: string;
  from: number;
  until: number;
  rows: DayRow[];
}
export interface StripClosure {
  kind: 'closed';
  closure: string;
  from: number;
  until: number;
  localEnd: LocalTime;
}
export type StripItem = StripVisit | StripClosure;

export interface Axis {
  from: number;
  until: number;
}

const HOUR = 60;
const DAY_MIN = 24 * HOUR;
/** What is shown of a day on which little happens. */
const USUAL: Axis = { from: 9 * HOUR, until: 17 * HOUR };

/** Minutes since the midnight that begins `date`; more than a day's where it lies on the next. */
export function minuteOf(local: LocalTime, date: string): number {
  const [hours, minutes] = local.slice(11).split(':').map(Number) as [number, number];
  const minute = hours * HOUR + minutes;
  if (local.slice(0, 10) === date) return minute;
  return local.slice(0, 10) > date ? DAY_MIN + minute : 0;
}

export function localAt(minute: number, date: string): LocalTime {
  const isNextDay = minute >= DAY_MIN;
  const at = isNextDay ? minute - DAY_MIN : minute;
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return `${isNextDay ? addDays(date, 1) : date}T${twoDigits(Math.floor(at / HOUR))}:${twoDigits(at % HOUR)}`;
}

/** What takes a room on the day, by start. Bookings of one session are one item; what was called off is none. */
export function stripOf(room: string, rows: readonly DayRow[], day: DeskDay): StripItem[] {
  const own = rows.filter(({ row, progress }) => row.room === room && !isOff(row) && progress.standing !== 'cancelled');
  const visits = [...Map.groupBy(own, ({ row }) => row.session)].map(([session, inSession]): StripVisit => {
    const { localStart, localEnd } = inSession[0]!.row;
    return {
      kind: 'visit',
      session,
      from: minuteOf(localStart, day.date),
      until: minuteOf(localEnd, day.date),
      rows: inSession,
    };
  });
  const closures = day.roomsOut
    .filter((one) => one.room === room)
    .map(({ closure, localStart, localEnd }): StripClosure => {
      const until = Math.min(minuteOf(localEnd, day.date), DAY_MIN);
      return { kind: 'closed', closure, from: minuteOf(localStart, day.date), until, localEnd };
    });
  return [...visits, ...closures].toSorted((a, b) => a.from - b.from);
}

const isOff = ({ state }: DeskRow) => state === 'cancelled' || state === 'expired';

/** Whole hours around everything that is shown, and around now. */
export function axisOf(items: readonly StripItem[], now: number): Axis {
  const from = Math.min(USUAL.from, now, ...items.map((item) => item.from));
  const until = Math.max(USUAL.until, now, ...items.map((item) => item.until));
  return { from: Math.floor(from / HOUR) * HOUR, until: Math.min(Math.ceil(until / HOUR) * HOUR, DAY_MIN) };
}

/** Where a minute lies along the axis, 0 to 1. */
export function placeOn({ from, until }: Axis, minute: number): number {
  return Math.min(1, Math.max(0, (minute - from) / (until - from)));
}

export function hoursOf({ from, until }: Axis): number[] {
  return Array.from({ length: (until - from) / HOUR + 1 }, (_, step) => from + step * HOUR);
}

/** What is so in a room now, and until when. `until` undefined: for the rest of the day. */
export function nowIn(items: readonly StripItem[], now: number): { is: 'free' | 'used' | 'closed'; until?: number } {
  const current = items.find((item) => item.from <= now && now < item.until && !isOver(item));
  if (current) return { is: current.kind === 'closed' ? 'closed' : 'used', until: current.until };
  const next = items.find((item) => item.from > now && !isOver(item));
  return next ? { is: 'free', until: next.from } : { is: 'free' };
}

function isOver(item: StripItem): boolean {
  if (item.kind === 'closed') return false;
  return item.rows.every(({ progress }) => progress.standing === 'done' || progress.standing === 'absent');
}
