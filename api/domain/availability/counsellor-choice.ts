/** Somebody free at the time, with how many sessions are theirs that day. */
export interface FreeCounsellor {
  id: string;
  sessionsThatDay: number;
}

/**
 * S14: who has the talk where nobody was asked for: last time's counsellor if free, else who has the fewest sessions that
 * day, then the first by id. `undefined` only where nobody is free.
 */
export function chooseCounsellor(free: readonly FreeCounsellor[], lastCounsellor?: string): string | undefined {
  if (free.some((one) => one.id === lastCounsellor)) return lastCounsellor;

  return free.toSorted((a, b) => a.sessionsThatDay - b.sessionsThatDay || (a.id < b.id ? -1 : 1))[0]?.id;
}
