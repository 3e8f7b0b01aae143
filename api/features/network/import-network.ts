import { checkNetworkFile } from '#domain/network-file/check-network-file.ts';
import type { NetworkFile } from '#domain/network.ts';
import type { Services } from '../../storage/context.ts';
import type { Tx } from '../../storage/engine/database.ts';
import { canonicalJson } from '../../storage/sealing/canonical-json.ts';
import { recordAudit } from '../../storage/stores/audit-store.ts';
import { noteChange } from '../../storage/stores/change-store.ts';
import { ITEM_TABLES, type ItemTable } from '../../storage/stores/import/network-item-store.ts';
import { findNetworkHead, lockNetwork, writeNetworkHead } from '../../storage/stores/network-store.ts';
import { applyGroups, type Sweep } from './apply-groups.ts';
import { applyItems, dropItems } from './apply-items.ts';
import { applyPeople } from './apply-people.ts';
import { emptySummary, hasChanges, type ImportSummary, type ListSummary, type Progress } from './import-summary.ts';
import { preparePeople, type PreparedPerson } from './prepare-people.ts';

export type ImportServices = Pick<Services, 'database' | 'keys' | 'newId'>;

export interface ImportOptions {
  /** Whether the file may bring people. */
  demo: boolean;
  onProgress?: Progress;
  /** Ends the holds that ran out, so that nothing counts as booked that is not: bookings are another feature's. */
  sweep?: Sweep;
}

/**
 * Checks a network file and applies it, whole or not at all. The same file twice writes nothing the second time.
 *
 * @param value the parsed JSON
 * @throws NetworkFaults with every fault of the file, or what in the database stands in its way
 */
export async function importNetwork(
  services: ImportServices,
  value: unknown,
  { demo, onProgress = () => {}, sweep }: ImportOptions,
): Promise<ImportSummary> {
  const file = checkNetworkFile(value, { people: demo });
  const people = await preparePeople(services.database.reader, services.keys, file.people, onProgress);

  return services.database.write((tx) => apply(services, tx, file, demo ? people : undefined, { onProgress, sweep }));
}

async function apply(
  { keys, newId }: ImportServices,
  tx: Tx,
  file: NetworkFile,
  people: PreparedPerson[] | undefined,
  { onProgress, sweep }: { onProgress: Progress; sweep: Sweep | undefined },
): Promise<ImportSummary> {
  await lockNetwork(tx);
  const stored = await findNetworkHead(tx);
  const network = emptySummary();
  network[!stored ? 'added' : isSame(stored.head, file.network) ? 'unchanged' : 'changed']++;

  const lists: Record<string, ListSummary> = { network };
  const left = new Map<ItemTable, string[]>();
  const total = ITEM_TABLES.reduce((sum, table) => sum + listOf(file, table).length, 0);
  let done = 0;
  for (const table of ITEM_TABLES) {
    const applied = await applyItems(tx, table, listOf(file, table), () => onProgress(++done, total));
    lists[LIST_NAMES[table]] = applied.summary;
    left.set(table, applied.left);
  }

  lists['sessions'] = await applyGroups(tx, file, { newId, sweep });
  if (people) lists['people'] = await applyPeople({ tx, keys, newId }, file, people);
  for (const table of ITEM_TABLES.toReversed()) {
    await dropItems(tx, table, left.get(table)!, lists[LIST_NAMES[table]]!);
  }

  const changed = Object.values(lists).some(hasChanges);
  if (!changed) return { changed, version: stored!.version, lists };
  const version = newId();
  await writeNetworkHead(tx, { head: file.network, version });
  await noteChange(tx, 'network', '');
  await recordAudit({ tx, keys, now: tx.now, newId }, 'network.imported', file.network.id, { version, lists });
  return { changed, version, lists };
}

const LIST_NAMES: Record<ItemTable, string> = {
  branch: 'branches',
  room: 'rooms',
  service: 'services',
  counsellor: 'counsellors',
  concession: 'concessions',
  discount: 'discounts',
  partner: 'partners',
  group_series: 'groups',
};

function listOf(file: NetworkFile, table: ItemTable): readonly { id: string }[] {
  return file[LIST_NAMES[table] as 'branches'];
}

function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
