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

export const PREFERENCES_KEY = 'quietroom';

export function keptPreferences(): Preferences {
  try {
    return JSON.parse(localStorage.getItem(PREFERENCES_KEY) ?? '{}') as Preferences;
  } catch {
    return {};
  }
}
