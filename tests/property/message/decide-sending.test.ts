import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideSending, firstLook, type MessageFacts } from '#domain/message/decide-sending.ts';
import { MESSAGE_KINDS, type MessageKind } from '#domain/message/message-kind.ts';
import { toLocal } from '#domain/time/zone.ts';

const ZONES = ['Asia/Tehran', 'Europe/Helsinki', 'Europe/Ljubljana', 'Europe/Kyiv', 'Australia/Lord_Howe', 'UTC'];
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const YEAR = Date.UTC(2026, 0, 1);

const cells = (hours: number) => fc.integer({ min: 0, max: hours * 12 }).map((cell) => cell * 5 * MINUTE);
const clock = fc.integer({ min: 0, max: 287 }).map((cell) => cell * 5);
const cases = fc.record({
  kind: fc.constantFrom(...MESSAGE_KINDS),
  zone: fc.constantFrom(...ZONES),
  startsAt: cells(3 * 365 * 24).map((ms) => YEAR + ms),
  ahead: cells(80),
  quiet: fc.record({ from: clock, until: clock }),
  /** The sender comes by when it comes by. */
  late: fc.integer({ min: 0, max: 20 }).map((seconds) => seconds * 1000),
});
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

/** When it goes, as the sender finds out: it looks, waits until it is told, and looks again. */
function sentAt({ kind, zone, startsAt, ahead, quiet, late }: Case): number | undefined {
  const state = kind === 'called_off' ? ('cancelled' as const) : ('confirmed' as const);
  const facts: MessageFacts = { state, retaken: false, startsAt, zone, quiet, undoMin: 10 };
  const message = { kind, askedAt: startsAt - ahead };
  let now = firstLook(message, startsAt);
  for (let looks = 0; looks < 4; looks++) {
    const sending = decideSending(message, facts, now);
    if (sending.do === 'drop') return undefined;
    if (sending.do === 'send') return now;
    expect(sending.until).toBeGreaterThan(now);
    now = sending.until + late;
  }
  throw new Error('it is looked at for ever');
}

/** Naively: what the clock on the wall shows. Around a change of clocks T1 decides, which the unit tests hold. */
function isQuiet({ zone, quiet: { from, until } }: Case, at: number): boolean {
  if (from === until) return false;
  const { minute } = toLocal(zone, at);
  return from < until ? minute >= from && minute < until : minute >= from || minute < until;
}

function isNearChange({ zone }: Case, at: number): boolean {
  const offset = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).offsetNanoseconds;
  return offset(at - 27 * HOUR) !== offset(at + 27 * HOUR);
}

const latestOf = (kind: MessageKind, startsAt: number) => (kind === 'reminder' ? startsAt - HOUR : startsAt - 1);

test('M4 M5 a message goes at most once, never in quiet hours, never before it was asked for nor too late', () => {
  fc.assert(
    fc.property(cases, (one) => {
      const at = sentAt(one);
      if (at === undefined) return;
      expect(at).toBeGreaterThanOrEqual(one.startsAt - one.ahead);
      expect(at).toBeLessThanOrEqual(latestOf(one.kind, one.startsAt));
      if (!isNearChange(one, at)) expect(isQuiet(one, at)).toBe(false);
    }),
    { numRuns: 5000 },
  );
});

test('M5 what does not go had no hour left to go in', () => {
  fc.assert(
    fc.property(cases, (one) => {
      const { kind, startsAt, ahead } = one;
      if (sentAt({ ...one, late: 0 }) !== undefined || isNearChange(one, startsAt - 24 * HOUR)) return;
      const asked = startsAt - ahead;
      if (kind === 'reminder' && asked > startsAt - 25 * HOUR) return;
      const from = kind === 'reminder' ? startsAt - 24 * HOUR : asked + (kind === 'booked' ? 10 * MINUTE : 0);
      for (let at = from; at <= latestOf(kind, startsAt); at += 5 * MINUTE) expect(isQuiet(one, at)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});
