import { useSyncExternalStore } from 'react';

/** A newer version waits until the patron agrees; until then every open tab goes on with the old one. */

const FIRST_VISIT_MS = 3000;
const HOUR_MS = 3_600_000;
let update: (() => void) | undefined;
const watchers = new Set<() => void>();

/** The worker is for the next visit: on a slow line it does not take from the first screen, which is waiting for its times. */
export function registerServiceWorker(): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  setTimeout(() => void register(), navigator.serviceWorker.controller ? 0 : FIRST_VISIT_MS);
}

function register(): void {
  void import('workbox-window').then(({ Workbox }) => {
    const workbox = new Workbox(workerUrl());
    workbox.addEventListener('waiting', () => {
      update = () => {
        workbox.addEventListener('controlling', () => location.reload());
        workbox.messageSkipWaiting();
      };
      for (const watcher of watchers) watcher();
    });
    // An installed app is seldom opened anew: it asks when it is looked at again, and an hour has passed.
    let askedAt = performance.now();
    document.addEventListener('visibilitychange', () => {
      if (document.hidden || performance.now() - askedAt < HOUR_MS) return;
      askedAt = performance.now();
      void workbox.update().catch(() => undefined);
    });
    return workbox.register();
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

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** The one script address that is made at run time; the page's policy lets no other be. */
function workerUrl(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy('quietroom', {
    createScriptURL: (url) => {
      if (url !== '/sw.js') throw new TypeError(`not a script of this app: ${url}`);
      return url;
    },
  });
  return policy ? policy.createScriptURL('/sw.js') : '/sw.js';
}
