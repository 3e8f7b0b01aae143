import type { Instant } from '../ids.ts';
import { instantAt, wallAt } from '../time/zone.ts';

/** Minutes of the day in which no message comes, `from` included; past midnight where `until` is not later. Equal: none. */
export interface QuietHours {
  from: number;
  until: number;
}

export const USUAL_QUIET: QuietHours = { from: 21 * 60, until: 8 * 60 };

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/**
 * The quiet hours that an instant lies in, half-open, by the clock of a zone (T1, T2: from the instant that their start names
 * to the one that their end names, however often the clock shows it); undefined outside them.
 */
export function quietAt(quiet: QuietHours, zone: string, at: Instant): { from: Instant; until: Instant } | undefined {
  if (quiet.from === quiet.until) return undefined;
  const midnight = Math.floor(wallAt(zone, at) / DAY) * DAY;
  const length = (quiet.until - quiet.from + 1440) % 1440;

  // Those that began yesterday may last; tomorrow's are asked for the hour that clocks go back over.
  for (const day of [midnight - DAY, midnight, midnight + DAY]) {
    const wall = day + quiet.from * MINUTE;
    const from = instantAt(zone, wall);
    const until = instantAt(zone, wall + length * MINUTE);
    if (from <= at && at < until) return { from, until };
  }
  return undefined;
}
