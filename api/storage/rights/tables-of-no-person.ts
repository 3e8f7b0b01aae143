import type { Schema } from '../schema.ts';

/** They are about the library. Both plans pass over them for the one reason. */
const TABLES = [
  'meta',
  'setting',
  'network',
  'branch',
  'room',
  'service',
  'counsellor',
  'concession',
  'discount',
  'partner',
  'group_series',
  'number',
] as const satisfies readonly (keyof Schema)[];

type TableOfNoPerson = (typeof TABLES)[number];

/** The same decision for each of them. */
export function tablesOfNoPerson<Decision>(decision: Decision): Record<TableOfNoPerson, Decision> {
  return Object.fromEntries(TABLES.map((table) => [table, decision])) as Record<TableOfNoPerson, Decision>;
}
