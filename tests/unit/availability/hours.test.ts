import { expect, test } from 'vitest';
import { branch, counsellor, daily, openNetwork, room, service, starts } from './open-network.ts';

const hours = (...ranges: [string, string][]) => ({ weekly: daily(...ranges), exceptions: [] });
const works = (...ranges: [string, string][]) => counsellor({ hours: [{ branch: 'main', weekly: daily(...ranges) }] });

test('T2 ranges that touch are one, also across midnight', () => {
  const night = openNetwork({
    branches: [branch({ hours: hours(['22:00', '24:00'], ['00:00', '02:00']) })],
    counsellors: [works(['22:30', '24:00'], ['00:00', '01:00'])],
  });
  expect(starts(night, { service: 'talk' })).toEqual(['00:00', '22:30', '23:30']);
});

test('T3 a start that does not occur is not offered, one that occurs twice is offered once', () => {
  const world = openNetwork({
    branches: [branch({ hours: hours(['00:00', '24:00']) })],
    counsellors: [works(['01:00', '04:00'])],
    services: [service({ startEveryMin: 30, durationMin: 30, notesMin: 0 })],
  });
  const spring = starts(world, { from: '2027-03-28', to: '2027-03-28' }, Date.parse('2027-03-20T00:00:00Z'));
  const autumn = starts(world, { from: '2027-10-31', to: '2027-10-31' }, Date.parse('2027-10-20T00:00:00Z'));

  expect(spring.map((start) => start.slice(11))).toEqual(['01:00', '01:30', '03:00', '03:30']);
  expect(autumn.map((start) => start.slice(11))).toEqual(['01:00', '01:30', '02:00', '02:30', '03:00', '03:30']);
});

test('T4 the grid counts from the start of each range, whatever the branch’s hours; overlapping grids are united', () => {
  const late = branch({ hours: hours(['09:10', '12:00']) });
  expect(starts(openNetwork({ branches: [late] }))).toEqual(['10:00', '11:00']);
  expect(starts(openNetwork({ counsellors: [works(['09:00', '11:00'], ['09:30', '12:00'])] }))).toEqual([
    '09:00',
    '09:30',
    '10:00',
    '10:30',
  ]);
});

test('T5 the talk ends by the end of hours, notes and turn-around may run past it', () => {
  expect(starts(openNetwork({ counsellors: [works(['09:00', '11:50'])] }))).toEqual(['09:00', '10:00', '11:00']);
  expect(starts(openNetwork({ counsellors: [works(['09:00', '11:45'])] }))).toEqual(['09:00', '10:00']);
});

test('T5 hours that do not allow the mode do not count', () => {
  const phone = counsellor({ hours: [{ branch: 'main', weekly: daily(['09:00', '10:00']), modes: ['phone'] }] });
  expect(starts(openNetwork({ counsellors: [phone] }))).toEqual([]);
});

test('T6 talk and notes are clear of leave', () => {
  const away = counsellor({ leave: [{ from: '2026-12-07T10:55', to: '2026-12-07T11:00' }] });
  expect(starts(openNetwork({ counsellors: [away] }))).toEqual(['09:00', '11:00']);
});

test('T6 a leave’s date is 00:00 of the branch that is judged', () => {
  const east = branch({ id: 'east', timeZone: 'Asia/Tehran', hours: hours(['00:00', '24:00']) });
  const west = branch({ id: 'west', hours: hours(['00:00', '24:00']) });
  const both = counsellor({
    hours: [
      { branch: 'east', weekly: { mon: [['23:00', '24:00']], tue: [['00:00', '01:00']] } },
      { branch: 'west', weekly: { mon: [['23:00', '24:00']], tue: [['00:00', '01:00']] } },
    ],
    leave: [{ from: '2026-12-08', to: '2026-12-09' }],
  });
  const world = openNetwork({
    branches: [east, west],
    rooms: [room({ branch: 'east' }), room({ id: 'other', branch: 'west' })],
    counsellors: [both],
    services: [service({ notesMin: 0 })],
  });
  expect(starts(world, { to: '2026-12-08' })).toEqual(['23:00', '23:00']);
});

test('T7 an exception replaces the day, the last in the list decides, and T8 both its dates count', () => {
  const exceptions = [
    { from: '2026-12-06', to: '2026-12-07', open: [], reason: {} },
    { from: '2026-12-07', to: '2026-12-08', open: [['10:00', '11:00'] as [string, string]], reason: {} },
  ];
  const world = openNetwork({ branches: [branch({ hours: { weekly: daily(['09:00', '12:00']), exceptions } })] });
  const found = starts(world, { from: '2026-12-05', to: '2026-12-09' });
  expect(found.filter((start) => start.startsWith('2026-12-05')).length).toBe(3);
  expect(found.filter((start) => start.startsWith('2026-12-06'))).toEqual([]);
  expect(found.filter((start) => start.length === 5)).toEqual(['10:00']);
  expect(found.filter((start) => start.startsWith('2026-12-08'))).toEqual(['2026-12-08T10:00']);
});

test('T7 a room with hours has the common part of them and its branch’s', () => {
  expect(starts(openNetwork({ rooms: [room({ hours: hours(['08:00', '10:55']) })] }))).toEqual(['09:00', '10:00']);
});

test('T8 from and until of a counsellor’s hours both count', () => {
  const hoursFor = [{ branch: 'main', weekly: daily(['09:00', '10:00']), from: '2026-12-07', until: '2026-12-08' }];
  const found = starts(openNetwork({ counsellors: [counsellor({ hours: hoursFor })] }), {
    from: '2026-12-05',
    to: '2026-12-10',
  });
  expect(found).toEqual(['09:00', '2026-12-08T09:00']);
});

test('T9 phone sessions keep to the branch’s hours and need no room', () => {
  const world = openNetwork({
    rooms: [],
    services: [service({ modes: ['phone', 'room'] })],
    branches: [branch({ hours: hours(['10:00', '12:00']) })],
  });
  expect(starts(world)).toEqual(['10:00', '11:00']);
});

test('T10 a range’s grid ends with the range', () => {
  expect(starts(openNetwork({ counsellors: [works(['09:00', '10:30'], ['10:30', '12:00'])] }))).toEqual([
    '09:00',
    '10:00',
    '10:30',
  ]);
});

test('T11 a range that the clocks jump over is no time', () => {
  const world = openNetwork({
    branches: [branch({ hours: hours(['00:00', '24:00']) })],
    counsellors: [works(['02:00', '03:00'])],
  });
  expect(starts(world, { from: '2027-03-28', to: '2027-03-28' }, Date.parse('2027-03-20T00:00:00Z'))).toEqual([]);
});

test('T12 a season whose week lacks the day closes it', () => {
  const exceptions = [
    { from: '2026-12-01', to: '2026-12-31', weekly: { tue: [['09:00', '10:00']] as [string, string][] }, reason: {} },
  ];
  const world = openNetwork({ branches: [branch({ hours: { weekly: daily(['09:00', '12:00']), exceptions } })] });
  expect(starts(world, { to: '2026-12-08' })).toEqual(['2026-12-08T09:00']);
});
