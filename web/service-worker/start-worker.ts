import { Workbox } from 'workbox-window';

const HOUR_MS = 3_600_000;
const TAKE_OVER_MS = 5_000;

/** @param onWaiting is handed how to take the newer version: the page is loaded anew once that has the say */
export async function startWorker(onWaiting: (update: () => void) => void): Promise<void> {
  const workbox = new Workbox(workerUrl());
  workbox.addEventListener('waiting', () => {
    onWaiting(() => {
      workbox.addEventListener('controlling', () => location.reload());
      workbox.messageSkipWaiting();
      // The browser lets a worker that is at work finish first. Who pressed sees something happen all the same.
      setTimeout(() => location.reload(), TAKE_OVER_MS);
    });
  });

  // An installed app is seldom opened anew: it asks when it is looked at again, and an hour has passed.
  let askedAt = performance.now();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || performance.now() - askedAt < HOUR_MS) return;
    askedAt = performance.now();
    void workbox.update().catch(() => undefined);
  });
  await workbox.register();
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
