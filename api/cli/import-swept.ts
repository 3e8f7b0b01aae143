import { expireHolds } from '../features/bookings/holding/expire-holds.ts';
import { importNetwork, type ImportOptions, type ImportServices } from '../features/network/import-network.ts';
import type { ImportSummary } from '../features/network/import-summary.ts';

/** Imports into a network that is in use: a hold that ran out stands in no change's way (B2, N11). */
export function importSwept(services: ImportServices, value: unknown, options: ImportOptions): Promise<ImportSummary> {
  const { keys, newId } = services;
  return importNetwork(services, value, {
    ...options,
    sweep: (tx) => expireHolds({ tx, keys, newId, now: tx.now }),
  });
}
