import { t } from '@lingui/core/macro';
import type { Block } from '#contract/blocks.ts';
import { addDays } from '#domain/time/local-date.ts';
import { clock, joined, shortDay } from '../../../i18n/format.ts';
import { timeRange } from '../visit/visit-words.ts';

const MIDNIGHT = 'T00:00';

/** A component that calls one of these also calls `useLingui`. */

export function blockWord(kind: Block['kind']): string {
  switch (kind) {
    case 'block':
      return t({ message: 'Blocked', comment: 'Time of one’s own that cannot be booked' });
    case 'leave':
      return t`On leave`;
    case 'ill':
      return t({ message: 'Ill', comment: 'Time taken away because the counsellor is ill' });
    case 'out_of_use':
      return t`Out of use`;
  }
}

/** "Wed 25 Nov, 10:00–12:00", "Wed 25 Nov, from 14:00", "Wed 25 – Fri 27 Nov": midnight is no time that people say. */
export function rangeWord({ localStart, localEnd }: { localStart: string; localEnd: string }): string {
  const isFromMidnight = localStart.endsWith(MIDNIGHT);
  const isToMidnight = localEnd.endsWith(MIDNIGHT);
  const from = localStart.slice(0, 10);
  const until = isToMidnight ? addDays(localEnd.slice(0, 10), -1) : localEnd.slice(0, 10);

  if (from === until && isFromMidnight && isToMidnight) return joined([shortDay(from), t`all day`]);
  if (from === until && isToMidnight) return joined([shortDay(from), t`from ${clock(localStart)}`]);
  if (from === until) return joined([shortDay(from), timeRange({ localStart, localEnd })]);

  const start = joined([shortDay(from), isFromMidnight ? undefined : clock(localStart)]);
  const end = joined([shortDay(until), isToMidnight ? undefined : clock(localEnd)]);
  return t({ message: `${start} to ${end}`, comment: 'From one day until another, both included' });
}
