import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Catalogue } from '#contract/catalogue.ts';
import { api } from '../api-client.ts';

export const catalogueQuery = queryOptions({
  queryKey: ['catalogue'],
  queryFn: ({ signal }) => api.catalogue(signal),
  staleTime: 10 * 60_000,
  gcTime: Infinity,
});

export function useCatalogue(): Catalogue | undefined {
  return useQuery(catalogueQuery).data;
}

export type CatalogueBranch = Catalogue['branches'][number];
export type CatalogueService = Catalogue['services'][number];

export const byId = <T extends { id: string }>(items: readonly T[] | undefined, id: string | null | undefined) =>
  items?.find((item) => item.id === id);
