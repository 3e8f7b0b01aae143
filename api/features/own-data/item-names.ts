import type { Locale, Text } from '#domain/ids.ts';
import type { ReadCtx } from '../../storage/context.ts';
import { findRetired, type RetiredKind } from '../../storage/stores/bookings/retired-item-store.ts';

const LISTS = {
  service: 'services',
  branch: 'branches',
  room: 'rooms',
  counsellor: 'counsellors',
  concession: 'concessions',
  discount: 'discounts',
} as const;

/** What the network calls its things, in one language; of what has left the file too. */
export interface ItemNames {
  of(kind: RetiredKind, id: string): Promise<string>;
  /** Nothing of nothing. */
  ifAny(kind: RetiredKind, id: string | null): Promise<string | undefined>;
}

export function itemNames({ reader, world }: ReadCtx, locale: Locale): ItemNames {
  const retired = new Map<string, Promise<{ id: string; name: Text }>>();
  const stored = (kind: RetiredKind, id: string) => {
    const key = `${kind} ${id}`;
    if (!retired.has(key)) retired.set(key, findRetired(reader, kind, id));
    return retired.get(key)!;
  };
  const of: ItemNames['of'] = async (kind, id) => {
    const { name } = world.network[LISTS[kind]].get(id) ?? (await stored(kind, id));
    return name[locale] ?? name.en ?? id;
  };
  return { of, ifAny: async (kind, id) => (id === null ? undefined : of(kind, id)) };
}
