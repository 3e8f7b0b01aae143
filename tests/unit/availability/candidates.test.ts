import { expect, test } from 'vitest';
import { candidatesAt, nearestSlots } from '#domain/availability/candidates.ts';
import { chooseCounsellor } from '#domain/availability/counsellor-choice.ts';
import { chooseRoom } from '#domain/availability/room-choice.ts';
import { at, counsellor, EARLY, openNetwork, room, service, session } from './open-network.ts';

const wish = (local: string, different = {}) => ({
  service: 'talk',
  branch: 'main',
  mode: 'room' as const,
  startsAt: at(local),
  features: [],
  ...different,
});

test('S12 a start that cannot be had says why', () => {
  const world = openNetwork({
    services: [service({ noticeMin: 60, horizonDays: 10 })],
    counsellors: [counsellor({ leave: [{ from: '2026-12-08', to: '2026-12-09' }] })],
    sessions: [session('2026-12-07T10:00')],
  });
  const reason = (local: string, different = {}) => candidatesAt(world, wish(local, different), EARLY).reason;
  expect(reason('2026-12-07T09:00')).toBeUndefined();
  expect(reason('2026-12-07T10:00')).toBe('taken');
  expect(reason('2026-12-08T10:00')).toBe('taken');
  expect(reason('2026-12-07T09:05')).toBe('not_offered');
  expect(reason('2026-12-07T09:00', { people: 2 })).toBe('not_offered');
  expect(reason('2026-12-07T09:00', { features: ['step-free'] })).toBe('not_offered');
  expect(reason('2026-12-07T09:00', { branch: 'nowhere' })).toBe('not_offered');
  expect(reason('2026-12-01T08:55')).toBe('too_soon');
  expect(reason('2026-12-12T09:00')).toBe('too_late');
});

test('S12 for a move, the session’s own time counts as free, and not towards maxPerDay', () => {
  const world = openNetwork({ counsellors: [counsellor({ maxPerDay: 1 })], sessions: [session('2026-12-07T10:00')] });
  const own = { ignoreSession: 's-2026-12-07T10:00' };
  expect(candidatesAt(world, wish('2026-12-07T10:00', own), EARLY)).toEqual({
    counsellors: [{ id: 'ana', sessionsThatDay: 0 }],
    rooms: ['room'],
  });
  expect(candidatesAt(world, wish('2026-12-07T09:00'), EARLY).reason).toBe('taken');
});

test('S12 a dated session answers with its places', () => {
  const dated = session('2026-12-07T15:00', { id: 'g', service: 'circle', dated: true, places: 4, firm: 2 });
  const world = openNetwork({
    services: [service({ id: 'circle', kind: 'workshop', people: { min: 1, max: 4 } })],
    sessions: [dated],
  });
  const circle = { service: 'circle' };
  expect(candidatesAt(world, wish('2026-12-07T15:00', circle), EARLY).dated).toEqual([{ session: 'g', places: 2 }]);
  expect(candidatesAt(world, wish('2026-12-07T15:00', { ...circle, people: 3 }), EARLY).reason).toBe('taken');
  expect(candidatesAt(world, wish('2026-12-07T10:00', circle), EARLY).reason).toBe('not_offered');
});

test('S13 the smallest room, among equals last time’s, then by id', () => {
  const rooms = [room({ id: 'c', capacity: 3 }), room({ id: 'b' }), room({ id: 'a' })];
  expect(chooseRoom(rooms)?.id).toBe('a');
  expect(chooseRoom(rooms, 'b')?.id).toBe('b');
  expect(chooseRoom(rooms, 'c')?.id).toBe('a');
  expect(chooseRoom([])).toBeUndefined();
});

test('S14 last time’s counsellor if free, else the fewest sessions that day, then by id', () => {
  const free = [
    { id: 'c', sessionsThatDay: 1 },
    { id: 'b', sessionsThatDay: 0 },
    { id: 'a', sessionsThatDay: 1 },
  ];
  expect(chooseCounsellor(free, 'c')).toBe('c');
  expect(chooseCounsellor(free, 'gone')).toBe('b');
  expect(chooseCounsellor([free[0]!, free[2]!])).toBe('a');
  expect(chooseCounsellor([])).toBeUndefined();
});

test('S15 alternatives are the nearest in time, the earlier among equals', () => {
  const world = openNetwork({ sessions: [session('2026-12-07T10:00')] });
  const near = nearestSlots(world, { service: 'talk', branch: 'main', mode: 'room' }, at('2026-12-07T10:00'), EARLY, 3);
  expect(near.map((slot) => slot.localStart)).toEqual(['2026-12-07T09:00', '2026-12-07T11:00', '2026-12-06T11:00']);
});
