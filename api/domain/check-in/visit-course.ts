import type { BookingState } from '../booking/booking-states.ts';
import { MINUTE, type Instant } from '../ids.ts';
import type { Settings } from '../settings.ts';
import type { Absence, ItemEvent, ItemRefusal, UndoEvent } from './check-in-item.ts';

/**
 * What became of a visit is read off all that was told of it, in the order in which it happened. Devices tell it in any
 * order, twice, and days late: the same set of tellings gives the same course (D2).
 */

export type CourseEvent = Exclude<ItemEvent, 'paid' | 'note'>;

/** The states between which a day moves a booking. */
export const VISIT_STATES = [
  'confirmed',
  'arrived',
  'in_session',
  'completed',
  'no_show',
] as const satisfies readonly BookingState[];
export type VisitState = (typeof VISIT_STATES)[number];

/** One thing that was told of a visit, once it passed what can be said of it alone (judge-item.ts). */
export interface Telling {
  id: string;
  event: CourseEvent;
  occurredAt: Instant;
  /** When the server heard of it first. */
  receivedAt: Instant;
  /** The person who told it, and for which side; a kiosk is the desk's. */
  by: string;
  side: 'desk' | 'counsellor';
  /** Of `no_show`; null: none was named. */
  absence: Absence | null;
  /** The desk gave a reason for entering an arrival late. */
  hasReason: boolean;
}

export type Verdict = 'applied' | 'already' | Extract<ItemRefusal, 'wrong_state' | 'too_late' | 'not_found'>;

export interface Course {
  state: VisitState;
  arrivedAt: Instant | null;
  startedAt: Instant | null;
  endedAt: Instant | null;
  absence: Absence | null;
  absenceConfirmedAt: Instant | null;
  /** When what is in force happened; null before anything did. */
  inForceAt: Instant | null;
  /** Of each telling, at its own place in time. */
  verdicts: Map<string, Verdict>;
}

type Limits = Pick<Settings, 'lateArrivalHours'>;
type Run = Course & { presence: Telling[]; limits: Limits };

/** Of two that happened at once, coming goes before going back, and what tells them apart else is their id. */
const RANK: Record<CourseEvent, number> = {
  no_show: 0,
  arrived: 1,
  started: 2,
  completed: 3,
  completed_undone: 4,
  started_undone: 5,
  arrived_undone: 6,
};

const STEPS: Record<CourseEvent, (run: Run, told: Telling) => Verdict> = {
  arrived: (run, told) => come(run, told, 'arrived'),
  started: (run, told) => come(run, told, 'in_session'),
  completed: (run, told) => come(run, told, 'completed'),
  arrived_undone: (run, told) => undo(run, told, 'arrived'),
  started_undone: (run, told) => undo(run, told, 'in_session'),
  completed_undone: (run, told) => undo(run, told, 'completed'),
  no_show: miss,
};

export function courseOf(tellings: readonly Telling[], limits: Limits): Course {
  const run: Run = { ...before(), limits, presence: [] };
  for (const told of tellings.toSorted(byTime)) run.verdicts.set(told.id, STEPS[told.event](run, told));

  const { presence: _, limits: __, ...course } = run;
  return course;
}

function before(): Course {
  return {
    state: 'confirmed',
    arrivedAt: null,
    startedAt: null,
    endedAt: null,
    absence: null,
    absenceConfirmedAt: null,
    inForceAt: null,
    verdicts: new Map(),
  };
}

function byTime(a: Telling, b: Telling): number {
  return a.occurredAt - b.occurredAt || RANK[a.event] - RANK[b.event] || (a.id < b.id ? -1 : 1);
}

const PRESENT = ['confirmed', 'arrived', 'in_session', 'completed'] as const satisfies readonly VisitState[];
type Present = (typeof PRESENT)[number];

/** D3: who begins has arrived, and what is over had begun. D6: an arrival undoes an absence. */
function come(run: Run, told: Telling, to: Exclude<Present, 'confirmed'>): Verdict {
  if (run.state === 'no_show') {
    if (!isToldInTime(told, run.inForceAt ?? 0, run.limits)) return 'too_late';
    Object.assign(run, { absence: null, absenceConfirmedAt: null, endedAt: null });
  }
  run.presence.push(told);

  const from = run.state === 'no_show' ? 'confirmed' : run.state;
  if (PRESENT.indexOf(from) >= PRESENT.indexOf(to)) return 'already';

  const at = told.occurredAt;
  run.arrivedAt ??= at;
  if (to !== 'arrived') run.startedAt ??= at;
  if (to === 'completed') run.endedAt = at;
  return enter(run, to, at);
}

