import { describe, expect, test } from 'vitest';
import { ITEM_EVENTS } from '#domain/check-in/check-in-item.ts';
import { judgeItem, type ToldItem } from '#domain/check-in/judge-item.ts';
import { standsOver } from '#domain/check-in/note-course.ts';
import { paymentsWith, type Counted, type Payment } from '#domain/check-in/payment-course.ts';
import { DEFAULT_SETTINGS } from '#domain/settings.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse('2026-11-25T08:00:00Z');
const VISIT = {
  startsAt: START,
  dayUntil: Date.parse('2026-11-25T23:00:00Z'),
  confirmedDayFrom: Date.parse('2026-11-22T23:00:00Z'),
};

function judged(item: Partial<ToldItem>, now = START + 30 * 24 * HOUR, side: 'desk' | 'counsellor' = 'desk') {
  const about = { settings: { ...DEFAULT_SETTINGS }, now, side };
  return judgeItem({ event: 'arrived', occurredAt: START, ...item }, VISIT, about) ?? 'fits';
}

describe('D1 one item by itself', () => {
  test('coming, beginning and ending: from 90 minutes before to the end of the day', () => {
    for (const event of ['arrived', 'started', 'completed'] as const) {
      expect(judged({ event, occurredAt: START - 90 * MINUTE })).toBe('fits');
      expect(judged({ event, occurredAt: START - 90 * MINUTE - 1 })).toBe('too_early');
      expect(judged({ event, occurredAt: VISIT.dayUntil - 1 })).toBe('fits');
      expect(judged({ event, occurredAt: VISIT.dayUntil })).toBe('too_late');
    }
  });

  test('D6 the desk enters an arrival after its day with a reason, a counsellor does not', () => {
    const late = { occurredAt: VISIT.dayUntil, reason: 'came in by the garden' };
    expect(judged(late)).toBe('fits');
    expect(judged(late, undefined, 'counsellor')).toBe('too_late');
    expect(judged({ ...late, reason: '  ' })).toBe('fields_wrong');
  });

  test('undoing: to the end of the day', () => {
    for (const event of ['arrived_undone', 'started_undone', 'completed_undone'] as const) {
      expect(judged({ event, occurredAt: VISIT.dayUntil - 1 })).toBe('fits');
      expect(judged({ event, occurredAt: VISIT.dayUntil })).toBe('too_late');
    }
  });

  test('absence: after the grace, for 72 hours', () => {
    const event = 'no_show';
    expect(judged({ event, occurredAt: START + 15 * MINUTE - 1 })).toBe('too_early');
    expect(judged({ event, occurredAt: START + 15 * MINUTE })).toBe('fits');
    expect(judged({ event, occurredAt: START + 72 * HOUR - 1 })).toBe('fits');
    expect(judged({ event, occurredAt: START + 72 * HOUR })).toBe('too_late');
  });

  test('money and notes: not before the day of the confirmation', () => {
    expect(judged({ event: 'paid', occurredAt: VISIT.confirmedDayFrom - 1 })).toBe('too_early');
    expect(judged({ event: 'paid', occurredAt: VISIT.confirmedDayFrom })).toBe('fits');
    expect(judged({ event: 'note', text: '', occurredAt: VISIT.confirmedDayFrom })).toBe('fits');
  });

  test('a clock that is ahead is said, two minutes are let pass', () => {
    expect(judged({}, START - 2 * MINUTE)).toBe('fits');
    for (const event of ITEM_EVENTS) {
      const text = event === 'note' ? { text: 'x' } : {};
      expect(judged({ event, ...text }, START - 2 * MINUTE - 1)).toBe('clock_ahead');
    }
  });

  test('fields belong to their event', () => {
    const fields = { absence: 'excused', amount: 1, method: 'card', text: 'x', reason: 'x' } as const;
    const takes: Partial<Record<string, string[]>> = {
      no_show: ['absence'],
      paid: ['amount', 'method'],
      note: ['text'],
      arrived: ['reason'],
    };
    for (const event of ITEM_EVENTS) {
      for (const [field, value] of Object.entries(fields)) {
        const text = event === 'note' ? { text: 'x' } : {};
        const verdict = judged({ event, occurredAt: START + HOUR, ...text, [field]: value });
        expect([event, field, verdict]).toEqual([
          event,
          field,
          takes[event]?.includes(field) ? 'fits' : 'fields_wrong',
        ]);
      }
    }
    expect(judged({ event: 'note' })).toBe('fields_wrong');
  });
});

describe('money', () => {
  const paid = (id: string, at: number, more: Partial<Payment> = {}): Payment => ({
    id,
    occurredAt: at,
    method: 'cash',
    amountMinor: null,
    totalMinor: 9000,
    ...more,
  });
  const tell = (payments: Payment[]): Counted =>
    payments.reduce<Counted>((counted, told, n) => paymentsWith(payments.slice(0, n + 1), counted, told), new Map());

  test('D9 a sum that is left out is all that is open, and all that was taken', () => {
    const first = paid('a', 1, { amountMinor: 2000 });
    const back = paid('c', 3, { method: 'refunded' });
    expect([...tell([first, paid('b', 2), back])]).toEqual([
      ['a', 2000],
      ['b', 7000],
      ['c', 9000],
    ]);
    expect([...tell([first, paid('b', 2), paid('d', 3)])].length).toBe(2);
  });

  test('D9 never above the price nor below nothing', () => {
    expect([...tell([paid('a', 1, { amountMinor: 9001 })])]).toEqual([]);
    expect([...tell([paid('a', 1, { amountMinor: 0 })])]).toEqual([]);
    expect([
      ...tell([paid('a', 1, { amountMinor: 10 }), paid('b', 2, { method: 'refunded', amountMinor: 11 })]),
    ]).toEqual([['a', 10]]);
  });

  test('D10 a refund told before its payment counts once the payment is told', () => {
    const back = paid('b', 2, { method: 'refunded' });
    expect(tell([back]).size).toBe(0);
    expect([...tell([back, paid('a', 1)])]).toEqual([
      ['a', 9000],
      ['b', 9000],
    ]);
  });

  test('D10 of two that do not fit beside each other, the one that came in first stays', () => {
    const one = paid('a', 1, { amountMinor: 5000 });
    const other = paid('b', 2, { amountMinor: 6000 });
    expect([...tell([one, other])]).toEqual([['a', 5000]]);
    expect([...tell([other, one])]).toEqual([['b', 6000]]);
  });
});

test('D11 the counsellor’s note stands over the desk’s, then the later one, then the id', () => {
  const stamp = (side: 'desk' | 'counsellor', writtenAt: number, id = 'a') => ({ side, writtenAt, id });
  expect(standsOver(stamp('counsellor', 1), stamp('desk', 2))).toBe(true);
  expect(standsOver(stamp('desk', 2), stamp('counsellor', 1))).toBe(false);
  expect(standsOver(stamp('desk', 2), stamp('desk', 1))).toBe(true);
  expect(standsOver(stamp('desk', 1), stamp('desk', 2))).toBe(false);
  expect(standsOver(stamp('desk', 1, 'b'), stamp('desk', 1, 'a'))).toBe(true);
});
