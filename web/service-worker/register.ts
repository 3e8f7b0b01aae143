import { useSyncExternalStore } from 'react';

/** A newer version waits until the patron agrees; until then every open tab goes on with the old one. */

let update: (() => void) | undefined;
const watchers = new Set<() => void>();

/** The worker is for the next visit: it waits until this one has what it needs. */
export function registerServiceWorker(ready: Promise<void>): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  void ready.then(register).catch(() => undefined);
}

async function register(): Promise<void> {
  const { startWorker } = await import('./start-worker.ts');
  await startWorker((take) => {
    update = take;
    for (const watcher of watchers) watcher();
  });
}

/** How to take the newer version, once there is one. */
export function useUpdate(): (() => void) | undefined {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => update,
  );
}
