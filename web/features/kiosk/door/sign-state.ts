import type { DoorSign } from '#contract/desk.ts';
import type { Instant, LocalTime } from '#domain/ids.ts';

/** A sign that has heard nothing for so long says nothing: a wrong word at a door is worse than none. */
export const SILENCE_MS = 120_000;

export type SignState = { is: 'used'; until?: LocalTime } | { is: 'free' } | { is: 'unknown' };

/** @param now the server's clock; @param wall an instant on the branch's wall clock */
export function signState(
  sign: DoorSign | undefined,
  now: Instant,
  wall: (at: Instant | string) => LocalTime,
): SignState {
  if (!sign || now - Date.parse(sign.asOf) >= SILENCE_MS) return { is: 'unknown' };
  const { inUseUntil, freeUntil, asOf } = sign;
  const until = inUseUntil ?? freeUntil;
  const hasRunOut = until !== undefined && until <= wall(now);
  // It was true when it was said, and its time has come since: neither word is certain until the server is heard again.
  if (hasRunOut && wall(asOf) < until) return { is: 'unknown' };
  if (inUseUntil === undefined) return { is: 'free' };
  // A meeting that goes on past its end has no end to name.
  return hasRunOut ? { is: 'used' } : { is: 'used', until: inUseUntil };
}
