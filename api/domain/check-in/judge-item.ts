import { MINUTE, type Instant } from '../ids.ts';
import type { Settings } from '../settings.ts';
import type { Absence, ItemEvent, ItemRefusal, Method } from './check-in-item.ts';

/** An item as it came in, its instant read. */
export interface ToldItem {
  event: ItemEvent;
  occurredAt: Instant;
  absence?: Absence | undefined;
  amount?: number | undefined;
  method?: Method | undefined;
  text?: string | undefined;
  reason?: string | undefined;
}

/** What the windows of a visit hang on. */
export interface VisitTimes {
  startsAt: Instant;
  /** The midnight, at the branch, that ends the day of the session. */
  dayUntil: Instant;
  /** The midnight, at the branch, that begins the day on which the booking was confirmed. */
  confirmedDayFrom: Instant;
}

/** A device's clock may run ahead by so much before it is called wrong. */
const CLOCK_AHEAD_MS = 2 * MINUTE;

/**
 * D18: so long after its day a visit is closed. A device may deliver for 30 days after its sign-in, and an absence is told
 * and answered within days: what comes in later than twice that is nobody's work any more. No setting: what was told is
 * deleted by it, and a longer time set afterwards would judge visits of which half is gone.
 */
export const VISIT_CLOSES_DAYS = 62;

const FIELDS: Record<'absence' | 'amount' | 'method' | 'text' | 'reason', ItemEvent> = {
  absence: 'no_show',
  amount: 'paid',
  method: 'paid',
  text: 'note',
  reason: 'arrived',
};

/**
 * D1: what can be said of an item by itself, by when it happened. It hangs on nothing else that was told of the visit, so
 * that it is the same whenever the item comes in.
 */
export function judgeItem(
  item: ToldItem,
  visit: VisitTimes,
  { settings, now, side }: { settings: Settings; now: Instant; side: 'desk' | 'counsellor' },
): ItemRefusal | undefined {
  if (!hasItsFields(item)) return 'fields_wrong';
  const { event, occurredAt } = item;
  if (occurredAt > now + CLOCK_AHEAD_MS) return 'clock_ahead';
  // A refund may be asked for months later; nothing else of a visit is.
  if (event !== 'paid' && now >= visit.dayUntil + VISIT_CLOSES_DAYS * 1440 * MINUTE) return 'too_late';

  switch (event) {
    case 'arrived':
    case 'started':
    case 'completed': {
      if (occurredAt < visit.startsAt - settings.checkInOpensMin * MINUTE) return 'too_early';
      const isReasoned = side === 'desk' && isWritten(item.reason);
      return occurredAt < visit.dayUntil || isReasoned ? undefined : 'too_late';
    }
    case 'arrived_undone':
    case 'started_undone':
    case 'completed_undone':
      return occurredAt < visit.dayUntil ? undefined : 'too_late';
    case 'no_show':
      if (occurredAt < visit.startsAt + settings.graceMin * MINUTE) return 'too_early';
      return occurredAt < visit.startsAt + settings.lateArrivalHours * 60 * MINUTE ? undefined : 'too_late';
    case 'paid':
    case 'note':
      // A clock that is a day behind would else put money into yesterday's till.
      return occurredAt < visit.confirmedDayFrom ? 'too_early' : undefined;
    default:
      return event satisfies never;
  }
}

function hasItsFields(item: ToldItem): boolean {
  const fields = Object.keys(FIELDS) as (keyof typeof FIELDS)[];
  if (fields.some((field) => item[field] !== undefined && FIELDS[field] !== item.event)) return false;
  if (item.event === 'note') return item.text !== undefined;
  return item.reason === undefined || isWritten(item.reason);
}

function isWritten(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '';
}
