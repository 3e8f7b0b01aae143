import type { Reader } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

const find = (table: 'service' | 'branch' | 'room' | 'counsellor' | 'concession' | 'discount') =>
  statement<{ id: string }>()((db, p) => db.selectFrom(table).select(['id', 'definition']).where('id', '=', p('id')));

const FIND = {
  service: find('service'),
  branch: find('branch'),
  room: find('room'),
  counsellor: find('counsellor'),
  concession: find('concession'),
  discount: find('discount'),
};

export type RetiredKind = keyof typeof FIND;

/** An item that left the network file but has bookings, as it last stood there. */
export async function findRetired<Item extends { id: string }>(
  reader: Reader,
  kind: RetiredKind,
  id: string,
): Promise<Item> {
  const row = await reader.first(FIND[kind], { id });
  if (!row) throw new Error(`somebody’s record names the ${kind} "${id}", which was never imported`);
  return { id: row.id, ...(JSON.parse(row.definition) as object) } as Item;
}
