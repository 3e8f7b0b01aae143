import { catalogueQuery } from '../../platform/queries/catalogue-query.ts';
import { keepCatalogue, keptCatalogue } from '../../offline/shelf.ts';
import { queryClient } from '../query-client.ts';

const PATIENCE_MS = 400;

/** Puts the catalogue of the last visit on screen at once, and every newer one on the shelf. */
export async function rememberedCatalogue(): Promise<void> {
  const { queryKey } = catalogueQuery;
  void queryClient.prefetchQuery(catalogueQuery);
  const kept = await Promise.race([keptCatalogue(), tooLate()]);
  if (kept && !queryClient.getQueryData(queryKey)) {
    queryClient.setQueryData(queryKey, kept.catalogue, { updatedAt: 0 });
  }

  queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.queryKey[0] !== queryKey[0] || query.state.dataUpdatedAt === 0) return;
    const catalogue = queryClient.getQueryData(queryKey);
    if (catalogue && catalogue !== kept?.catalogue) {
      void keepCatalogue({ catalogue, savedAt: query.state.dataUpdatedAt });
    }
  });
}

/** Some browsers' storage hangs at times: the first screen does not wait for it. */
function tooLate(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), PATIENCE_MS));
}
