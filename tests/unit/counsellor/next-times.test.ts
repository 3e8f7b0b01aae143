import { expect, test } from 'vitest';
import { nextTimes, type LastVisit } from '#domain/counsellor/next-times.ts';
import type { Service } from '#domain/network.ts';
import {
  at,
  branch,
  counsellor,
  daily,
  MONDAY,
  openNetwork,
  room,
  service,
  session,
} from '../availability/open-network.ts';

const NOW = at(`${MONDAY}T10:40`);
const rooms = [room({ id: 'small', capacity: 2 }), room({ id: 'large', capacity: 4 })];
/** Three weeks ahead. */
const talk = service({ horizonDays: 22, noticeMin: 60 });

function visit(different: Partial<LastVisit> = {}, of: Service = talk): LastVisit {
  return {
    service: of,
    branch: branch(),
    counsellor: 'ana',
    room: 'large',
    mode: 'room',
    startsAt: at(`${MONDAY}T10:00`),
    people: 1,
    features: [],
    ...different,
  };
}

const told = (world: ReturnType<typeof openNetwork>, last = visit(), now = NOW) =>
  nextTimes(world, last, now).map((one) => `${one.localStart} ${one.room ?? one.mode}${one.isSameHour ? ' same' : ''}`);

test('C4 the same weekday, hour and room of the weeks to come, then what is nearest to the first of them', () => {
  const world = openNetwork({ rooms, services: [talk] });
  expect(told(world)).toEqual([
    '2026-12-14T10:00 large same',
    '2026-12-21T10:00 large same',
    '2026-12-28T10:00 large same',
    '2026-12-14T09:00 large',
    '2026-12-14T11:00 large',
    '2026-12-13T11:00 large',
  ]);
});

test('C4 a week in another room comes after those in the same, one that is taken not at all', () => {
  const world = openNetwork({
    rooms,
    services: [talk],
    counsellors: [counsellor(), counsellor({ id: 'bor' })],
    sessions: [
      session('2026-12-14T10:00', { id: 'a', counsellor: 'bor', room: 'large' }),
      session('2026-12-21T10:00', { id: 'b', room: 'small' }),
    ],
  });
  world.index.putBlock({
    id: 'x',
    resource: 'c:ana',
    startsAt: at('2026-12-14T08:00'),
    endsAt: at('2026-12-14T09:30'),
  });
  expect(told(world)).toEqual([
    '2026-12-28T10:00 large same',
    '2026-12-14T10:00 small same',
    '2026-12-14T11:00 large',
    '2026-12-13T11:00 large',
    '2026-12-15T09:00 large',
    '2026-12-13T10:00 large',
  ]);
});

test('C4 a visit long ago is followed from now on, by telephone without a room, an hour that is not offered by the nearest', () => {
  const hours = [{ branch: 'main', weekly: daily(['09:00', '12:00']) }];
  const world = openNetwork({
    rooms,
    services: [service({ ...talk, modes: ['room', 'phone'] })],
    counsellors: [counsellor({ hours })],
  });
  const old = visit({ startsAt: at('2026-03-02T10:00'), mode: 'phone', room: null });
  expect(told(world, old).slice(0, 3)).toEqual([
    '2026-12-14T10:00 phone same',
    '2026-12-21T10:00 phone same',
    '2026-12-28T10:00 phone same',
  ]);
  const evening = visit({ startsAt: at(`${MONDAY}T18:00`) });
  expect(told(world, evening)[0]).toBe('2026-12-14T11:00 large');
});

test('C4 of a group the next of its dates with enough places', () => {
  const circle = service({ ...talk, id: 'circle', kind: 'group', people: { min: 2, max: 4 } });
  const dated = (local: string, different = {}) =>
    session(local, { service: 'circle', room: 'large', dated: true, places: 4, firm: 0, ...different });
  const world = openNetwork({
    rooms,
    services: [circle],
    sessions: [dated(`${MONDAY}T10:00`), dated('2026-12-14T10:00', { firm: 3 }), dated('2026-12-21T10:00')],
  });
  expect(told(world, visit({ people: 2 }, circle))).toEqual(['2026-12-21T10:00 large same']);
});
