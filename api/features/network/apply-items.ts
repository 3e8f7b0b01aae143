import type { Tx } from '../../storage/engine/database.ts';
import { canonicalJson } from '../../storage/sealing/canonical-json.ts';
import {
  deleteItem,
  moveItem,
  putItem,
  readItems,
  referencedIds,
  retireItem,
  type ItemTable,
} from '../../storage/stores/import/network-item-store.ts';
import { emptySummary, type ListSummary } from './import-summary.ts';

/** Writes what differs of a list, and answers which ids left it: they go last, when nothing names them any more. */
export async function applyItems(
  tx: Tx,
  table: ItemTable,
  items: readonly { id: string }[],
  step: () => void,
): Promise<{ summary: ListSummary; left: string[] }> {
  const stored = new Map((await readItems(tx, table)).map((row) => [row.id, row]));
  const summary = emptySummary();

  for (const [position, item] of items.entries()) {
    const row = stored.get(item.id);
    stored.delete(item.id);
    const outcome = outcomeOf(row, item, position);
    summary[outcome]++;
    if (outcome === 'moved') await moveItem(tx, table, item.id, position);
    else if (outcome !== 'unchanged') await putItem(tx, table, item, position);
    step();
  }

  return { summary, left: [...stored.values()].filter((row) => row.retired_at === null).map((row) => row.id) };
}

/** A retired item that is back counts as added. */
function outcomeOf(
  row: { definition: string; position: number; retired_at: number | null } | undefined,
  item: unknown,
  position: number,
): 'added' | 'changed' | 'moved' | 'unchanged' {
  if (!row || row.retired_at !== null) return 'added';
  if (row.definition !== JSON.stringify(item) && canonicalJson(JSON.parse(row.definition)) !== canonicalJson(item)) {
    return 'changed';
  }
  return row.position === position ? 'unchanged' : 'moved';
}

/** An item that something still names is retired, never deleted. */
export async function dropItems(tx: Tx, table: ItemTable, left: string[], summary: ListSummary): Promise<void> {
  if (left.length === 0) return;
  const referenced = await referencedIds(tx, table);

  for (const id of left) {
    if (referenced.has(id)) {
      summary.retired++;
      await retireItem(tx, table, id);
    } else {
      summary.deleted++;
      await deleteItem(tx, table, id);
    }
  }
}
