import { describe, expect, test } from 'vitest';
import { BOOKING_STATES } from '#domain/booking/booking-states.ts';
import { decideSending, firstLook, type MessageFacts, type Sending } from '#domain/message/decide-sending.ts';
import { MESSAGE_KINDS, type MessageKind } from '#domain/message/message-kind.ts';
import { USUAL_QUIET } from '#domain/message/quiet-hours.ts';

/** Wednesday, 10:00 in Ljubljana, booked on Monday. */
const START = '2026-11-25T09:00:00Z';
const MONDAY = '2026-11-23T07:00:00Z';
const at = (text: string) => Date.parse(text);

function facts(more: Partial<MessageFacts> = {}): MessageFacts {
  const zone = 'Europe/Ljubljana';
  return { state: 'confirmed', retaken: false, startsAt: at(START), zone, quiet: USUAL_QUIET, undoMin: 10, ...more };
}

function decided(kind: MessageKind, now: string, more: Partial<MessageFacts> = {}, askedAt = MONDAY): string {
  const sending: Sending = decideSending({ kind, askedAt: at(askedAt) }, facts(more), at(now));
  return sending.do === 'wait' ? `wait ${new Date(sending.until).toISOString()}` : sending.do;
}
const early = (hour: string) => ({ startsAt: at(`2026-11-25T${hour}:00Z`) });

describe('M4 when a message goes', () => {
  test('a reminder a day before, not in the last hour, and not once the time has come', () => {
    expect(decided('reminder', MONDAY)).toBe('wait 2026-11-24T09:00:00.000Z');
    expect(decided('reminder', '2026-11-24T09:00:00Z')).toBe('send');
    expect(decided('reminder', '2026-11-25T08:00:00Z')).toBe('send');
    expect(decided('reminder', '2026-11-25T08:00:01Z')).toBe('drop');
    expect(decided('changed', '2026-11-25T08:59:00Z')).toBe('send');
    for (const kind of MESSAGE_KINDS) expect(decided(kind, START, { state: 'cancelled' })).toBe('drop');
  });

  test('who booked less than 25 hours before needs no reminder', () => {
    expect(decided('reminder', '2026-11-24T09:30:00Z', {}, '2026-11-24T08:00:00Z')).toBe('send');
    expect(decided('reminder', '2026-11-24T09:30:00Z', {}, '2026-11-24T08:00:01Z')).toBe('drop');
  });

  test('what somebody else booked is told when they can take it back no more; changes at once', () => {
    expect(decided('booked', MONDAY)).toBe('wait 2026-11-23T07:10:00.000Z');
    expect(decided('booked', '2026-11-23T07:10:00Z')).toBe('send');
    expect(decided('changed', MONDAY)).toBe('send');
    expect(decided('called_off', MONDAY, { state: 'cancelled' })).toBe('send');
  });

  test('it is first looked at early enough for the longest quiet hours', () => {
    expect(firstLook({ kind: 'changed', askedAt: at(MONDAY) }, at(START))).toBe(at(MONDAY));
    expect(firstLook({ kind: 'reminder', askedAt: at(MONDAY) }, at(START))).toBe(at(MONDAY));
    expect(firstLook({ kind: 'reminder', askedAt: 0 }, at(START))).toBe(at('2026-11-23T07:00:00Z'));
  });
});

describe('M5 quiet hours', () => {
  test('what falls into them waits for their end', () => {
    expect(decided('changed', '2026-11-23T22:00:00Z')).toBe('wait 2026-11-24T07:00:00.000Z');
    expect(decided('changed', '2026-11-24T07:00:00Z')).toBe('send');
    expect(decided('reminder', MONDAY, early('05:30'))).toBe('wait 2026-11-24T07:00:00.000Z');
  });

  test('a reminder that would come too late goes before they begin', () => {
    const long = { quiet: { from: 8 * 60 + 30, until: 8 * 60 }, ...early('07:30') };
    expect(decided('reminder', MONDAY, long)).toBe('wait 2026-11-24T07:25:00.000Z');
    expect(decided('reminder', '2026-11-24T07:25:00Z', long)).toBe('send');
    expect(decided('reminder', '2026-11-24T07:29:59Z', long)).toBe('send');
  });

  test('what cannot go in time does not go, and they are never broken', () => {
    const long = { quiet: { from: 8 * 60 + 30, until: 8 * 60 }, ...early('07:30') };
    expect(decided('reminder', '2026-11-24T07:30:00Z', long)).toBe('drop');
    const night = { state: 'cancelled', ...early('07:00') } as const;
    expect(decided('called_off', '2026-11-24T22:00:00Z', night)).toBe('drop');
    expect(decided('called_off', '2026-11-24T22:00:00Z', { ...night, ...early('07:05') })).toBe(
      'wait 2026-11-25T07:00:00.000Z',
    );
  });
});

describe('M6 only what is true is sent', () => {
  test('of a booking that stands that it was booked, changed, and is ahead; of a cancelled one that it is off', () => {
    const sent = (kind: MessageKind) => BOOKING_STATES.filter((state) => decided(kind, NOON, { state }) !== 'drop');
    expect(sent('reminder')).toEqual(['confirmed']);
    expect(sent('booked')).toEqual(['confirmed']);
    expect(sent('changed')).toEqual(['confirmed']);
    expect(sent('called_off')).toEqual(['cancelled']);
  });

  test('one that was taken up again is not told to be off', () => {
    expect(decided('called_off', NOON, { state: 'cancelled', retaken: true })).toBe('drop');
  });
});
const NOON = '2026-11-24T11:00:00Z';
