import { t } from '@lingui/core/macro';
import type { Block } from '#contract/blocks.ts';
import { clock, joined, shortDay } from '../../../i18n/format.ts';
import { timeRange } from '../visit/visit-words.ts';

/** A component that calls one of these also calls `useLingui`. */

export function blockWord(kind: Block['kind']): string {
  switch (kind) {
    case 'block':
      return t({ message: 'Blocked', comment: 'Time of one’s own that cannot be booked' });
    case 'leave':
      return t`Leave`;
    case 'ill':
      return t({ message: 'Ill', comment: 'Time taken away because the counsellor is ill' });
    case 'out_of_use':
      return t`Out of use`;
  }
}

/** "Wed 25 Nov, 10:00–12:00"; with both days where it goes past midnight. */
export function rangeWord({ localStart, localEnd }: { localStart: string; localEnd: string }): string {
  const [from, until] = [localStart.slice(0, 10), localEnd.slice(0, 10)];
  if (from === until) return joined([shortDay(from), timeRange({ localStart, localEnd })]);
  const start = joined([shortDay(from), clock(localStart)]);
  const end = joined([shortDay(until), clock(localEnd)]);
  return t({ message: `${start} until ${end}`, comment: 'From one day and time until another' });
}
