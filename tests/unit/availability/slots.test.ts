import { expect, test } from 'vitest';
import {
  at,
  branch,
  counsellor,
  daily,
  EARLY,
  openNetwork,
  room,
  search,
  service,
  session,
  starts,
} from './open-network.ts';

const MINUTE = 60_000;
const group = (different = {}) =>
  session('2026-12-07T15:00', { id: 'g', service: 'circle', dated: true, places: 8, firm: 0, ...different });
const circle = service({ id: 'circle', kind: 'group', people: { min: 4, max: 8 }, modes: ['room'] });

test('S1 both dates of a search are included, at the branch', () => {
  expect(search(openNetwork(), { from: '2026-12-06', to: '2026-12-07' }).length).toBe(6);
  const night = openNetwork({
    branches: [branch({ timeZone: 'Asia/Tehran', hours: { weekly: daily(['00:00', '24:00']), exceptions: [] } })],
    counsellors: [counsellor({ hours: [{ branch: 'main', weekly: daily(['00:00', '01:00']) }] })],
  });
  expect(starts(night)).toEqual(['00:00']);
});

test('S2 notice and horizon are inclusive', () => {
  const world = openNetwork({ services: [service({ noticeMin: 120, horizonDays: 2 })] });
  expect(starts(world, {}, at('2026-12-07T08:00'))).toEqual(['10:00', '11:00']);
  expect(starts(world, {}, at('2026-12-07T08:00') + 1)).toEqual(['11:00']);
  expect(starts(world, {}, at('2026-12-05T00:00')).length).toBe(3);
  expect(starts(world, {}, at('2026-12-04T23:59')).length).toBe(0);
});

test('S3 a room fits people and counsellor and has every feature', () => {
  const family = service({ people: { min: 2, max: 4 }, roomFeatures: ['play-kit'] });
  const rooms = [
    room({ id: 'small', capacity: 2, features: ['play-kit'] }),
    room({ id: 'fit', capacity: 3, features: ['play-kit', 'step-free'] }),
    room({ id: 'large', capacity: 5, features: ['play-kit'] }),
    room({ id: 'bare', capacity: 9 }),
  ];
  const world = openNetwork({ services: [family], rooms });
  expect(search(world)[0]?.rooms).toBe(2);
  expect(search(world, { people: 3 })[0]?.rooms).toBe(1);
  expect(search(world, { features: ['step-free'] })[0]?.rooms).toBe(1);
  expect(search(world, { people: 3, features: ['step-free'] })).toEqual([]);
});

test('S3 room and counsellor are free to the end of turn-around and notes', () => {
  const rooms = [room({ turnaroundMin: 75 })];
  expect(starts(openNetwork({ rooms, sessions: [session('2026-12-07T11:00', { counsellor: 'bor' })] }))).toEqual([]);
  const notes = openNetwork({
    services: [service({ notesMin: 15 })],
    sessions: [session('2026-12-07T11:00', { room: null })],
  });
  expect(starts(notes)).toEqual(['09:00']);
});

test('S4 maxPerDay counts sessions of all branches by the date of their start', () => {
  const one = [counsellor({ maxPerDay: 1 })];
  const elsewhere = session('2026-12-07T18:00', { branch: 'other', room: null });
  expect(starts(openNetwork({ counsellors: one, sessions: [elsewhere] }))).toEqual([]);
  expect(starts(openNetwork({ counsellors: one, sessions: [session('2026-12-06T18:00')] })).length).toBe(3);
  expect(starts(openNetwork({ counsellors: one, sessions: [group({ firm: 0 })] }))).toEqual([]);
});

test('S5 a hold occupies until it expires, that instant excluded', () => {
  const until = EARLY + 6 * MINUTE;
  const world = openNetwork({ sessions: [session('2026-12-07T10:00', { firm: 0, holds: [{ until, people: 1 }] })] });
  expect(starts(world, {}, until - 1)).toEqual(['09:00', '11:00']);
  expect(starts(world, {}, until)).toEqual(['09:00', '10:00', '11:00']);
  expect(starts(world, {}, until - 1)).toEqual(['09:00', '11:00']);
});

