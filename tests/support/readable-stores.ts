import type { Page } from 'playwright-core';

/** Where a page can keep things that whoever has the device can read. */
export const STORES = ['localStorage', 'sessionStorage', 'cookie', 'indexedDB', 'caches'] as const;
export type Store = (typeof STORES)[number];

/** Everything that stands readably in this browser's stores for the page's origin, as text; bytes as the text they may be. */
export function readStores(page: Page): Promise<Record<Store, string>> {
  return page.evaluate(async () => {
    const asText = (bytes: ArrayBuffer | ArrayBufferView) =>
      `${new TextDecoder().decode(bytes)} ${new TextDecoder('utf-16le').decode(bytes)}`;
    const said = (value: unknown): string => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return asText(value);
      if (value instanceof Map || value instanceof Set) return said([...value]);
      if (Array.isArray(value)) return value.map(said).join(' ');
      if (value !== null && typeof value === 'object') return Object.entries(value).map(said).join(' ');
      return String(value);
    };
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, failed) => {
        request.addEventListener('success', () => done(request.result));
        request.addEventListener('error', () => failed(request.error));
      });

    const databases: string[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await answer(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const rows = database.transaction(store).objectStore(store);
        const [values, keys] = await Promise.all([answer(rows.getAll()), answer(rows.getAllKeys())]);
        databases.push(name, store, said(keys), said(values));
      }
      database.close();
    }
    const cached: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        cached.push(request.url, await (await cache.match(request))!.text());
      }
    }
    return {
      localStorage: said(Object.entries(localStorage)),
      sessionStorage: said(Object.entries(sessionStorage)),
      cookie: document.cookie,
      indexedDB: databases.join('\n'),
      caches: cached.join('\n'),
    };
  });
}

/** What tells of somebody: a bare “Heron” stands in the app's own texts, with a number it is a person. */
export const isSomebody = (alias: string): boolean => /\d/.test(alias);

/** Which of the words stand where. */
export async function wordsInStores(page: Page, words: readonly string[]): Promise<string[]> {
  const stores = await readStores(page);
  return STORES.flatMap((store) =>
    words.filter((word) => stores[store].includes(word)).map((word) => `${word} in ${store}`),
  );
}

/** A word in each of them, as a careless page would leave it. */
export function plantInStores(page: Page, word: string): Promise<void> {
  return page.evaluate(async (planted) => {
    localStorage.setItem('planted', planted);
    sessionStorage.setItem('planted', planted);
    document.cookie = `planted=${planted}`;
    await (await caches.open('planted')).put('/planted', new Response(planted));
    await new Promise<void>((done, failed) => {
      const opening = indexedDB.open('planted');
      opening.onupgradeneeded = () => void opening.result.createObjectStore('words', { autoIncrement: true });
      opening.addEventListener('error', () => failed(opening.error));
      opening.addEventListener('success', () => {
        const transaction = opening.result.transaction('words', 'readwrite');
        transaction.objectStore('words').add({ bytes: new TextEncoder().encode(planted) });
        transaction.addEventListener('complete', () => {
          opening.result.close();
          done();
        });
      });
    });
  }, word);
}
