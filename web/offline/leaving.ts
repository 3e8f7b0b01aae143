import { deviceNow } from '../platform/clock.ts';

/** Somebody pressed Leave in this tab. A page of the app that opens on the way out must not show itself. */

const KEY = 'quietroom-leaving';
/** Longer than the slowest way back takes; short enough that coming again on purpose works. */
const WAY_OUT_MS = 15_000;

/** Whatever this tab remembered goes first: what was about to be booked says why somebody came. */
export function beginLeaving(page: string): void {
  try {
    sessionStorage.clear();
    sessionStorage.setItem(KEY, `${deviceNow()} ${page}`);
  } catch {
    // A browser that stores nothing also remembers nothing.
  }
}

/** To which page this one opened on the way out, if it did. Says so once. */
export function wasLeaving(): string | undefined {
  try {
    const [since, page] = (sessionStorage.getItem(KEY) ?? '').split(' ');
    sessionStorage.removeItem(KEY);
    return deviceNow() - Number(since) < WAY_OUT_MS ? page : undefined;
  } catch {
    return undefined;
  }
}
