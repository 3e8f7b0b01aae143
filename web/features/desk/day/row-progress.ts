import type { DeskRow } from '#contract/desk.ts';
import type { Absence, ItemEvent } from '#domain/check-in/check-in-item.ts';
import { MINUTE, type Instant } from '#domain/ids.ts';

/** What was recorded on this device and has not reached the server yet. */
export interface WaitingEvent {
  event: ItemEvent;
  at: Instant;
  absence?: Absence | undefined;
}

export type Standing = 'expected' | 'arrived' | 'in_session' | 'done' | 'absent' | 'cancelled';

/** One step of a visit. What waits to be sent is shown as waiting, never as done. */
export interface StepMark {
  at?: Instant | undefined;
  isWaiting: boolean;
}

export interface RowProgress {
  standing: Standing;
  /** Whether the standing itself is the server's word. */
  isWaiting: boolean;
  arrived?: StepMark | undefined;
  started?: StepMark | undefined;
  ended?: StepMark | undefined;
  absence?: Absence | undefined;
  /** Whole minutes since the start, while somebody is still expected; 0 when in time. */
  lateMin: number;
  /** The grace is over: it may be said that they did not come (D-rules judge it again). */
  mayBeAbsent: boolean;
  next?: 'arrived' | 'started' | 'completed' | undefined;
}

const STANDING: Record<DeskRow['state'], Standing> = {
  held: 'expected',
  confirmed: 'expected',
  arrived: 'arrived',
  in_session: 'in_session',
  completed: 'done',
  no_show: 'absent',
  expired: 'cancelled',
  cancelled: 'cancelled',
};

const NEXT: Partial<Record<Standing, RowProgress['next']>> = {
  expected: 'arrived',
  arrived: 'started',
  in_session: 'completed',
};

/** The server's word, and on top of it what waits to be sent, in the order in which it happened. */
export function progressOf(
  row: DeskRow,
  waiting: readonly WaitingEvent[],
  now: Instant,
  graceMin: number,
): RowProgress {
  let seen: Omit<RowProgress, 'lateMin' | 'mayBeAbsent' | 'next'> = {
    standing: STANDING[row.state],
    isWaiting: false,
    arrived: markOf(row.arrivedAt),
    started: markOf(row.startedAt),
    ended: markOf(row.endedAt),
    absence: row.absence,
  };
  for (const one of waiting) seen = withEvent(seen, one);

  const sinceStart = Math.floor((now - Date.parse(row.startsAt)) / MINUTE);
  const isExpected = seen.standing === 'expected';
  return {
    ...seen,
    lateMin: isExpected ? Math.max(0, sinceStart) : 0,
    mayBeAbsent: isExpected && sinceStart >= graceMin,
    next: NEXT[seen.standing],
  };
}

type Seen = Omit<RowProgress, 'lateMin' | 'mayBeAbsent' | 'next'>;

function withEvent(seen: Seen, { event, at, absence }: WaitingEvent): Seen {
  const mark: StepMark = { at, isWaiting: true };
  switch (event) {
    case 'arrived':
      return { ...seen, standing: 'arrived', isWaiting: true, arrived: mark, absence: undefined };
    case 'arrived_undone':
      return { ...seen, standing: 'expected', isWaiting: true, arrived: undefined };
    case 'started':
      return { ...seen, standing: 'in_session', isWaiting: true, started: mark };
    case 'started_undone':
      return { ...seen, standing: 'arrived', isWaiting: true, started: undefined };
    case 'completed':
      return { ...seen, standing: 'done', isWaiting: true, ended: mark };
    case 'completed_undone':
      return { ...seen, standing: 'in_session', isWaiting: true, ended: undefined };
    case 'no_show':
      return { ...seen, standing: 'absent', isWaiting: true, absence: absence ?? 'unexcused' };
    case 'paid':
    case 'note':
      return seen;
    default:
      return event satisfies never;
  }
}

function markOf(at: string | undefined): StepMark | undefined {
  return at === undefined ? undefined : { at: Date.parse(at), isWaiting: false };
}
