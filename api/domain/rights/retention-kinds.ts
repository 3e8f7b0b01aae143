import { VISIT_CLOSES_DAYS } from '../check-in/judge-item.ts';
import type { Settings } from '../settings.ts';

/** How long one kind of data is kept, and why no longer and no shorter. */
export interface RetentionKind {
  /** A number of days, or the setting that has it. */
  days: number | keyof Settings;
  /** No setting makes it shorter than this: something else rests on the rows. */
  least?: number;
  /** What the days are counted from: `90 days after their end`. */
  from: string;
  why: string;
}

/** The day of a session ends, at its branch, at most 25 hours after the session; a day more costs nothing. */
const VISIT_CLOSED_DAYS = VISIT_CLOSES_DAYS + 3;

/** Q10: kind by kind. What is named in no line is kept as long as the person or the library wants it (docs/retention.md). */
export const RETENTION = {
  bookings: {
    days: 'bookingPersonDays',
    least: VISIT_CLOSED_DAYS,
    from: 'their end; they stay, and lose their person',
    why: 'Long enough to come back to a visit, to settle money and to tell late (D18); then only its numbers are of use.',
  },
  receipts: {
    days: 0,
    from: 'the last day on which the law of accounts asks for them (accountsYears…)',
    why: 'The law of the branch’s country says how long; nothing else needs them.',
  },
  inactive: {
    days: 'inactiveDays',
    least: 180,
    from: 'the month in which they were last here; they are erased',
    why: 'Who has not come for two years begins anew as quickly as they could find their number again.',
  },
  inactive_with_card: {
    days: 'inactiveCardDays',
    least: 180,
    from: 'the month in which they were last here; they are erased',
    why: 'A card is still good after a long absence, and was not given for nothing; three years are enough.',
  },
  entitlements: {
    days: 'bookingPersonDays',
    least: VISIT_CLOSED_DAYS,
    from: 'their last day',
    why: 'A concession tells of health or need; once no visit can be priced by it any more, nobody needs to know.',
  },
  uses: {
    days: VISIT_CLOSED_DAYS,
    from: 'the end of the discount',
    why: 'How often somebody used it is counted as long as it can be used (P2), and until nothing of it is given back (D7).',
  },
  tellings: {
    days: VISIT_CLOSED_DAYS,
    from: 'the visit',
    why: 'D18: what devices told is read again until the visit is closed.',
  },
  messages: { days: 30, from: 'being sent or given up', why: 'M7: a question about a message comes soon.' },
  answers: { days: 30, from: 'being given', why: 'ARCHITECTURE.md, 12: a device asks again within 30 days.' },
  sign_ins: { days: 0, from: 'running out', why: 'They open nothing any more.' },
  known_devices: { days: 400, from: 'last being seen', why: 'As long as browsers keep a cookie.' },
  tries: { days: 1, from: 'being counted', why: 'The longest window of a throttle is a day.' },
  steps: { days: 0, from: 'running out', why: 'They lead nowhere any more.' },
  device_grants: { days: 0, from: 'running out', why: 'Nothing is taken under them any more (V4).' },
  merges: { days: 2, from: 'being made', why: 'K11: they are undone within a day.' },
} as const satisfies Record<string, RetentionKind>;

export type RetentionName = keyof typeof RETENTION;
export const RETENTION_NAMES = Object.keys(RETENTION) as RetentionName[];

/** Never shorter than what rests on it allows. */
export function keptDays(name: RetentionName, settings: Settings): number {
  const { days, least = 0 }: RetentionKind = RETENTION[name];
  return Math.max(least, typeof days === 'number' ? days : settings[days]);
}
