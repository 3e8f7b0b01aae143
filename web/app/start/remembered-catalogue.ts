import type { Catalogue } from '#contract/catalogue.ts';
import { catalogueQuery } from '../../platform/queries/catalogue-query.ts';
import { keepCatalogue, keptCatalogue } from '../../offline/shelf.ts';
import { whenIdle } from '../../platform/clock.ts';
import { patience } from './patience.ts';
import { queryClient } from '../query-client.ts';

const PATIENCE_MS = 400;

/**
 * Puts the catalogue of the last visit on screen, and every newer one on the shelf. The first screen waits for the
 * shelf for a moment only; a slower one still counts, because with no network it is all there is: the crisis lines too.
 */
export async function rememberedCatalogue(): Promise<void> {
  const { queryKey } = catalogueQuery;
  let shown: Catalogue | undefined;
  queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.queryKey[0] !== queryKey[0] || query.state.dataUpdatedAt === 0) return;
    const catalogue = queryClient.getQueryData(queryKey);
    const savedAt = query.state.dataUpdatedAt;
    if (catalogue && catalogue !== shown) void whenIdle().then(() => keepCatalogue({ catalogue, savedAt }));
  });

  const asked = queryClient.prefetchQuery(catalogueQuery);
  const onScreen = keptCatalogue().then((kept) => {
    if (!kept || queryClient.getQueryData(queryKey)) return;
    shown = kept.catalogue;
    queryClient.setQueryData(queryKey, kept.catalogue, { updatedAt: 0 });
  });
  await Promise.race([onScreen, asked, patience(PATIENCE_MS)]);
}
