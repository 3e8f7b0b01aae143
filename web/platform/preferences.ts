import { useSyncExternalStore } from 'react';
import type { Locale } from '#domain/ids.ts';
import type { Feature, Mode } from '#domain/network.ts';

/** What a device remembers in plain sight: nothing that names a person or says why somebody comes. */
export interface Preferences {
  locale?: Locale;
  theme?: 'light' | 'dark';
  sharedDevice?: boolean;
  /** Somebody signed in here and has not signed out: worth asking the API who. */
  signedIn?: boolean;
  /** Signed out here while the API could not be reached: it is told as soon as it can be. */
  signOutOwed?: boolean;
  branch?: string;
  language?: string;
  mode?: Mode;
  features?: Feature[];
  /** At the desk: keys without a modifier were turned off. */
  deskKeys?: false;
}

const KEY = 'quietroom';
const watchers = new Set<() => void>();
let current = read();

function read(): Preferences {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Preferences;
  } catch {
    return {};
  }
}

// Another tab chose something: it counts here too.
if (typeof window !== 'undefined') {
  window.addEventListener('storage', ({ key }) => {
    if (key !== KEY && key !== null) return;
    current = read();
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
    localStorage.setItem(KEY, JSON.stringify(next));
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
