import { deviceNow } from '../platform/clock.ts';

/** Somebody pressed Leave in this tab. A page of the app that opens on the way out must not show itself. */

const KEY = 'quietroom-leaving';
/** Longer than the slowest way back takes; short enough that coming again on purpose works. */
const WAY_OUT_MS = 15_000;

/** Whatever this tab remembered goes first: what was about to be booked says why somebody came. */
export function beginLeaving(): void {
  try {
    sessionStorage.clear();
    sessionStorage.setItem(KEY, String(deviceNow()));
  } catch {
    // A browser that stores nothing also remembers nothing.
  }
}

/** Whether this page opened on the way out. Says so once. */
export function wasLeaving(): boolean {
  try {
    const since = Number(sessionStorage.getItem(KEY));
    sessionStorage.removeItem(KEY);
    return since > 0 && deviceNow() - since < WAY_OUT_MS;
  } catch {
    return false;
  }
}