/** D4: one step back, by who did it or the desk. What is not in force needs no undoing. */
function undo(run: Run, told: Telling, what: Exclude<Present, 'confirmed'>): Verdict {
  if (run.state === 'no_show') return 'already';
  const ahead = PRESENT.indexOf(run.state) - PRESENT.indexOf(what);
  if (ahead < 0) return 'already';
  if (ahead > 0) return 'wrong_state';
  if (told.side === 'desk' ? what === 'completed' : !isOwn(run, told, what)) return 'not_found';

  if (what === 'completed') run.endedAt = null;
  if (what === 'in_session') run.startedAt = null;
  if (what === 'arrived') Object.assign(run, { arrivedAt: null, presence: [] });
  return enter(run, PRESENT[PRESENT.indexOf(what) - 1]!, told.occurredAt);
}

const UNDOES: Partial<Record<VisitState, UndoEvent>> = {
  arrived: 'arrived_undone',
  in_session: 'started_undone',
  completed: 'completed_undone',
};

/** D4: what somebody could take back at `now`, one after the other, the last step first. */
export function undoableBy(
  who: Pick<Telling, 'by' | 'side'>,
  tellings: readonly Telling[],
  now: Instant,
  limits: Limits,
): UndoEvent[] {
  const events: UndoEvent[] = [];
  const asked: Telling[] = [];
  for (const _ of PRESENT) {
    const event = UNDOES[courseOf([...tellings, ...asked], limits).state];
    if (!event) break;
    const told = { ...who, id: event, event, occurredAt: now, receivedAt: now, absence: null, hasReason: false };
    if (courseOf([...tellings, ...asked, told], limits).verdicts.get(event) !== 'applied') break;
    asked.push(told);
    events.push(event);
  }
  return events;
}

const SAYS: Record<Exclude<Present, 'confirmed'>, readonly CourseEvent[]> = {
  arrived: ['arrived', 'started', 'completed'],
  in_session: ['started', 'completed'],
  completed: ['completed'],
};

/** A counsellor sees the end of own sessions only: whoever of them said so, it may be taken back. */
function isOwn(run: Run, told: Telling, what: Exclude<Present, 'confirmed'>): boolean {
  if (what === 'completed') return true;
  return run.presence.some((each) => each.by === told.by && SAYS[what].includes(each.event));
}

/** D5, D6: nobody who is there is missed, unless the arrival was told too late to count. */
function miss(run: Run, told: Telling): Verdict {
  if (run.state === 'no_show') return missAgain(run, told);

  if (run.presence.some((each) => isToldInTime(each, told.occurredAt, run.limits))) return 'wrong_state';
  for (const { id } of run.presence) run.verdicts.set(id, 'too_late');

  Object.assign(run, { arrivedAt: null, startedAt: null, endedAt: told.occurredAt, presence: [] });
  run.absence = told.absence ?? 'unexcused';
  run.absenceConfirmedAt = told.side === 'counsellor' ? told.occurredAt : null;
  return enter(run, 'no_show', told.occurredAt);
}

/** D5: the counsellor confirms, and either may say better why; who names no reason leaves it as it is. */
function missAgain(run: Run, told: Telling): Verdict {
  const absence = told.absence ?? run.absence;
  const confirms = told.side === 'counsellor' && run.absenceConfirmedAt === null;
  if (absence === run.absence && !confirms) return 'already';

  run.absence = absence;
  if (confirms) run.absenceConfirmedAt = told.occurredAt;
  return 'applied';
}

function isToldInTime(told: Telling, missedAt: Instant, { lateArrivalHours }: Limits): boolean {
  return told.hasReason || told.receivedAt <= missedAt + lateArrivalHours * 60 * MINUTE;
}

function enter(run: Run, state: VisitState, at: Instant): 'applied' {
  run.state = state;
  run.inForceAt = at;
  return 'applied';
}
