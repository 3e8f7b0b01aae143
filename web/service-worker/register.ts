import { useSyncExternalStore } from 'react';

/** A newer version waits until the patron agrees; until then every open tab goes on with the old one. */

const FIRST_VISIT_MS = 3000;
let update: (() => void) | undefined;
const watchers = new Set<() => void>();

/** The worker is for the next visit: on a slow line it does not take from the first screen, which is waiting for its times. */
export function registerServiceWorker(): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  setTimeout(() => void register().catch(() => undefined), navigator.serviceWorker.controller ? 500 : FIRST_VISIT_MS);
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
