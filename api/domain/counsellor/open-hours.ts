import { leaveSpan, openOn, spanOf, worksOn } from '../availability/hours.ts';
import type { Instant, LocalDate } from '../ids.ts';
import type { Branch, ClockRange, Counsellor, Network } from '../network.ts';

/** Half-open, at a branch. */
export interface OpenStretch {
  branch: string;
  from: Instant;
  until: Instant;
}

type Span = Omit<OpenStretch, 'branch'>;

/** C2: a counsellor's own hours of a date, whatever the mode: within those of the branch, and clear of leave (T5, T6). */
export function ownHoursOn(network: Network, counsellor: Counsellor, date: LocalDate): OpenStretch[] {
  return branchesOf(network, counsellor).flatMap((branch) => {
    const ranges = counsellor.hours.filter((entry) => entry.branch === branch.id).flatMap((one) => worksOn(one, date));
    const leave = counsellor.leave.map((one) => leaveSpan(branch.timeZone, one));
    const within = common(spansOf(branch, date, ranges), spansOf(branch, date, openOn(branch.hours, date)));
    return without(within, leave).map((span) => ({ branch: branch.id, ...span }));
  });
}

/** C2: the hours of a date of the libraries where the counsellor works. */
export function libraryHoursOn(network: Network, counsellor: Counsellor, date: LocalDate): OpenStretch[] {
  return branchesOf(network, counsellor).flatMap((branch) =>
    spansOf(branch, date, openOn(branch.hours, date)).map((span) => ({ branch: branch.id, ...span })),
  );
}

/** In the order of the counsellor's own hours. */
function branchesOf(network: Network, counsellor: Counsellor): Branch[] {
  const ids = new Set(counsellor.hours.map((entry) => entry.branch));
  return [...ids].flatMap((id) => network.branches.get(id) ?? []);
}

/** T2: those that touch or overlap are one; by start. */
function spansOf(branch: Branch, date: LocalDate, ranges: readonly ClockRange[]): Span[] {
  const spans = ranges.flatMap((range) => spanOf(branch.timeZone, date, range) ?? []);
  const joined: Span[] = [];
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && span.from <= last.until) last.until = Math.max(last.until, span.until);
    else joined.push({ ...span });
  }
  return joined;
}

function common(some: Span[], others: Span[]): Span[] {
  return some
    .flatMap((a) => others.map((b) => ({ from: Math.max(a.from, b.from), until: Math.min(a.until, b.until) })))
    .filter(({ from, until }) => from < until);
}

function without(spans: Span[], taken: Span[]): Span[] {
  return taken.reduce(
    (left, { from, until }) =>
      left
        .flatMap((span) => [
          { from: span.from, until: Math.min(span.until, from) },
          { from: Math.max(span.from, until), until: span.until },
        ])
        .filter((span) => span.from < span.until),
    spans,
  );
}
