import { useSyncExternalStore } from 'react';
import { keptPreferences, PREFERENCES_KEY, type Preferences } from './early/kept-preferences.ts';

const watchers = new Set<() => void>();
let current = keptPreferences();

// Another tab chose something: it counts here too.
if (typeof window !== 'undefined') {
  window.addEventListener('storage', ({ key }) => {
    if (key !== PREFERENCES_KEY && key !== null) return;
    current = keptPreferences();
    for (const watcher of watchers) watcher();
  });
}

export function preferences(): Preferences {
  return current;
}

/** Keeps what can be kept; a browser that stores nothing still works until it is closed. */
export function prefer(change: { [K in keyof Preferences]: Preferences[K] | undefined }): void {
  const next = { ...current, ...change } as Preferences;
  current = next;
  try {
    localStorage.setItem(PREFERENCES_KEY, JSON.stringify(next));
  } catch {
    // Private windows and full disks: the choice lasts as long as the page.
  }
  for (const watcher of watchers) watcher();
}

/** On leaving a shared device: everything but the language and the fact that it is shared. */
export function forgetPreferences(): void {
  const { locale, sharedDevice } = current;
  const kept: Preferences = { ...(locale && { locale }), ...(sharedDevice && { sharedDevice }) };
  current = {};
  prefer(kept);
}

/** Calls `watcher` after every choice, here or in another tab. @returns how to stop */
export function onPreference(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(onPreference, preferences);
}
