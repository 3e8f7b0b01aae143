import type { DeskRow } from '#contract/desk.ts';
import { MINUTE, type Instant } from '#domain/ids.ts';
import type { RowProgress } from './row-progress.ts';

/** What a front desk looks at: the next two hours, and whatever of before still wants something of it. */

const AHEAD_MIN = 120;
/** What was just finished stays in sight for as long as somebody may want to take it back. */
const JUST_DONE_MIN = 10;

export interface ShownRow {
  row: DeskRow;
  progress: RowProgress;
}

export interface DayWindow {
  front: ShownRow[];
  /** Until when the front reaches. */
  until: Instant;
  /** How many start after it. */
  later: number;
  /** How many are over, or called off. */
  past: number;
  /** The first that starts after the front. */
  next?: ShownRow | undefined;
}

export function windowOf(rows: readonly ShownRow[], now: Instant): DayWindow {
  const until = now + AHEAD_MIN * MINUTE;
  const isLater = ({ row }: ShownRow) => Date.parse(row.startsAt) >= until;
  const front = rows.filter((one) => !isLater(one) && isOfNow(one, now));
  const later = rows.filter((one) => isLater(one) && one.progress.standing !== 'cancelled');
  return { front, until, later: later.length, past: rows.length - front.length - later.length, next: later[0] };
}

function isOfNow({ row, progress }: ShownRow, now: Instant): boolean {
  switch (progress.standing) {
    case 'expected':
    case 'arrived':
    case 'in_session':
      return true;
    case 'done':
      return progress.isWaiting || now - (progress.ended?.at ?? 0) < JUST_DONE_MIN * MINUTE;
    case 'absent':
      // They may still come while their time lasts.
      return progress.isWaiting || now < Date.parse(row.endsAt);
    case 'cancelled':
      return false;
    default:
      return progress.standing satisfies never;
  }
}

/** Rooms in which nobody is, and nobody is expected within the next half hour. */
export function freeRooms(
  rooms: readonly string[],
  rows: readonly ShownRow[],
  closed: readonly { room: string; startsAt: string; endsAt: string }[],
  now: Instant,
): string[] {
  const soon = now + 30 * MINUTE;
  const isOver = ({ standing }: RowProgress) =>
    standing === 'done' || standing === 'cancelled' || standing === 'absent';
  const isNear = (one: { startsAt: string; endsAt: string }) =>
    Date.parse(one.startsAt) < soon && now < Date.parse(one.endsAt);
  const taken = new Set([
    ...rows.filter(({ row, progress }) => !isOver(progress) && isNear(row)).map(({ row }) => row.room),
    ...closed.filter(isNear).map(({ room }) => room),
  ]);
  return rooms.filter((room) => !taken.has(room));
}
