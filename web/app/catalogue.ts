import { catalogueQuery } from '../platform/catalogue-query.ts';
import { keepCatalogue, keptCatalogue } from '../offline/shelf.ts';
import { queryClient } from './query-client.ts';

/** Puts the catalogue of the last visit on screen at once, and every newer one on the shelf. */
export async function rememberedCatalogue(): Promise<void> {
  const { queryKey } = catalogueQuery;
  const kept = await keptCatalogue();
  if (kept) queryClient.setQueryData(queryKey, kept.catalogue, { updatedAt: 0 });

  queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.queryKey[0] !== queryKey[0] || query.state.dataUpdatedAt === 0) return;
    const catalogue = queryClient.getQueryData(queryKey);
    if (catalogue && catalogue !== kept?.catalogue) {
      void keepCatalogue({ catalogue, savedAt: query.state.dataUpdatedAt });
    }
  });
}
