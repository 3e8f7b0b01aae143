import type { Instant } from '#domain/ids.ts';
import { MINUTE } from '#domain/ids.ts';
import type { ItemEvent, UndoEvent } from '#domain/check-in/check-in-item.ts';
import type { Session, Visit } from '../day/day-plan.ts';

/**
 * What a counsellor can say of a visit now. Buttons follow what the visit becomes once everything that waits has been sent;
 * what is shown as done follows the server alone.
 */
export interface VisitSteps {
  /** The one filled button. */
  main?: 'start' | 'finish';
  canArrive: boolean;
  /** Undefined: there is nothing to say; otherwise from when it can be said. */
  absentFrom?: Instant;
  /** The last step, as long as it can be taken back. */
  undo?: UndoEvent;
  /** The desk said that nobody came: the counsellor's word counts. */
  mustConfirm: boolean;
  /** They came after all. */
  canCome: boolean;
  canTakeNext: boolean;
}

const NOTHING: VisitSteps = { canArrive: false, mustConfirm: false, canCome: false, canTakeNext: false };

/** @param opensMin from how long before the start anything can be said */
export function visitSteps(
  visit: Visit,
  session: Pick<Session, 'startsAt' | 'localStart'>,
  { now, today, graceMin, opensMin }: { now: Instant; today: string; graceMin: number; opensMin: number },
): VisitSteps {
  const start = Date.parse(session.startsAt);
  const isDay = session.localStart.slice(0, 10) === today;
  if (!isDay || now < start - opensMin * MINUTE) {
    return { ...NOTHING, canTakeNext: visit.expected === 'completed' || visit.expected === 'no_show' };
  }

  const absentFrom = start + graceMin * MINUTE;
  switch (visit.expected) {
    case 'confirmed':
      return { ...NOTHING, main: 'start', canArrive: true, absentFrom };
    case 'arrived':
      // D6: who is there is not missed.
      return { ...NOTHING, main: 'start', ...undoOf(visit, 'arrived_undone') };
    case 'in_session':
      return { ...NOTHING, main: 'finish', ...undoOf(visit, 'started_undone'), canTakeNext: true };
    case 'completed':
      return { ...NOTHING, ...undoOf(visit, 'completed_undone'), canTakeNext: true };
    case 'no_show':
      return { ...NOTHING, mustConfirm: needsConfirming(visit), canCome: true, canTakeNext: true };
    case 'held':
    case 'expired':
    case 'cancelled':
      return NOTHING;
  }
}

const TOLD_BY: Record<UndoEvent, ItemEvent[]> = {
  arrived_undone: ['arrived', 'started', 'completed'],
  started_undone: ['started', 'completed'],
  completed_undone: ['completed'],
};

/** D4: by whoever told it: the server says what that is, and what waits to be sent was told here. */
function undoOf({ undo, waiting }: Visit, event: UndoEvent): Pick<VisitSteps, 'undo'> {
  const isToldHere = waiting.some(({ item }) => item && TOLD_BY[event].includes(item.event));
  return isToldHere || undo?.includes(event) ? { undo: event } : {};
}

/** Said by the desk, and nothing of ours is on its way. */
export function needsConfirming({ state, absenceConfirmed, waiting }: Visit): boolean {
  return state === 'no_show' && absenceConfirmed === false && !waiting.some(({ item }) => item?.event === 'no_show');
}

/** When a step was taken: by the server where it knows, else as it waits to be sent. */
export function stepTimes(
  visit: Visit,
): Partial<Record<'arrived' | 'started' | 'completed', { at: string; waits: boolean }>> {
  const times: ReturnType<typeof stepTimes> = {
    ...(visit.arrivedAt && { arrived: { at: visit.arrivedAt, waits: false } }),
    ...(visit.startedAt && { started: { at: visit.startedAt, waits: false } }),
    // An absence ends a visit too, and nothing was finished by it.
    ...(visit.endedAt && visit.state !== 'no_show' && { completed: { at: visit.endedAt, waits: false } }),
  };
  for (const { item } of visit.waiting) {
    if (!item) continue;
    const step = item.event.replace('_undone', '') as keyof typeof times;
    if (item.event.endsWith('_undone')) delete times[step];
    else if (step === 'arrived' || step === 'started' || step === 'completed') {
      times[step] = { at: item.occurredAt, waits: true };
    }
  }
  return times;
}
