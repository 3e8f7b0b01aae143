import type { Instant, LocalDate } from './ids.ts';
import type { Branch, CrisisLine } from './network.ts';
import { daysBetween } from './time/local-date.ts';
import { localDateOf } from './time/zone.ts';

/** Six months, none of them shorter than the calendar has them. */
const GOOD_FOR_DAYS = 184;

export interface OldLine extends CrisisLine {
  branch: Branch;
}

/**
 * N16: the numbers for urgent help that nobody has made sure of for over six months, by the branch's own days. They are shown to
 * patrons all the same: an old number is better than none.
 */
export function oldCrisisLines(branches: Iterable<Branch>, now: Instant): OldLine[] {
  return [...branches].flatMap((branch) => {
    const today = localDateOf(branch.timeZone, now);
    return branch.crisis.filter(({ checkedOn }) => isOld(checkedOn, today)).map((line) => ({ ...line, branch }));
  });
}

function isOld(checkedOn: LocalDate, today: LocalDate): boolean {
  return daysBetween(checkedOn, today) > GOOD_FOR_DAYS;
}
