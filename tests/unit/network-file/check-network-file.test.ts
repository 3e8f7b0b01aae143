import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkNetworkFile } from '#domain/network-file/check-network-file.ts';
import { NetworkFaults } from '#domain/network-file/fault-list.ts';

const small = readFileSync(new URL('../../support/small-network.json', import.meta.url), 'utf8');
const demo = readFileSync(new URL('../../../api/cli/demo-network.json', import.meta.url), 'utf8');

// oxlint-disable-next-line typescript/no-explicit-any -- a file may be anything: that is what is tested
type Anything = any;

/** The faults of the small network after `spoil` had its way with it. */
function faultsAfter(spoil: (file: Anything) => void, allowed = { people: true }): string[] {
  const file = JSON.parse(small) as Anything;
  spoil(file);
  return faultsOf(file, allowed);
}

function faultsOf(file: unknown, allowed = { people: true }): string[] {
  try {
    checkNetworkFile(file, allowed);
    return [];
  } catch (error) {
    if (error instanceof NetworkFaults) return error.lines;
    throw error;
  }
}

const withGroup =
  (change: Anything = {}) =>
  (file: Anything) => {
    file.services.push({ ...file.services[0], id: 'circle', kind: 'group', people: { min: 1, max: 3 } });
    file.counsellors[0].services.push('circle');
    file.groups.push({
      id: 'winter',
      service: 'circle',
      counsellor: 'ana',
      branch: 'main',
      room: 'room-b',
      startsAt: '2026-12-01T17:00',
      places: 3,
      repeat: {
        everyDays: 7,
        times: 3,
      },
      ...change,
    });
  };

describe('what is right', () => {
  test('N1 the shipped network and the small one have no fault', () => {
    expect(faultsOf(JSON.parse(demo))).toEqual([]);
    expect(faultsAfter(() => {})).toEqual([]);
  });

  test('N2 lists that may be left out are empty', () => {
    const file = JSON.parse(small) as Anything;
    for (const list of ['concessions', 'discounts', 'partners', 'groups', 'people']) delete file[list];
    delete file.branches[0].hours.exceptions;
    delete file.rooms[0].features;
    delete file.services[0].roomFeatures;
    delete file.counsellors[0].leave;
    expect(checkNetworkFile(file, { people: false })).toMatchObject({ people: [], groups: [], discounts: [] });
  });

  test('N5 ranges may touch, overlap and stand in any order; 24:00 is an end', () => {
    const ranges = [
      ['13:00', '24:00'],
      ['00:00', '13:00'],
      ['10:00', '14:00'],
    ];
    expect(faultsAfter((file) => (file.counsellors[0].hours[0].weekly.sat = ranges))).toEqual([]);
  });

  test('N6 exceptions may share a date, be a season of their own week, and lack a reason', () => {
    const open = { from: '2026-12-25', to: '2027-01-05', open: [['10:00', '12:00']] };
    const season = { from: '2026-12-01', to: '2027-02-28', weekly: { mon: [['10:00', '12:00']] } };
    expect(faultsAfter((file) => file.branches[0].hours.exceptions.push(open, season))).toEqual([]);
  });

  test('N8 a map by currency may reach branches of different currencies, and so may 0', () => {
    const twoCurrencies = (price: unknown) => (file: Anything) => {
      file.branches.push({ ...file.branches[0], id: 'ilam', currency: 'IRR', minorDigits: 0 });
      file.services[0].price = price;
    };
    expect(faultsAfter(twoCurrencies(0))).toEqual([]);
    expect(faultsAfter(twoCurrencies({ EUR: 2000, IRR: 3_600_000, UAH: 5 }))).toEqual([]);
    expect(faultsAfter(twoCurrencies(2000))).toEqual([
      'services[0].price: would be read in EUR and IRR: write a map by currency',
    ]);
    expect(faultsAfter(twoCurrencies({ EUR: 2000 }))).toEqual(['services[0].price: has no IRR']);
  });

  test('N9 a dated session may lie outside hours and in a leave', () => {
    expect(faultsAfter(withGroup({ startsAt: '2026-12-06T21:00' }))).toEqual([]);
  });
});

