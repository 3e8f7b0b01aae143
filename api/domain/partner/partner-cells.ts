import type { LocalDate } from '../ids.ts';
import type { Weekday } from '../network.ts';
import { addDays, weekdayOf } from '../time/local-date.ts';

/** Fewer people than that are nobody's to count: a partner knows whom it has sent. */
export const FEWEST = 5;

/** A week is counted when nothing of it changes any more: arrivals may be entered for three days (D6). */
export const SETTLED_AFTER_DAYS = 4;

/** A bound on what one look closes: five years. */
const MAX_WEEKS = 260;

/** One visit that a partner's programme lowered or paid. `patron` tells people apart and no more. */
export interface ProgrammeVisit {
  on: LocalDate;
  patron: string;
  minor: number;
}

/** Weeks that were counted together, once and for all. Both dates are included. */
export interface PartnerCell {
  from: LocalDate;
  to: LocalDate;
  visits: number;
  minor: number;
}

/**
 * R2: weeks are joined until at least five people came in them, and only then counted. A cell never changes, and what came
 * after the last one is in no answer: so the difference of any two answers is made of whole cells.
 *
 * @param visits in any order; those before `from` came too late to be counted
 * @param from the first day that is in no cell yet
 * @param today at the branch by whose week is counted
 */
export function closeCells(
  visits: readonly ProgrammeVisit[],
  { from, today, firstDay }: { from: LocalDate; today: LocalDate; firstDay: Weekday },
): PartnerCell[] {
  const cells: PartnerCell[] = [];
  let begin = from;
  let end = weekEnd(from, firstDay);
  for (let week = 0; week < MAX_WEEKS && addDays(end, SETTLED_AFTER_DAYS) <= today; week++) {
    const inside = visits.filter(({ on }) => begin <= on && on <= end);
    if (new Set(inside.map(({ patron }) => patron)).size >= FEWEST) {
      const minor = inside.reduce((sum, visit) => sum + visit.minor, 0);
      cells.push({ from: begin, to: end, visits: inside.length, minor });
      begin = addDays(end, 1);
    }
    end = addDays(end, 7);
  }
  return cells;
}

/** The first day of the week that holds a date. */
export function weekStart(date: LocalDate, firstDay: Weekday): LocalDate {
  let start = date;
  while (weekdayOf(start) !== firstDay) start = addDays(start, -1);
  return start;
}

function weekEnd(date: LocalDate, firstDay: Weekday): LocalDate {
  return addDays(weekStart(date, firstDay), 6);
}

/**
 * R3: what is left of a budget, in whole tenths of it, rounded down: by the cells alone, and too coarse to tell what a single
 * visit cost.
 */
export function tenthsLeft(budgetMinor: number, spentMinor: number): number {
  if (budgetMinor <= 0) return 0;
  return Math.max(0, Math.floor(((budgetMinor - spentMinor) * 10) / budgetMinor));
}
