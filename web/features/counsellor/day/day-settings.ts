import type { CounsellorDay } from '#contract/counsellor.ts';
import { DEFAULT_SETTINGS } from '#domain/settings.ts';

/** From how long before the start something can be said of a visit; an older server does not tell. */
export function checkInOpensMin(day: CounsellorDay | undefined): number {
  return (day as { checkInOpensMin?: number } | undefined)?.checkInOpensMin ?? DEFAULT_SETTINGS.checkInOpensMin;
}
