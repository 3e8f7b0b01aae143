import { useSyncExternalStore } from 'react';

function watch(changed: () => void) {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
}

/** What the browser believes. A request that fails is the better witness; this one is only for hints. */
export function useOnline(): boolean {
  return useSyncExternalStore(watch, () => navigator.onLine);
}
