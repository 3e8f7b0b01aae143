import type { Block } from '#contract/blocks.ts';
import type { CounsellorDay, OpenHours, OwnSession, OwnVisit } from '#contract/counsellor.ts';
import type { LocalDate, LocalTime } from '#domain/ids.ts';
import { minuteOf } from '#domain/time/clock-time.ts';
import { daysBetween } from '#domain/time/local-date.ts';
import { withOutbox, type OutboxEntry, type WithOutbox } from '../../../offline/outbox/outbox-entry.ts';

/** A day laid out along its own line of minutes (0 at midnight, wall clock), for a timeline or for one column of a week. */

export type Visit = WithOutbox<OwnVisit>;
export type Session = Omit<OwnSession, 'visits'> & { visits: Visit[] };

/** Half-open, minutes of the day. */
export interface Span {
  start: number;
  end: number;
}

export type Piece = Span &
  (
    | { is: 'session'; session: Session }
    | { is: 'notes'; session: Session }
    | { is: 'break' }
    | { is: 'block'; block: Block }
  );

export interface DayPlan {
  date: LocalDate;
  sessions: Session[];
  pieces: Piece[];
  /** When the libraries where one works are open, joined. */
  open: Span[];
  /** One's own hours. */
  own: Span[];
}

const DAY_MIN = 1440;
const LIVE = new Set<OwnVisit['state']>(['confirmed', 'arrived', 'in_session', 'completed', 'no_show']);

export function dayPlan(day: CounsellorDay, waiting: readonly OutboxEntry[]): DayPlan {
  const { date } = day;
  const sessions = day.sessions
    .map((session) => ({
      ...session,
      visits: withOutbox(session.visits, waiting).filter(({ state }) => LIVE.has(state)),
    }))
    // A group that was announced stands there with nobody in it too; anything else without a visit is nobody's time.
    .filter((session) => session.isDated || session.visits.length > 0)
    .sort((a, b) => a.startsAt.localeCompare(b.startsAt));
  const own = joinedSpans(date, day.hours);

  const pieces: Piece[] = [
    ...day.blocks.map((block): Piece => ({ is: 'block', block, ...spanOn(date, block.localStart, block.localEnd) })),
    ...gaps(own).map((gap): Piece => ({ is: 'break', ...gap })),
    ...sessions.flatMap((session): Piece[] => {
      const { localStart, localEnd, localNotesEnd } = session;
      const notes = spanOn(date, localEnd, localNotesEnd);
      return [
        { is: 'session', session, ...spanOn(date, localStart, localEnd) },
        ...(notes.end > notes.start ? [{ is: 'notes' as const, session, ...notes }] : []),
      ];
    }),
  ];
  return {
    date,
    sessions,
    pieces: pieces
      .filter(({ start, end }) => end > start)
      .filter((piece) => piece.is !== 'break' || isFree(piece, pieces)),
    open: joinedSpans(date, day.branchHours),
    own,
  };
}

/** A pause into which something was booked after all, or which a block covers, is no pause. */
function isFree(gap: Span, pieces: readonly Piece[]): boolean {
  return !pieces.some((piece) => piece.is !== 'break' && piece.start < gap.end && gap.start < piece.end);
}

/** Minutes of `date`; what lies before or after it is cut off. */
export function spanOn(date: LocalDate, from: LocalTime, until: LocalTime): Span {
  return { start: minuteOn(date, from), end: minuteOn(date, until) };
}

export function minuteOn(date: LocalDate, local: LocalTime): number {
  const minute = daysBetween(date, local.slice(0, 10)) * DAY_MIN + minuteOf(local.slice(11));
  return Math.min(DAY_MIN, Math.max(0, minute));
}

/** In order, and those that touch made one: two libraries may be open at once. */
function joinedSpans(date: LocalDate, hours: readonly OpenHours[]): Span[] {
  const spans = hours.map(({ localStart, localEnd }) => spanOn(date, localStart, localEnd));
  const joined: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else if (span.end > span.start) joined.push({ ...span });
  }
  return joined;
}

/** What lies between the spans, in order. */
export function gaps(spans: readonly Span[]): Span[] {
  return spans.slice(1).map(({ start }, place) => ({ start: spans[place]!.end, end: start }));
}

/** What of `within` no span covers. */
export function uncovered(within: Span, spans: readonly Span[]): Span[] {
  const inside = spans
    .map(({ start, end }) => ({ start: Math.max(start, within.start), end: Math.min(end, within.end) }))
    .filter(({ start, end }) => end > start);
  const edges = [{ start: within.start, end: within.start }, ...inside, { start: within.end, end: within.end }];
  return gaps(edges).filter(({ start, end }) => end > start);
}

/** From the full hour at or before the first thing to the one at or after the last. A day of nothing is a working day. */
export function hoursShown(plans: readonly DayPlan[], beside: 'own' | 'open'): Span {
  const spans = plans.flatMap((plan) => [
    ...plan[beside],
    ...plan.pieces.filter(({ is }) => is === 'session' || is === 'notes'),
  ]);
  if (spans.length === 0) return { start: 9 * 60, end: 17 * 60 };
  return {
    start: Math.floor(Math.min(...spans.map(({ start }) => start)) / 60) * 60,
    end: Math.ceil(Math.max(...spans.map(({ end }) => end)) / 60) * 60,
  };
}

const AROUND_MIN = 120;

/** The libraries' hours, as far as they lie near one's own: of one that is open all night nobody wants to see the night. */
export function weekShown(plans: readonly DayPlan[]): Span {
  const open = hoursShown(plans, 'open');
  if (plans.every(({ own }) => own.length === 0)) return open;
  const own = hoursShown(plans, 'own');
  return { start: Math.max(open.start, own.start - AROUND_MIN), end: Math.min(open.end, own.end + AROUND_MIN) };
}

/** The shortest appointment decides how high a minute is: each must be large enough for a finger. */
export function shortestMin(plans: readonly DayPlan[]): number {
  const lengths = plans.flatMap(({ pieces }) =>
    pieces.filter(({ is }) => is === 'session').map(({ start, end }) => end - start),
  );
  return Math.max(10, Math.min(60, ...lengths));
}
