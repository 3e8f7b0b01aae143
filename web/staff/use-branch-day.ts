import { useMemo } from 'react';
import type { Instant, LocalDate } from '#domain/ids.ts';
import { dateOf, dayNumber } from '#domain/time/local-date.ts';
import { dateAt } from '../i18n/format.ts';
import { useStaffMe } from '../offline/staff-vault/staff-access.ts';
import { byId, useCatalogue, type CatalogueBranch } from '../platform/queries/catalogue-query.ts';
import { useServerNow } from '../platform/server-clock.ts';

const EVERY_MS = 10_000;
const QUARTER_MS = 15 * 60_000;
/** Two days have at most 50 hours. */
const QUARTERS = 200;

/** So many days of a counsellor are on the device. */
export const KEPT_DAYS = 14;

/** The branch of who is signed in (a counsellor's first), its now and its date: by the server's clock, not the device's. */
export function useBranchDay(): { branch: CatalogueBranch | undefined; now: Instant; today: LocalDate } {
  const catalogue = useCatalogue();
  const me = useStaffMe();
  const now = useServerNow(EVERY_MS);
  const branch = byId(catalogue?.branches, me?.branch) ?? catalogue?.branches[0];
  return { branch, now, today: dateAt(now, branch?.timeZone) };
}

/** When tomorrow ends at the branch: until then the desk's day is kept. */
export function useEndOfTomorrow(): Instant {
  const { branch, now, today } = useBranchDay();
  const zone = branch?.timeZone;
  const quarter = now - (now % QUARTER_MS);
  return useMemo(() => {
    const after = dateOf(dayNumber(today) + 2);
    // Days have 23 to 25 hours: the end is where the date turns, not a number of hours away.
    let at = quarter;
    for (let step = 0; step < QUARTERS && dateAt(at, zone) < after; step++) at += QUARTER_MS;
    return at;
  }, [quarter, today, zone]);
}
