import { forgetOnLeaving } from '../offline/sign-out.ts';
import { beginLeaving, wasLeaving } from '../offline/leaving.ts';
import { preferences } from '../platform/preferences.ts';
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
  beginLeaving();
  if (preferences().sharedDevice) forgetOnLeaving();

  const { navigation } = globalThis as { navigation?: { currentEntry?: { index: number } | null } };
  const entriesBefore = navigation?.currentEntry?.index ?? 0;
  if (entriesBefore <= 0) return goAway();

  addEventListener('popstate', goAway, { once: true });
  history.go(-entriesBefore);
  // The first entry may be one that cannot be gone back to.
  setTimeout(goAway, 300);
}

function goAway(): void {
  wasLeaving();
  location.replace(NEUTRAL_PAGE);
}

/** Where the first entry is another document of the app, the way out leads through its start. @returns whether it does */
export function goOnLeaving(): boolean {
  window.addEventListener('pageshow', ({ persisted }) => persisted && wasLeaving() && goAway());
  if (!wasLeaving()) return false;

  goAway();
  return true;
}

/** Esc twice leaves as the button does; in a sheet the first one closes it. A key held down is one press. */
export function leaveWhenEscapedTwice(): void {
  let last = -Infinity;
  document.addEventListener('keydown', ({ key, timeStamp, repeat, isComposing }) => {
    if (key !== 'Escape' || repeat || isComposing) return;
    if (timeStamp - last < TWICE_MS) leave();
    last = timeStamp;
  });
}
