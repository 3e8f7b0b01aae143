import type { Reader } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

const FIND = {
  service: statement<{ id: string }>()((db, p) =>
    db.selectFrom('service').select(['id', 'definition']).where('id', '=', p('id')),
  ),
  branch: statement<{ id: string }>()((db, p) =>
    db.selectFrom('branch').select(['id', 'definition']).where('id', '=', p('id')),
  ),
};

/** An item that left the network file but has bookings, as it last stood there. */
export async function findRetired<Item extends { id: string }>(
  reader: Reader,
  kind: keyof typeof FIND,
  id: string,
): Promise<Item> {
  const row = await reader.first(FIND[kind], { id });
  if (!row) throw new Error(`a booking names the ${kind} "${id}", which was never imported`);
  return { id: row.id, ...(JSON.parse(row.definition) as object) } as Item;
}
