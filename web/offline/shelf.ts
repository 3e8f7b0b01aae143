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
  await set('catalogue', kept, shelf()).catch(() => undefined);
}

export async function keptCatalogue(): Promise<Kept | undefined> {
  return get<Kept>('catalogue', shelf()).catch(() => undefined);
}
