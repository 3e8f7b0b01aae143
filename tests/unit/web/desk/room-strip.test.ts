import { expect, test } from 'vitest';
import type { DeskDay, DeskRow } from '#contract/desk.ts';
import { progressOf } from '../../../../web/features/desk/day/row-progress.ts';
import type { DayRow } from '../../../../web/features/desk/day/use-desk-today.ts';
import { axisOf, localAt, minuteOf, nowIn, placeOn, stripOf } from '../../../../web/features/desk/rooms/room-strip.ts';
import { deskRow } from './desk-rows.ts';

const DATE = '2026-11-24';
const shown = (given: Partial<DeskRow>): DayRow => {
  const row = { ...deskRow(given), waiting: [], expected: 'confirmed' as const };
  return { row, progress: progressOf(row, [], 0, 15) };
};
const day = (roomsOut: DeskDay['roomsOut'] = []): DeskDay => ({
  asOf: '2026-11-24T10:00:00Z',
  branch: 'ilam',
  date: DATE,
  graceMin: 15,
  checkInOpensMin: 90,
  codeKey: '',
  rows: [],
  roomsOut,
});

test('minutes of the wall clock, also past midnight, and back', () => {
  expect(minuteOf(`${DATE}T13:30`, DATE)).toBe(810);
  expect(minuteOf('2026-11-25T00:30', DATE)).toBe(1470);
  expect(localAt(810, DATE)).toBe(`${DATE}T13:30`);
  expect(localAt(1440, DATE)).toBe('2026-11-25T00:00');
});

test('bookings of one session are one item; what was called off is none; a closure until tomorrow ends with the day', () => {
  const session = crypto.randomUUID();
  const rows = [
    shown({ session, room: 'a', localStart: `${DATE}T10:00`, localEnd: `${DATE}T11:00` }),
    shown({ session, room: 'a', localStart: `${DATE}T10:00`, localEnd: `${DATE}T11:00` }),
    shown({ room: 'a', state: 'cancelled' }),
    shown({ room: 'b' }),
  ];
  const closure = { closure: crypto.randomUUID(), room: 'a', startsAt: '', endsAt: '' };
  const items = stripOf('a', rows, day([{ ...closure, localStart: `${DATE}T15:00`, localEnd: '2026-11-25T09:00' }]));
  expect(items).toMatchObject([
    { kind: 'visit', from: 600, until: 660, rows: [{}, {}] },
    { kind: 'closed', from: 900, until: 1440 },
  ]);
  expect(axisOf(items, 610)).toEqual({ from: 540, until: 1440 });
  expect(placeOn({ from: 540, until: 1140 }, 840)).toBe(0.5);
});

test('a room is used, free or closed now, and until when', () => {
  const items = stripOf(
    'a',
    [
      shown({ room: 'a', localStart: `${DATE}T10:00`, localEnd: `${DATE}T10:50` }),
      shown({ room: 'a', localStart: `${DATE}T12:00`, localEnd: `${DATE}T12:50`, state: 'completed' }),
      shown({ room: 'a', localStart: `${DATE}T14:00`, localEnd: `${DATE}T14:50` }),
    ],
    day(),
  );
  expect(nowIn(items, 610)).toEqual({ is: 'used', until: 650 });
  expect(nowIn(items, 650)).toEqual({ is: 'free', until: 840 });
  // Over before its time: the room is free although the clock says otherwise.
  expect(nowIn(items, 725)).toEqual({ is: 'free', until: 840 });
  expect(nowIn(items, 900)).toEqual({ is: 'free' });
});
