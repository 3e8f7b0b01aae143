import { api } from '../platform/api-client.ts';
import { forgetIntents } from '../platform/intent.ts';
import { forgetPreferences, preferences } from '../platform/preferences.ts';
import { emptyVault } from '../offline/vault.ts';
import { queryClient } from './query-client.ts';

const NEUTRAL_PAGE = '/away.html';
const TWICE_MS = 700;

/**
 * Away at once, nothing asked: the app's first entry in the history becomes a neutral page, so that "back" leads out of the
 * app and not into it (decisions.md 26). On a shared device the person is signed out and forgotten.
 */
export function leave(): void {
  document.body.hidden = true;
  queryClient.clear();
  forgetIntents();
  if (preferences().sharedDevice) {
    void api.signOut().catch(() => undefined);
    void emptyVault();
    forgetPreferences();
  }

  const { navigation } = globalThis as { navigation?: { currentEntry?: { index: number } | null } };
  const entriesBefore = navigation?.currentEntry?.index ?? 0;
  if (entriesBefore <= 0) return location.replace(NEUTRAL_PAGE);

  addEventListener('popstate', () => location.replace(NEUTRAL_PAGE), { once: true });
  history.go(-entriesBefore);
  // Where the first entry was another document, going back does not come through here again.
  setTimeout(() => location.replace(NEUTRAL_PAGE), 300);
}

/** Esc twice leaves as the button does. In a sheet the first Esc closes it. */
export function leaveWhenEscapedTwice(): void {
  let last = -Infinity;
  document.addEventListener('keydown', ({ key, timeStamp }) => {
    if (key !== 'Escape') return;
    if (timeStamp - last < TWICE_MS) leave();
    last = timeStamp;
  });
}