describe('what is wrong', () => {
  const cases: [string, (file: Anything) => void, string][] = [
    [
      'a range that ends before it starts',
      (f) =>
        (f.counsellors[1].hours[0].weekly.sat = [
          ['09:00', '10:00'],
          ['12:00', '09:00'],
        ]),
      'counsellors[1].hours[0].weekly.sat[1]: ends before it starts',
    ],
    [
      'an empty range',
      (f) => (f.branches[0].hours.weekly.sat = [['09:00', '09:00']]),
      'branches[0].hours.weekly.sat[0]: ends when it starts',
    ],
    [
      'a time off the grid',
      (f) => (f.branches[0].hours.weekly.sat = [['09:01', '10:00']]),
      'branches[0].hours.weekly.sat[0][0]: is not a multiple of 5 minutes',
    ],
    [
      '24:00 as a start',
      (f) => (f.branches[0].hours.weekly.sat = [['24:00', '24:00']]),
      'branches[0].hours.weekly.sat[0][0]: is allowed only as an end',
    ],
    [
      'a day that is none',
      (f) => (f.branches[0].hours.weekly.Sunday = []),
      'branches[0].hours.weekly.Sunday: is not one of mon, tue, wed, thu, fri, sat, sun',
    ],
    [
      'a date that does not exist',
      (f) => (f.branches[0].hours.exceptions[0].from = '2027-02-29'),
      'branches[0].hours.exceptions[0].from: is not a date that exists',
    ],
    [
      'an exception that ends before it starts',
      (f) => (f.branches[0].hours.exceptions[0].to = '2026-12-24'),
      'branches[0].hours.exceptions[0]: ends before it starts',
    ],
    [
      'an exception without hours',
      (f) => delete f.branches[0].hours.exceptions[0].open,
      'branches[0].hours.exceptions[0]: has neither open nor weekly',
    ],
    [
      'a leave of no time',
      (f) => (f.counsellors[1].leave[0].to = '2026-12-10T00:00'),
      'counsellors[1].leave[0]: ends when it starts',
    ],
    [
      'an offset for a zone',
      (f) => (f.branches[0].timeZone = '+01:00'),
      'branches[0].timeZone: is not an IANA time zone',
    ],
    [
      'an unknown zone',
      (f) => (f.branches[0].timeZone = 'Europe/Atlantis'),
      'branches[0].timeZone: is not an IANA time zone',
    ],
    ['an unknown field', (f) => (f.rooms[0].colour = 'blue'), 'rooms[0].colour: is not a field here'],
    ['a missing field', (f) => delete f.branches[0].phone, 'branches[0].phone: is missing'],
    ['an unknown list', (f) => (f.therapists = []), 'therapists: is not a field here'],
    ['a list that is none', (f) => (f.concessions = {}), 'concessions: is not a list'],
    ['an item that is none', (f) => (f.rooms[1] = null), 'rooms[1]: is not an object'],
    ['an id used twice', (f) => (f.rooms[1].id = 'room-a'), 'rooms[1].id: is used twice: room-a'],
    ['an id that is none', (f) => (f.rooms[1].id = 'Room B'), 'rooms[1].id: is not a kebab-case id'],
    ['an unknown branch', (f) => (f.rooms[1].branch = 'mian'), 'rooms[1].branch: names none of branches: "mian"'],
    [
      'a text in an unknown language',
      (f) => (f.rooms[0].name.de = 'Zimmer'),
      'rooms[0].name.de: is not one of en, fa, fi, sl, uk',
    ],
    ['a text in no language', (f) => (f.rooms[0].name = {}), 'rooms[0].name: has no language'],
    ['a mark that turns a line', (f) => (f.rooms[0].name.en = 'a\u202eb'), 'rooms[0].name.en: has a control character'],
    [
      'a length off the grid',
      (f) => (f.services[0].durationMin = 52),
      'services[0].durationMin: is not a multiple of 5 minutes',
    ],
    ['a number that is a text', (f) => (f.rooms[0].capacity = '2'), 'rooms[0].capacity: is not a whole number'],
    [
      'a max below its min',
      (f) => (f.services[0].people = { min: 2, max: 1 }),
      'services[0].people: has a max below its min',
    ],
    ['the same value twice', (f) => f.services[0].modes.push('room'), 'services[0].modes[2]: is named twice'],
    ['a service by no mode', (f) => (f.services[0].modes = []), 'services[0].modes: is empty'],
    ['a percentage above 100', (f) => (f.discounts[0].percent = 101), 'discounts[0].percent: is above 100'],
    [
      'two rules in one discount',
      (f) => (f.discounts[0].free = true),
      'discounts[0]: has percent and free: one of percent, basisPoints, amount, free it must be',
    ],
    [
      'a discount without a rule',
      (f) => delete f.discounts[0].percent,
      'discounts[0]: has none of percent, basisPoints, amount, free',
    ],
    [
      'a card without a pin',
      (f) => delete f.people[0].pin,
      'people[0].pin: is missing: a card and its pin go together',
    ],
    [
      'a card used twice',
      (f) => Object.assign(f.people[1], { card: '2900 0001', pin: '1234' }),
      'people[1].card: is used twice',
    ],
    ['a short password', (f) => (f.people[1].password = 'secret'), 'people[1].password: is shorter than 12 characters'],
    ['a counsellor who is nobody', (f) => delete f.people[1].counsellor, 'people[1].counsellor: is missing'],
    [
      'two minor digits of one currency',
      (f) => f.branches.push({ ...f.branches[0], id: 'other', minorDigits: 0 }),
      'branches[1].minorDigits: makes EUR 0 digits, main makes it 2',
    ],
    [
      'a group of a one-to-one service',
      withGroup({ service: 'talk' }),
      'groups[0].service: is of kind individual, not group or workshop',
    ],
    [
      'more places than chairs',
      withGroup({ room: 'room-a' }),
      'groups[0].places: and the counsellor are 4, the room holds 2',
    ],
    ['more places than people', withGroup({ places: 4 }), 'groups[0].places: are more than the 3 people of circle'],
    [
      'a date beyond the calendar',
      withGroup({ startsAt: '2026-02-30T10:00' }),
      'groups[0].startsAt: is not a date that exists',
    ],
    [
      'a start at the end of a day',
      withGroup({ repeat: { everyDays: 1, times: 1 }, startsAt: '2026-12-01T24:00' }),
      'groups[0].startsAt: is allowed only as an end',
    ],
  ];

  test.each(cases)('N1 N2 N4 N5 N6 N7 N8 N9 %s is one fault with its path', (_, spoil, fault) => {
    const faults = faultsAfter(spoil);
    expect(faults).toContain(fault);
    // A group that breaks a rule of places may break the one of capacity as well.
    expect(faults.length).toBeLessThanOrEqual(fault.startsWith('groups') ? 3 : 1);
  });

  test('N9 two dated sessions that need one room or counsellor at once are a fault for each time', () => {
    const faults = faultsAfter((file) => {
      withGroup()(file);
      file.groups.push({ ...file.groups[0], id: 'second', startsAt: '2026-12-08T17:55', repeat: undefined });
      delete file.groups[1].repeat;
    });
    expect(faults).toEqual([
      'groups[1]: its session of 2026-12-08T17:55 takes counsellor ana while groups[0] does (2026-12-08T17:00)',
      'groups[1]: its session of 2026-12-08T17:55 takes room room-b while groups[0] does (2026-12-08T17:00)',
    ]);
  });

  test('N1 people are a fault unless they are allowed', () => {
    expect(faultsAfter(() => {}, { people: false })).toEqual([
      'people: are demonstration accounts: import with --demo, or leave them out',
    ]);
  });

  test('N1 1,000 faults are 1,000 lines, and beyond 10,000 they are counted', () => {
    const rooms = (count: number) => (file: Anything) => {
      file.rooms = Array.from({ length: count }, (_, n) => ({ ...file.rooms[0], id: `r${n}`, capacity: -1 }));
    };
    expect(faultsAfter(rooms(1_000))).toHaveLength(1_000);
    const many = faultsAfter(rooms(12_345));
    expect(many).toHaveLength(10_001);
    expect(many.at(-1)).toBe('and 2345 more');
  });

  test.each([null, [], 'text', 5, {}, { network: {} }])('N1 %j is no network', (value) => {
    expect(faultsOf(value).length).toBeGreaterThan(0);
  });
});
