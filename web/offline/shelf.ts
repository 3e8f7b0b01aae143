import { createStore, get, set, type UseStore } from 'idb-keyval';
import type { Catalogue } from '#contract/catalogue.ts';

/** What is public anyway and may lie open on the device: the catalogue, so that the first screen opens with no network. */

interface Kept {
  catalogue: Catalogue;
  savedAt: number;
}

let store: UseStore | undefined;
const shelf = () => (store ??= createStore('quietroom-shelf', 'shelf'));

export async function keepCatalogue(kept: Kept): Promise<void> {
  try {
    await set('catalogue', kept, shelf());
  } catch {
    // No storage to be had: the next visit asks again.
  }
}

export async function keptCatalogue(): Promise<Kept | undefined> {
  try {
    return await get<Kept>('catalogue', shelf());
  } catch {
    return undefined;
  }
}
