import { checkId } from './check-value.ts';
import type { Spot } from './spot.ts';
import { isRecord } from './spot.ts';

/** The lists of the file. Any but `branches` may be absent, which means empty (N2). */
export const LISTS = [
  'branches',
  'rooms',
  'services',
  'counsellors',
  'concessions',
  'discounts',
  'partners',
  'groups',
  'people',
] as const;
export type ListName = (typeof LISTS)[number];

/** Which ids there are, and which items are sound: only those are compared with one another. */
export class Directory {
  private readonly ids = new Map<ListName, Set<string>>();
  /** A list that is none was named once; not everything that refers to it, too. */
  private readonly unreadable = new Set<ListName>();
  private readonly sound = new Map<ListName, Map<string, { item: unknown; spot: Spot }>>();

  constructor(root: Spot) {
    for (const list of LISTS) {
      const { absent, value } = root.at(list);
      if (!absent && !Array.isArray(value)) this.unreadable.add(list);
      const seen = new Set<string>();
      for (const spot of root.at(list).items()) {
        const id = isRecord(spot.value) ? checkId(spot.at('id')) : undefined;
        if (id === undefined) continue;
        if (seen.has(id)) spot.at('id').fault(`is used twice: ${id}`);
        seen.add(id);
      }
      this.ids.set(list, seen);
      this.sound.set(list, new Map());
    }
  }

  /** Checks every item of a list and keeps those with nothing wrong. */
  check(root: Spot, list: ListName, check: (spot: Spot) => void): void {
    const value = root.at(list).value;
    if (!Array.isArray(value)) return;
    for (const spot of root.at(list).items()) {
      const before = spot.list.count;
      check(spot);
      if (spot.list.count > before || !isRecord(spot.value)) continue;
      const { id } = spot.value;
      const sound = this.sound.get(list)!;
      if (typeof id === 'string' && !sound.has(id)) sound.set(id, { item: spot.value, spot });
    }
  }

  /** The sound items of a list; `T` is the list's type in network.ts. */
  soundItems<T>(list: ListName): { item: T; spot: Spot }[] {
    return [...this.sound.get(list)!.values()] as { item: T; spot: Spot }[];
  }

  soundItem<T>(list: ListName, id: string): T | undefined {
    return this.sound.get(list)!.get(id)?.item as T | undefined;
  }

  /** An id that must be in another list. */
  reference(spot: Spot, list: ListName): string | undefined {
    const { value } = spot;
    if (spot.absent) return undefined;
    if (typeof value === 'string' && (this.unreadable.has(list) || this.ids.get(list)!.has(value))) return value;
    return spot.fault(`names none of ${list}: ${String(JSON.stringify(value)).slice(0, 80)}`);
  }
}
