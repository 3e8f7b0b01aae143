import { expect, test } from 'vitest';
import type { SeenRow } from '../../../../web/staff/age/day-changes.ts';
import { DayWatch, type ToldDay } from '../../../../web/staff/age/day-watch.ts';

const row = (booking: string, state: SeenRow['state'] = 'confirmed'): SeenRow => ({
  booking,
  alias: booking,
  localStart: '2026-11-24T10:00',
  room: 'room-1',
  state,
});
const day = (second: number, rows: SeenRow[], name = '2026-11-24'): ToldDay => ({
  name,
  asOf: new Date(Date.UTC(2026, 10, 24, 9, 0, second)).toISOString().replace('.000', ''),
  rows,
});
const bookings = (watch: DayWatch, told: ToldDay) => watch.hear(told)?.changes.map(({ booking }) => booking);

test('whoever was offline is told what changed; whoever was here saw it', () => {
  const watch = new DayWatch();
  expect(bookings(watch, day(0, []))).toBeUndefined();
  expect(bookings(watch, day(5, [row('here')]))).toBeUndefined();
  watch.note(true, []);
  expect(bookings(watch, day(9, [row('here'), row('meanwhile')]))).toEqual(['meanwhile']);
  expect(bookings(watch, day(10, [row('here'), row('meanwhile'), row('now')]))).toBeUndefined();
});

test('of two lists of one second the later one counts: its row is no news after a cut of the line', () => {
  const watch = new DayWatch();
  watch.hear(day(0, []));
  watch.hear(day(0, [row('walk-in', 'arrived')]));
  watch.note(true, [{ item: { booking: 'walk-in', event: 'started' } as never }]);
  expect(watch.hear(day(4, [row('walk-in', 'in_session')]))).toBeUndefined();
});

test('one that was heard within the second of the cut does not end the absence', () => {
  const watch = new DayWatch();
  watch.hear(day(0, []));
  watch.note(true, []);
  watch.hear(day(0, [row('at once')]));
  expect(bookings(watch, day(7, [row('at once'), row('later')]))).toEqual(['later']);
});

test('after two minutes unseen what changed is told; another day is no change of this one', () => {
  const watch = new DayWatch();
  watch.hear(day(0, []));
  expect(bookings(watch, day(121, [row('a')]))).toEqual(['a']);
  expect(watch.hear(day(500, [row('b')], '2026-11-25'))).toBeUndefined();
});
