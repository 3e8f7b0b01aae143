import type { Instant, LocalDate } from '#domain/ids.ts';
import { dateAt } from '../i18n/format.ts';
import { byId, useCatalogue, type CatalogueBranch } from '../platform/queries/catalogue-query.ts';
import { useMe } from '../platform/queries/me-query.ts';
import { useServerNow } from '../platform/server-clock.ts';

const EVERY_MS = 10_000;

/** The branch of who is signed in (a counsellor's first), its now and its date: by the server's clock, not the device's. */
export function useBranchDay(): { branch: CatalogueBranch | undefined; now: Instant; today: LocalDate } {
  const catalogue = useCatalogue();
  const me = useMe();
  const now = useServerNow(EVERY_MS);
  const branch = byId(catalogue?.branches, me?.branch) ?? catalogue?.branches[0];
  return { branch, now, today: dateAt(now, branch?.timeZone) };
}
