import type { BookingState } from '../booking/booking-states.ts';
import { CELL, type Instant } from '../ids.ts';
import type { MessageKind } from './message-kind.ts';
import { quietAt, type QuietHours } from './quiet-hours.ts';

const HOUR = 3_600_000;
/** M4: a day before, and never so late that it only hurries. */
const REMINDER = 24 * HOUR;
const TOO_LATE = HOUR;
const JUST_BOOKED = HOUR;
/** M5: a reminder that would come too late goes before the quiet hours, the longest of which last a day (T1: and an hour). */
const LONGEST_QUIET = 25 * HOUR;

export interface AskedMessage {
  kind: MessageKind;
  askedAt: Instant;
}

/** What is true of the booking when it is asked whether to send. */
export interface MessageFacts {
  state: BookingState;
  startsAt: Instant;
  /** Taken up again after a cancellation, as another booking. */
  retaken: boolean;
  zone: string;
  quiet: QuietHours;
  /** So long may whoever booked take it back. */
  undoMin: number;
}

/** `wait`: ask again then, with what is true by then. */
export type Sending = { do: 'send' } | { do: 'wait'; until: Instant } | { do: 'drop' };

const DROP: Sending = { do: 'drop' };

/** When to ask for the first time. */
export function firstLook({ kind, askedAt }: AskedMessage, startsAt: Instant): Instant {
  return kind === 'reminder' ? Math.max(askedAt, startsAt - REMINDER - LONGEST_QUIET - HOUR) : askedAt;
}

/** M4, M5, M6. Whoever waits until it is said, asks again, and so on, sends once or not at all. */
export function decideSending(message: AskedMessage, facts: MessageFacts, now: Instant): Sending {
  if (!isTrue(message.kind, facts) || now >= facts.startsAt) return DROP;
  const { startsAt, undoMin } = facts;

  switch (message.kind) {
    case 'reminder': {
      const due = startsAt - REMINDER;
      if (message.askedAt > due - JUST_BOOKED) return DROP;
      return outsideQuiet(facts, now, { from: Math.max(now, due), latest: startsAt - TOO_LATE, mayGoBefore: true });
    }
    case 'booked': {
      const from = Math.max(now, message.askedAt + undoMin * 60_000);
      return outsideQuiet(facts, now, { from, latest: startsAt - 1, mayGoBefore: false });
    }
    case 'changed':
    case 'called_off':
      return outsideQuiet(facts, now, { from: now, latest: startsAt - 1, mayGoBefore: false });
  }
  return message.kind satisfies never;
}

function isTrue(kind: MessageKind, { state, retaken }: MessageFacts): boolean {
  return kind === 'called_off' ? state === 'cancelled' && !retaken : state === 'confirmed';
}

interface Span {
  from: Instant;
  /** Included. */
  latest: Instant;
  mayGoBefore: boolean;
}

/** M5: after the quiet hours where that is in time, else before them where that is still to come, else never. */
function outsideQuiet({ quiet, zone }: MessageFacts, now: Instant, { from, latest, mayGoBefore }: Span): Sending {
  const around = quietAt(quiet, zone, from);
  const at = around ? around.until : from;
  if (at <= latest) return goAt(at, now);
  if (!around || !mayGoBefore) return DROP;

  const before = Math.max(now, around.from - CELL);
  return before < around.from && !quietAt(quiet, zone, before) ? goAt(before, now) : DROP;
}

function goAt(at: Instant, now: Instant): Sending {
  return at <= now ? { do: 'send' } : { do: 'wait', until: at };
}
