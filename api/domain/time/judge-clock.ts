import { MINUTE, type Instant } from '../ids.ts';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Clocks are put right by a little all the time. */
const SMALL_MS = 10 * MINUTE;
/** Looks are taken each hour; a longer gap tells nothing of the clock. */
const LONGEST_GAP_MS = 2 * HOUR;
/** So long a clock that has jumped ahead goes steadily before it is believed. */
export const STEADY_MS = DAY;

/** What is kept of the clock between two looks. */
export interface KeptClock {
  /** The last that was believed. */
  seen: Instant;
  /** It has jumped ahead by so much, and has gone steadily since for so long. */
  doubt?: { aheadMs: number; looked: Instant; steadyMs: number };
}

/**
 * Q13: whether a clock may decide that something is old enough to be deleted. Only one that runs ahead deletes too much.
 *
 * @param jumpedMs by how much it went on more than a clock that nobody sets, since this process last looked
 */
export function judgeClock(
  kept: KeptClock | undefined,
  { now, jumpedMs }: { now: Instant; jumpedMs: number },
): { kept: KeptClock; isTrusted: boolean } {
  const trusted = { kept: { seen: now }, isTrusted: true };
  if (!kept) return trusted;

  const { seen, doubt } = kept;
  const ahead = aheadBy(kept, now, jumpedMs);
  if (ahead <= SMALL_MS) return trusted;

  const gap = doubt ? now - doubt.looked : 0;
  const isSteady = Math.abs(jumpedMs) <= SMALL_MS && gap >= 0;
  const went = gap <= LONGEST_GAP_MS ? gap : 0;
  const steadyMs = isSteady ? (doubt?.steadyMs ?? 0) + went : 0;
  if (steadyMs >= STEADY_MS) return trusted;
  return { kept: { seen, doubt: { aheadMs: ahead, looked: now, steadyMs } }, isTrusted: false };
}

/** For a program of moments, which sees no clock go: whether this one is not far from what is believed. */
export function isNearKept(kept: KeptClock | undefined, now: Instant): boolean {
  return kept === undefined || (kept.doubt === undefined && now - kept.seen <= DAY);
}

function aheadBy({ seen, doubt }: KeptClock, now: Instant, jumpedMs: number): number {
  // After a pause nobody knows whether it was that long: it is the clock's word alone.
  if (!doubt) return now - seen > DAY ? Math.max(jumpedMs, now - seen) : jumpedMs;
  // Put back while nobody looked.
  if (now < doubt.looked && now - seen <= DAY) return 0;
  return doubt.aheadMs + jumpedMs;
}