test('S6 a dated session is offered while places are left, in spite of hours and leave, not of notice', () => {
  const away = [counsellor({ leave: [{ from: '2026-12-07', to: '2026-12-08' }] })];
  const world = openNetwork({
    services: [service(), { ...circle, noticeMin: 60 }],
    counsellors: away,
    sessions: [group({ firm: 5, holds: [{ until: EARLY + MINUTE, people: 2 }] })],
  });
  expect(search(world, { service: 'circle' })).toMatchObject([{ localStart: '2026-12-07T15:00', places: 1, rooms: 1 }]);
  expect(search(world, { service: 'circle', people: 2 })).toEqual([]);
  expect(search(world, { service: 'circle', people: 2 }, EARLY + MINUTE).length).toBe(1);
  expect(search(world, { service: 'circle', mode: 'phone' })).toEqual([]);
  expect(search(world, { service: 'circle' }, at('2026-12-07T14:00')).length).toBe(1);
  expect(search(world, { service: 'circle' }, at('2026-12-07T14:00') + 1)).toEqual([]);
});

test('S6 a dated session takes its counsellor and room, booked or not', () => {
  const then = group({
    startsAt: at('2026-12-07T10:00'),
    counsellorUntil: at('2026-12-07T11:00'),
    roomUntil: at('2026-12-07T11:00'),
  });
  expect(starts(openNetwork({ sessions: [then] }))).toEqual(['09:00', '11:00']);
});

test('S7 slots are ordered by start, branch, mode', () => {
  const world = openNetwork({
    branches: [branch({ id: 'b' }), branch({ id: 'B' }), branch({ id: 'a' })],
    rooms: [room({ branch: 'a' }), room({ id: 'q', branch: 'b' }), room({ id: 'p', branch: 'B' })],
    services: [service({ modes: ['video', 'room', 'phone'] })],
    counsellors: [
      counsellor({ hours: ['a', 'b', 'B'].map((id) => ({ branch: id, weekly: daily(['09:00', '11:00']) })) }),
    ],
  });
  const order = search(world).map((slot) => `${slot.localStart.slice(11, 13)} ${slot.branch} ${slot.mode}`);
  expect(order).toEqual(
    ['09', '10'].flatMap((hour) =>
      ['B', 'a', 'b'].flatMap((id) => ['phone', 'room', 'video'].map((mode) => `${hour} ${id} ${mode}`)),
    ),
  );
});

test('S8 a number of people that the service is not for has no slots; a group’s minimum is the group’s', () => {
  expect(search(openNetwork(), { people: 2 })).toEqual([]);
  const world = openNetwork({ services: [circle], sessions: [group()] });
  expect(search(world, { service: 'circle', people: 1 }).length).toBe(1);
  expect(search(world, { service: 'circle', people: 9 })).toEqual([]);
});

test('S9 wanted features take no phone session away', () => {
  const world = openNetwork({ services: [service({ modes: ['phone', 'room'] })] });
  expect(search(world, { features: ['hearing-loop'] }).map((slot) => slot.mode)).toEqual(['phone', 'phone', 'phone']);
});

test('S10 dated sessions of one start are one entry, with the places of the one that has most', () => {
  const sessions = [group({ firm: 6 }), group({ id: 'h', counsellor: 'bor', room: 'other', firm: 3 })];
  const world = openNetwork({
    services: [circle],
    counsellors: [counsellor(), counsellor({ id: 'bor' })],
    rooms: [room(), room({ id: 'other' })],
    sessions,
  });
  expect(search(world, { service: 'circle' })).toMatchObject([{ counsellors: ['ana', 'bor'], rooms: 2, places: 5 }]);
  expect(search(world, { service: 'circle', people: 3 })).toMatchObject([
    { counsellors: ['bor'], rooms: 1, places: 5 },
  ]);
});

test('S11 maxPerDay takes no dated session away, a retired room does', () => {
  const parts = { services: [circle], counsellors: [counsellor({ maxPerDay: 1 })], sessions: [group()] };
  expect(search(openNetwork(parts), { service: 'circle' }).length).toBe(1);
  expect(search(openNetwork({ ...parts, rooms: [] }), { service: 'circle' })).toEqual([]);
});
