import { describe, expect, test } from 'vitest';
import type { Slots } from '#contract/slots.ts';
import { writeSlots } from '../../../api/features/slots/search-slots.ts';
import { at, branch, counsellor, daily, EARLY, openNetwork, room, search, service, session } from './open-network.ts';

/** Days that were written are kept: each change here must be seen on a day that it does not lie in. */

const WHOLE_DAY = daily(['00:00', '24:00']);
const query = { service: 'talk', from: '2026-12-06', to: '2026-12-09', limit: 10_000 };

test.each([
  ['S3 a talk before midnight meets a session after it', 'Africa/Abidjan', '2026-12-08T00:00', {}, {}],
  ['S3 a long talk reaches far into the next day', 'Africa/Abidjan', '2026-12-08T04:30', { durationMin: 300 }, {}],
  ['S3 a talk of more than a day', 'Africa/Abidjan', '2026-12-08T23:00', { durationMin: 1500, startEveryMin: 300 }, {}],
  [
    'S4 an evening counts for the morning of its date, a UTC day before',
    'Asia/Tehran',
    '2026-12-07T18:00',
    {},
    { maxPerDay: 1 },
  ],
  ['S4 a night counts for the day after it in UTC', 'Asia/Tehran', '2026-12-07T01:00', {}, { maxPerDay: 1 }],
  [
    'S4 a morning counts for the evening of its date, a UTC day later',
    'America/St_Johns',
    '2026-12-07T07:00',
    {},
    { maxPerDay: 1 },
  ],
])('%s', (_, zone, local, talk, person) => {
  const world = openNetwork({
    branches: [branch({ timeZone: zone, hours: { weekly: WHOLE_DAY, exceptions: [] } })],
    rooms: [room({ capacity: 9 })],
    services: [service({ startEveryMin: 30, ...talk })],
    counsellors: [counsellor({ hours: [{ branch: 'main', weekly: WHOLE_DAY }], ...person })],
  });
  const told = () => (JSON.parse(writeSlots(world, query, EARLY).text()) as Slots).slots.map((slot) => slot.localStart);
  const found = () => search(world, query).map((slot) => slot.localStart);
  expect(told()).toEqual(found());

  const startsAt = at(local, zone);
  const until = startsAt + 30 * 60_000;
  world.index.put(
    session(local, { startsAt, endsAt: until, counsellorUntil: until, roomUntil: until, localOn: local.slice(0, 10) }),
  );
  expect(told()).toEqual(found());

  world.index.remove(`s-${local}`);
  expect(told()).toEqual(found());
});

test('days that are kept in one place do not stand in for each other', () => {
  const world = openNetwork({ services: [service({ horizonDays: 365 })] });
  const queries = [query, { ...query, from: '2027-08-19', to: '2027-08-22' }];
  // 256 days apart: other weekdays, so that one taken for the other would show.
  for (const asked of [...queries, ...queries]) {
    const told = (JSON.parse(writeSlots(world, asked, EARLY).text()) as Slots).slots.map((slot) => slot.startsAt);
    const found = search(world, asked).map((slot) => new Date(slot.startsAt).toISOString().replace('.000', ''));
    expect(found.length).toBeGreaterThan(0);
    expect(told).toEqual(found);
  }
});

describe('a change is seen on every day that it touches', () => {
  const world = openNetwork({ services: [service({ horizonDays: 365 })] });
  const month = { ...query, to: '2027-01-06' };
  const told = () => (JSON.parse(writeSlots(world, month, EARLY).text()) as Slots).slots.map((slot) => slot.localStart);
  const found = () => search(world, month).map((slot) => slot.localStart);
  const block = (id: string, from: string, until: string) =>
    world.index.putBlock({ id, resource: 'c:ana', startsAt: at(from), endsAt: at(until) });

  test.each([
    ['of a year', () => block('year', '2026-12-20T00:00', '2027-12-20T00:00')],
    ['gone again', () => world.index.removeBlock('year')],
    [
      'the first of a thousand',
      () => {
        block('day', '2026-12-09T00:00', '2026-12-10T00:00');
        for (let i = 0; i < 1000; i++) block(`far-${i}`, '2027-06-01T09:00', '2027-06-01T10:00');
      },
    ],
    ['the last of a few', () => ['day', 'far-1', 'far-2'].forEach((id) => world.index.removeBlock(id))],
  ])('%s', (_, change) => {
    const before = told();
    change();
    expect(told()).toEqual(found());
    expect(told()).not.toEqual(before);
  });
});

test.each([
  ['a talk before midnight', 50],
  ['a talk of more than a day', 1500],
])('L1 %s meets a block after it, which is on no date of anybody', (_, durationMin) => {
  const world = openNetwork({
    branches: [branch({ timeZone: 'Africa/Abidjan', hours: { weekly: WHOLE_DAY, exceptions: [] } })],
    services: [service({ startEveryMin: 30, durationMin })],
    counsellors: [counsellor({ hours: [{ branch: 'main', weekly: WHOLE_DAY }] })],
  });
  const told = () => (JSON.parse(writeSlots(world, query, EARLY).text()) as Slots).slots.length;
  const before = told();
  const startsAt = at('2026-12-09T00:00', 'Africa/Abidjan');
  world.index.putBlock({ id: 'night', resource: 'c:ana', startsAt, endsAt: startsAt + 5 * 60_000 });
  expect(told()).toBe(search(world, query).length);
  expect(told()).toBeLessThan(before);
});
