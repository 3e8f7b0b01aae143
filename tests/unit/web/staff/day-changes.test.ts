import { expect, test } from 'vitest';
import { dayChanges, type SeenRow } from '../../../../web/staff/age/day-changes.ts';

const row = (booking: string, more: Partial<SeenRow> = {}): SeenRow => ({
  booking,
  alias: booking,
  localStart: '2026-11-24T10:00',
  room: 'room-1',
  state: 'confirmed',
  ...more,
});
const told = (before: SeenRow[], after: SeenRow[]) =>
  dayChanges(before, after).map(({ booking, what }) => `${booking} ${what}`);

test('nothing is pointed out where nothing changed', () => {
  expect(told([row('a')], [row('a')])).toEqual([]);
});

test('who came to the list, left it, moved, changed room or arrived is pointed out, in the order of the day', () => {
  const before = [row('gone'), row('moved'), row('room'), row('arrived')];
  const after = [
    row('moved', { localStart: '2026-11-24T12:00' }),
    row('room', { room: 'room-2', localStart: '2026-11-24T10:00' }),
    row('arrived', { state: 'arrived' }),
    row('new', { localStart: '2026-11-24T09:00' }),
  ];
  expect(told(before, after)).toEqual(['new new', 'room room', 'arrived state', 'gone gone', 'moved moved']);
});

test('a cancelled row is gone, whether it still stands there or not, and is told once', () => {
  expect(told([row('a')], [row('a', { state: 'cancelled' })])).toEqual(['a gone']);
  expect(told([row('a', { state: 'cancelled' })], [])).toEqual([]);
});

test('one that moved and arrived is one change, and says where it was', () => {
  const after = row('a', { localStart: '2026-11-24T12:00', state: 'arrived' });
  expect(dayChanges([row('a')], [after])).toEqual([{ ...after, what: 'moved', was: '2026-11-24T10:00' }]);
});
