import type { Affected, BlockAnswer, BlockRange, Outcome } from '#contract/blocks.ts';
import type { CounsellorDay } from '#contract/counsellor.ts';
import type { LocalDate, LocalTime } from '#domain/ids.ts';
import { clockOf, minuteOf } from '#domain/time/clock-time.ts';
import { addDays } from '#domain/time/local-date.ts';
import { dayPlan, hoursShown, type Span } from '../day/day-plan.ts';

/** Time away as it is being put together: everything on the wall clock of one branch. */

export type AwayKind = BlockRange['kind'];

export interface AwayDraft {
  kind: AwayKind;
  from: LocalDate;
  until: LocalDate;
  isAllDay: boolean;
  /** Minutes of the first and of the last day. */
  start: number;
  end: number;
}

/** All three steps of it, as they outlive a lock or a newer version. */
export interface AwayForm {
  draft: AwayDraft;
  /** Who is affected was asked for it; asked anew whenever the form is opened. */
  range?: BlockRange | undefined;
  made: Outcome[];
  /** It was saved: who has to be told stays until somebody has read it. */
  saved?: BlockAnswer;
}

const DAY_MIN = 1440;
const STEP_MIN = 15;

/** A quarter of an hour after now, or the first own hour of another day; an hour long. Leave takes the whole day. */
export function freshDraft(
  kind: AwayKind,
  date: LocalDate,
  day: CounsellorDay | undefined,
  wall: LocalTime,
): AwayDraft {
  const span = daySpan(day);
  const isToday = wall.startsWith(date);
  const soon = Math.ceil((minuteOf(wall.slice(11)) + 1) / STEP_MIN) * STEP_MIN;
  const start = isToday ? Math.min(soon, DAY_MIN - STEP_MIN) : span.start;
  return { kind, from: date, until: date, isAllDay: kind === 'leave', start, end: Math.min(start + 60, DAY_MIN) };
}

/** Ill: from now on, for the rest of the day. */
export function illRange(branch: string, wall: LocalTime): BlockRange {
  const minute = Math.floor(minuteOf(wall.slice(11)) / 5) * 5;
  const date = wall.slice(0, 10);
  return { branch, kind: 'ill', from: `${date}T${clockOf(minute)}`, until: `${addDays(date, 1)}T00:00` };
}

export function rangeOf({ kind, from, until, isAllDay, start, end }: AwayDraft, branch: string): BlockRange {
  return {
    branch,
    kind,
    from: isAllDay ? `${from}T00:00` : localAt(from, start),
    until: isAllDay ? `${addDays(until, 1)}T00:00` : localAt(kind === 'leave' ? until : from, end),
  };
}

export function isInOrder(draft: AwayDraft): boolean {
  const { from, until } = rangeOf(draft, '');
  return from < until;
}

/** The times to choose among on a day: every quarter of the hours in which anything can be. */
export function quarters({ start, end }: Span): number[] {
  return Array.from({ length: Math.floor((end - start) / STEP_MIN) + 1 }, (_, step) => start + step * STEP_MIN);
}

export function daySpan(day: CounsellorDay | undefined): Span {
  const shown = day && hoursShown([dayPlan(day, [])], 'open');
  return shown
    ? { start: Math.min(shown.start, 7 * 60), end: Math.max(shown.end, 20 * 60) }
    : { start: 0, end: DAY_MIN };
}

function localAt(date: LocalDate, minute: number): LocalTime {
  return minute < DAY_MIN ? `${date}T${clockOf(minute)}` : `${addDays(date, 1)}T00:00`;
}

/** By their session. */
export type Decisions = Map<string, Outcome>;

export const decisionsOf = (made: readonly Outcome[]): Decisions => new Map(made.map((one) => [one.session, one]));

/** Those for whom something is to be decided: what goes on, or is over, stays as it is. */
export const undecided = (affected: readonly Affected[]) => affected.filter(({ isUnderWay }) => !isUnderWay);

/**
 * What is suggested, never silently the worst: ill means that a colleague keeps the time; otherwise another time with the same
 * counsellor. Nobody is cancelled without being chosen.
 */
export function suggestedOutcome(kind: AwayKind, one: Affected): Outcome | undefined {
  const { session } = one;
  const [colleague] = one.counsellors;
  if (kind === 'ill') return colleague ? { session, do: 'counsellor', counsellor: colleague } : undefined;

  const time = one.isDated ? undefined : one.times.find(({ counsellor }) => counsellor === one.counsellor);
  if (time) return { session, do: 'move', startsAt: time.startsAt, mode: time.mode };
  return colleague ? { session, do: 'counsellor', counsellor: colleague } : undefined;
}

/** Keeps what was decided before, as far as it is still to be had; suggests the rest. */
export function decisionsFor(kind: AwayKind, affected: readonly Affected[], made: Decisions): Decisions {
  const decisions: Decisions = new Map();
  for (const one of undecided(affected)) {
    const before = made.get(one.session);
    const isStillThere = waysOut(one).some((way) => outcomeKey(way) === outcomeKey(before));
    const outcome = isStillThere ? before : suggestedOutcome(kind, one);
    if (outcome) decisions.set(one.session, outcome);
  }
  return decisions;
}

/** Every way out of a session that is offered, the nearest to what was agreed first. */
export function waysOut(one: Affected): Outcome[] {
  const { session } = one;
  return [
    ...one.counsellors.map((counsellor): Outcome => ({ session, do: 'counsellor', counsellor })),
    ...(one.isDated ? [] : one.times).map(({ startsAt, mode, counsellor }): Outcome => ({
      session,
      do: 'move',
      startsAt,
      mode,
      ...(counsellor !== one.counsellor && { counsellor }),
    })),
    { session, do: 'cancel' },
  ];
}

/** What a choice is known by in a list of options. */
export function outcomeKey(outcome: Outcome | undefined): string {
  switch (outcome?.do) {
    case undefined:
      return '';
    case 'move':
      return `move ${outcome.startsAt} ${outcome.mode ?? ''} ${outcome.counsellor ?? ''}`;
    case 'counsellor':
      return `counsellor ${outcome.counsellor}`;
    case 'room':
      return `room ${outcome.room}`;
    case 'cancel':
      return 'cancel';
  }
}
