import type { Instant } from '#domain/ids.ts';
import { deviceNow, useNow } from './clock.ts';

/**
 * The server's clock as its answers show it: a phone that is minutes off must not show a hold as over, or as lasting. An
 * answer that was long on its way only makes the server look slower than it is, so the largest difference seen is kept,
 * unless the device's clock has been set in between.
 */
let ahead: number | undefined;
const CLOCK_WAS_SET_MS = 30_000;

export function heardServerTime(asOf: string): void {
  const difference = Date.parse(asOf) - deviceNow();
  const isSameClock = ahead !== undefined && Math.abs(difference - ahead) < CLOCK_WAS_SET_MS;
  ahead = isSameClock ? Math.max(ahead as number, difference) : difference;
}

export function serverTime(now: Instant): Instant {
  return now + (ahead ?? 0);
}

/** By how many milliseconds; undefined while nothing was heard. */
export const aheadOfDevice = () => ahead;

/** What was heard at an earlier visit counts until something is heard now. */
export function recallServerTime(aheadThen: number): void {
  ahead ??= aheadThen;
}

/** The server's now, renewed every `everyMs`. */
export function useServerNow(everyMs: number): Instant {
  return serverTime(useNow(everyMs));
}
