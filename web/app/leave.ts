import { forgetOnLeaving } from '../offline/sign-out.ts';
import { beginLeaving, wasLeaving } from '../offline/leaving.ts';
import { preferences } from '../platform/preferences.ts';
import { queryClient } from './query-client.ts';
import { isStaffPath } from './staff/staff-path.ts';

const NEUTRAL_PAGE = '/away.html';
/** Where it is said that everything was deleted. */
const GONE_PAGE = '/gone';
const TWICE_MS = 700;

/**
 * Away at once, nothing asked: the app's first entry in the history becomes a neutral page, so that "back" leads out of the
 * app and not into it (ARCHITECTURE.md, 22). On a shared device the person is signed out and forgotten.
 */
export function leave(): void {
  document.body.hidden = true;
  if (preferences().sharedDevice) forgetOnLeaving();
  goOut(NEUTRAL_PAGE);
}

/** Everything was deleted: nothing of the app that they used lies behind the page that says so. */
export function leaveAsGone(): void {
  goOut(GONE_PAGE);
}

function goOut(page: string): void {
  document.body.hidden = true;
  queryClient.clear();
  beginLeaving(page);
  const goAway = () => goTo(page);

  // Not every browser has it; without it the way out begins where one is.
  const navigation = (globalThis as { navigation?: Navigation }).navigation;
  const [first] = navigation?.entries() ?? [];
  if (!navigation || !first || first.index === navigation.currentEntry?.index) return goAway();

  // Not before the step back is done or refused: of two steps at once nobody knows where they end. Where the first entry is
  // another document, this one ends with the step, and that one goes on leaving.
  addEventListener('popstate', goAway, { once: true });
  const { committed, finished } = navigation.traverseTo(first.key);
  committed?.catch(goAway);
  finished?.catch(() => undefined);
}

function goTo(page: string): void {
  wasLeaving();
  // What lies ahead in the history leads into the app as well: a step on cuts it off. Past the router, which listens.
  History.prototype.replaceState.call(history, null, '', `${page}#`);
  location.assign(page);
}

/** Where the first entry is another document of the app, the way out leads through its start. @returns whether it does */
export function goOnLeaving(): boolean {
  window.addEventListener('pageshow', ({ persisted }) => {
    // This page, kept by the browser as it was left, stands for the neutral one.
    if (!persisted) return;
    if ([NEUTRAL_PAGE, GONE_PAGE].includes(location.pathname)) return location.reload();
    const page = wasLeaving();
    if (page) goTo(page);
  });
  const page = wasLeaving();
  if (!page) return false;

  // Until a page has loaded, a step on would count as the same step.
  window.addEventListener('load', () => setTimeout(() => goTo(page)));
  return true;
}

/** Esc twice leaves as the button does; in a sheet the first one closes it. A key held down is one press. Staff have Lock. */
export function leaveWhenEscapedTwice(): void {
  let last = -Infinity;
  document.addEventListener('keydown', ({ key, timeStamp, repeat, isComposing }) => {
    if (key !== 'Escape' || repeat || isComposing) return;
    if (timeStamp - last < TWICE_MS && !isStaffPath(location.pathname)) leave();
    last = timeStamp;
  });
}
