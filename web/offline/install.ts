import { useSyncExternalStore } from 'react';

/** Browsers that can put the app on the home screen say so once, and wait to be asked. The others have a menu for it. */
interface InstallEvent extends Event {
  prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

let offer: (() => void) | undefined;
const watchers = new Set<() => void>();

function change(next: typeof offer): void {
  offer = next;
  for (const watcher of watchers) watcher();
}

/** Keeps the browser's own prompt from getting in the way: the offer stands on the page of settings. */
export function watchInstallOffer(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    change(() => {
      change(undefined);
      void (event as InstallEvent).prompt();
    });
  });
  addEventListener('appinstalled', () => change(undefined));
}

/** How to install, where the browser lets a page ask. */
export function useInstall(): (() => void) | undefined {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => offer,
  );
}
