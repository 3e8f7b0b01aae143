import type { QueryClient } from '@tanstack/react-query';
import { deviceNow } from '../../platform/clock.ts';
import { preferences } from '../../platform/preferences.ts';
import { catalogueQuery } from '../../platform/queries/catalogue-query.ts';
import { soonestTimes } from '../../slots/slot-queries.ts';
import { searchIn } from './use-search.ts';

/** Has the first screen's times on their way before it is drawn: on a slow phone that is a fifth of a second. Ends with their answer. */
export async function askTimesAhead(client: QueryClient): Promise<void> {
  const catalogue = client.getQueryData(catalogueQuery.queryKey);
  const search = catalogue && searchIn(catalogue, preferences(), undefined);
  if (location.pathname === '/' && search) await client.prefetchQuery(soonestTimes(search.wish, deviceNow()).query);
}
