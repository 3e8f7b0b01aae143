import { describe, expect, test } from 'vitest';
import type { DeskRow } from '#contract/desk.ts';
import { MINUTE } from '#domain/ids.ts';
import { freeRooms, windowOf } from '../../../../web/features/desk/day/day-window.ts';
import { progressOf, type WaitingEvent } from '../../../../web/features/desk/day/row-progress.ts';
import { deskRow } from './desk-rows.ts';

const NOW = Date.parse('2026-11-24T10:12:00Z');
const at = (min: number) => new Date(NOW + min * MINUTE).toISOString();
const from = (startMin: number, given: Partial<DeskRow> = {}) =>
  deskRow({ startsAt: at(startMin), endsAt: at(startMin + 50), ...given });
const shown = (row: DeskRow, waiting: WaitingEvent[] = []) => ({ row, progress: progressOf(row, waiting, NOW, 15) });

describe('how a row stands', () => {
  test('expected, then late by minutes, and after the grace it may be said that they did not come', () => {
    expect(shown(from(5)).progress).toMatchObject({ standing: 'expected', lateMin: 0, next: 'arrived' });
    expect(shown(from(-12)).progress).toMatchObject({ lateMin: 12, mayBeAbsent: false });
    expect(shown(from(-15)).progress).toMatchObject({ lateMin: 15, mayBeAbsent: true });
  });

  test('what waits to be sent moves the row on, and is marked as waiting', () => {
    const row = from(5);
    const { progress } = shown(row, [{ event: 'arrived', at: NOW }]);
    expect(progress).toMatchObject({ standing: 'arrived', isWaiting: true, next: 'started' });
    expect(progress.arrived).toEqual({ at: NOW, isWaiting: true });

    const undone = shown(row, [
      { event: 'arrived', at: NOW },
      { event: 'arrived_undone', at: NOW },
    ]);
    expect(undone.progress).toMatchObject({ standing: 'expected', isWaiting: true, next: 'arrived' });
  });

  test('the server’s word is not waiting', () => {
    const row = from(-40, { state: 'in_session', arrivedAt: at(-45), startedAt: at(-39) });
    expect(shown(row).progress).toMatchObject({
      standing: 'in_session',
      isWaiting: false,
      arrived: { isWaiting: false },
      next: 'completed',
    });
  });

  test('a payment changes no step', () => {
    expect(shown(from(5), [{ event: 'paid', at: NOW }]).progress).toMatchObject({
      standing: 'expected',
      isWaiting: false,
    });
  });
});

describe('the front of the day', () => {
  test('holds two hours and what still wants something', () => {
    const rows = [
      shown(from(-300, { state: 'completed', endedAt: at(-250) })),
      shown(from(-240)), // nobody said what became of it
      shown(from(-60, { state: 'completed', endedAt: at(-5) })),
      shown(from(-20, { state: 'no_show' })),
      shown(from(-120, { state: 'no_show' })),
      shown(from(30)),
      shown(from(40, { state: 'cancelled' })),
      shown(from(119)),
      shown(from(120)),
      shown(from(200, { state: 'cancelled' })),
      shown(from(300)),
    ];
    const { front, later, past, next } = windowOf(rows, NOW);
    expect(front).toEqual([rows[1], rows[2], rows[3], rows[5], rows[7]]);
    expect({ later, past }).toEqual({ later: 2, past: 4 });
    expect(next).toBe(rows[8]);
  });

  test('rooms in which nobody is or soon will be are free for somebody without a booking', () => {
    const rows = [
      shown(from(-10, { room: 'a', state: 'in_session' })),
      shown(from(20, { room: 'b' })),
      shown(from(45, { room: 'c' })),
      shown(from(10, { room: 'd', state: 'cancelled' })),
    ];
    const closed = [{ room: 'e', startsAt: at(-60), endsAt: at(60) }];
    expect(freeRooms(['a', 'b', 'c', 'd', 'e'], rows, closed, NOW)).toEqual(['c', 'd']);
  });
});
