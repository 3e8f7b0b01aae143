import type { Course, Telling } from '#domain/check-in/visit-course.ts';

type State = Course['state'];
type Model = Omit<Course, 'verdicts' | 'inForceAt'>;

/** D2–D6 written down once more as one table, without any of the code's own steps: what each event makes of each state. */
const NEXT: Record<State, Partial<Record<Telling['event'], State>>> = {
  confirmed: { arrived: 'arrived', started: 'in_session', completed: 'completed', no_show: 'no_show' },
  arrived: { started: 'in_session', completed: 'completed', arrived_undone: 'confirmed' },
  in_session: { completed: 'completed', started_undone: 'arrived' },
  completed: { completed_undone: 'in_session' },
  no_show: { arrived: 'arrived', started: 'in_session', completed: 'completed' },
};

const COMING = ['arrived', 'started', 'completed'];
const ORDER = ['no_show', 'arrived', 'started', 'completed', 'completed_undone', 'started_undone', 'arrived_undone'];

/** One day lived through, in the order in which it happened. */
export function modelOf(all: readonly Telling[], lateHours: number): Model {
  const order = (one: Telling) => [one.occurredAt, ORDER.indexOf(one.event)] as const;
  const inTime = [...all].sort((a, b) => {
    const [at, rank] = order(a);
    const [otherAt, otherRank] = order(b);
    return at - otherAt || rank - otherRank || (a.id < b.id ? -1 : 1);
  });

  let state: State = 'confirmed';
  let lived: Telling[] = [];
  let missed: { at: number; absence: Course['absence']; confirmedAt: number | null } | undefined;
  let begun: { arrived: number | null; started: number | null; ended: number | null } = none();
  const isLate = (one: Telling, missedAt: number) =>
    !one.hasReason && one.receivedAt - missedAt > lateHours * 3_600_000;

  for (const one of inTime) {
    const at = one.occurredAt;
    if (one.event === 'no_show') {
      if (missed) {
        missed.absence = one.absence ?? missed.absence;
        if (one.side === 'counsellor') missed.confirmedAt ??= at;
      } else if (lived.every((each) => isLate(each, at))) {
        missed = { at, absence: one.absence ?? 'unexcused', confirmedAt: one.side === 'counsellor' ? at : null };
        [state, lived, begun] = ['no_show', [], none()];
      }
      continue;
    }

    if (COMING.includes(one.event)) {
      if (missed && isLate(one, missed.at)) continue;
      missed = undefined;
      lived.push(one);
    } else if (!mayUndo(one, lived)) continue;

    const to: State | undefined = NEXT[state][one.event];
    if (to === undefined) continue;
    begun = timesAfter(begun, to, at);
    state = to;
    if (state === 'confirmed') lived = [];
  }

  return {
    state,
    arrivedAt: begun.arrived,
    startedAt: begun.started,
    endedAt: missed ? missed.at : begun.ended,
    absence: missed?.absence ?? null,
    absenceConfirmedAt: missed?.confirmedAt ?? null,
  };
}

function mayUndo(one: Telling, lived: readonly Telling[]): boolean {
  if (one.event === 'completed_undone') return one.side === 'counsellor';
  if (one.side === 'desk') return true;
  const means = one.event === 'arrived_undone' ? COMING : COMING.slice(1);
  return lived.some((each) => each.by === one.by && means.includes(each.event));
}

function none(): { arrived: number | null; started: number | null; ended: number | null } {
  return { arrived: null, started: null, ended: null };
}

function timesAfter(was: ReturnType<typeof none>, to: State, at: number): ReturnType<typeof none> {
  if (to === 'confirmed') return none();
  const arrived = was.arrived ?? at;
  if (to === 'arrived') return { arrived, started: null, ended: null };
  const started = was.started ?? at;
  return { arrived, started, ended: to === 'completed' ? at : null };
}
