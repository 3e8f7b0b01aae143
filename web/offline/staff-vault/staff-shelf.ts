import { del, get, keys, set, update } from 'idb-keyval';
import { preferences } from '../../platform/preferences.ts';
import { vault, vaultMemory } from '../vault.ts';

/**
 * Where the things of staff lie: beside the patron's, so that one emptying empties both. On a shared device, and where the
 * browser stores nothing, in this tab's memory only.
 */

const PREFIX = 'staff:';

export async function shelve(name: string, value: unknown, onDisk = true): Promise<void> {
  try {
    if (!onDisk || preferences().sharedDevice) throw new Error('in memory');
    await set(PREFIX + name, value, vault());
    vaultMemory.delete(PREFIX + name);
  } catch {
    vaultMemory.set(PREFIX + name, value);
  }
}

export async function shelved<T>(name: string): Promise<T | undefined> {
  if (vaultMemory.has(PREFIX + name)) return vaultMemory.get(PREFIX + name) as T;
  try {
    return await get<T>(PREFIX + name, vault());
  } catch {
    return undefined;
  }
}

/** Reads and writes in one step, so that two tabs do not overwrite each other. Does nothing where there is nothing. */
export async function reshelve<T>(name: string, change: (value: T) => T): Promise<T | undefined> {
  if (vaultMemory.has(PREFIX + name)) {
    const next = change(vaultMemory.get(PREFIX + name) as T);
    vaultMemory.set(PREFIX + name, next);
    return next;
  }
  if (!(await shelved(name))) return undefined;

  let next: T | undefined;
  await update<T>(PREFIX + name, (value) => (next = value && change(value)) as T, vault());
  return next;
}

export async function unshelve(name: string): Promise<void> {
  vaultMemory.delete(PREFIX + name);
  try {
    await del(PREFIX + name, vault());
  } catch {
    // A browser that stores nothing has nothing to forget.
  }
}

/** Names that begin with `start`. */
export async function shelfNames(start: string): Promise<string[]> {
  const inMemory = [...vaultMemory.keys()];
  const onDisk = await keys<string>(vault()).catch(() => []);
  return [...new Set([...inMemory, ...onDisk])]
    .filter((name) => name.startsWith(PREFIX + start))
    .map((name) => name.slice(PREFIX.length));
}
