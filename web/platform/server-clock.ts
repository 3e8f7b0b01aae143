import type { Instant } from '#domain/ids.ts';
import { deviceNow, useNow } from './clock.ts';

/**
 * The server's clock as its answers show it: a phone that is minutes off must not show a hold as over, or as lasting. An
 * answer that was long on its way only makes the server look slower than it is, so the largest difference seen is kept.
 */
let ahead: number | undefined;

export function heardServerTime(asOf: string): void {
  const difference = Date.parse(asOf) - deviceNow();
  ahead = ahead === undefined ? difference : Math.max(ahead, difference);
}

export function serverTime(now: Instant): Instant {
  return now + (ahead ?? 0);
}

/** The server's now, renewed every `everyMs`. */
export function useServerNow(everyMs: number): Instant {
  return serverTime(useNow(everyMs));
}
