import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OccupancyIndex } from '#domain/availability/occupancy-index.ts';
import { searchSlots } from '#domain/availability/slot-search.ts';
import { Timetables } from '#domain/availability/timetable.ts';
import type { ClockRange, Network } from '#domain/network.ts';
import { saidDay } from '#domain/time/said-time.ts';
import { addDays } from '#domain/time/local-date.ts';
import { localDateOf, localTimeOf, startOfDate, toInstant, toLocal } from '#domain/time/zone.ts';
import { dateFrom, partsOf } from '../../../web/features/desk/look/calendar-parts.ts';
import { monthAround } from '../../../web/slots/month-grid.ts';
import { isFull } from '../../support/fault-size.ts';
import { jalaliOf, ZoneOracle } from '../../support/simulation/zone-oracle.ts';

/** Of 100,000 cases (trust: 0 wrong); a share of each kind. `npm test` takes the fortieth part. */
const CASES = isFull ? 100_000 : 2_500;
const SHARES = { clocks: 0.4, instants: 0.3, days: 0.1, hours: 0.1, jalali: 0.1 };
type Kind = keyof typeof SHARES;

const MINUTE = 60_000;
const CELL = 5 * MINUTE;
const HOUR = 60 * MINUTE;
const FIRST_DAY = Date.UTC(2026, 0, 1);
const DAYS = 1826;

const ORACLES = new Map(
  [
    'Asia/Tehran',
    'Europe/Kyiv',
    'Europe/Helsinki',
    'Europe/Ljubljana',
    'Asia/Kathmandu',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
  ].map((zone) => [zone, new ZoneOracle(zone)]),
);

const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const anyDay = fc.nat(DAYS - 1).map((day) => FIRST_DAY + day * 24 * HOUR);
/** Half of all cases lie within a day and a half of a change of clocks, where there is one. */
const place = fc.constantFrom(...ORACLES.keys()).chain((zone) =>
  fc
    .oneof(
      anyDay,
      fc
        .tuple(fc.constantFrom(...ORACLES.get(zone)!.changes, FIRST_DAY), fc.integer({ min: -36 * 60, max: 36 * 60 }))
        .map(([change, minutes]) => Math.min(Math.max(change + minutes * MINUTE, FIRST_DAY), Date.UTC(2030, 11, 30))),
    )
    .map((near) => ({ zone, near, date: isoDay(near) })),
);
const minute = fc.oneof(
  fc.nat(1439),
  fc.nat(287).map((cell) => cell * 5),
  fc.constant(1440),
);
const clockOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const range = fc
  .tuple(fc.nat(280), fc.integer({ min: 1, max: 288 }))
  .map(([from, cells]): [number, number] => [from * 5, Math.min(from + cells, 288) * 5]);

/** The zone by which the domain is asked: its own, but in the control. */
type ZoneOf = (zone: string) => string;

const PROPERTIES: Record<Kind, (zoneOf: ZoneOf, inJalali?: typeof jalaliOf) => fc.IPropertyWithHooks<never>> = {
  clocks: (zoneOf) =>
    property(fc.tuple(place, minute), ([{ zone, date }, minutes]) => {
      const wall = Date.parse(date) + minutes * MINUTE;
      const told = toInstant(zoneOf(zone), date, minutes);
      expect(told).toEqual(ORACLES.get(zone)!.firstShowing(wall));
      if (!told.exists) return;
      expect(localTimeOf(zoneOf(zone), told.at)).toBe(new Date(wall).toISOString().slice(0, 16));
    }),

  instants: (zoneOf) =>
    property(place, ({ zone, near }) => {
      const oracle = ORACLES.get(zone)!;
      const local = toLocal(zoneOf(zone), near);
      const wall = Date.parse(local.date) + local.minute * MINUTE;
      expect(wall).toBe(oracle.wallAt(near));
      // Back again: to itself, or to the first time that this clock was shown.
      const back = toInstant(zoneOf(zone), local.date, local.minute);
      expect(back).toEqual({ at: oracle.firstShowing(wall).at, exists: true });
      expect(near - back.at === 0 || oracle.wallAt(back.at) === wall).toBe(true);
    }),

  days: (zoneOf) =>
    property(place, ({ zone, date }) => {
      const oracle = ORACLES.get(zone)!;
      const from = startOfDate(zoneOf(zone), date);
      const until = startOfDate(zoneOf(zone), addDays(date, 1));
      expect([from, until]).toEqual(
        [Date.parse(date), Date.parse(addDays(date, 1))].map((wall) => oracle.firstShowing(wall).at),
      );
      expect(until - from).toBeGreaterThanOrEqual(23 * HOUR);
      expect(until - from).toBeLessThanOrEqual(25 * HOUR);
      // Each cell is of one day: of this one from its first to its last, and neither before nor after.
      for (let at = from; at < until; at += CELL) if (localDateOf(zoneOf(zone), at) !== date) expect(at).toBe(date);
      expect([from - CELL, until].map((at) => localDateOf(zoneOf(zone), at))).toEqual([
        addDays(date, -1),
        addDays(date, 1),
      ]);
    }),

  hours: (zoneOf) =>
    property(
      fc.tuple(
        place,
        fc.array(range, { minLength: 1, maxLength: 2 }),
        fc.constantFrom(5, 50, 80, 165),
        fc.constantFrom(5, 25, 30, 60),
      ),
      ([{ zone, date }, ranges, durationMin, everyMin]) => {
        const { starts, world, now } = openAt(zoneOf(zone), { date, ranges, durationMin, everyMin });
        const found = searchSlots(world, { service: 'talk', from: date, to: date, limit: 10_000 }, now);
        expect(found.map(({ startsAt, localStart }) => [startsAt, localStart])).toEqual(starts(ORACLES.get(zone)!));
      },
    ),

  jalali: (_, inJalali = jalaliOf) =>
    property(anyDay, (day) => {
      const date = isoDay(day);
      const { year, month, day: of } = inJalali(date);
      expect(partsOf(date, 'persian')).toMatchObject({ year, month, day: of });
      expect(dateFrom({ year, month, day: of }, 'persian')).toBe(date);
      const { first, last } = monthAround(date, 'persian', 'sat');
      expect([inJalali(first).day, inJalali(first).month, inJalali(addDays(last, 1)).day]).toEqual([1, month, 1]);
      const said = saidDay('fa', `${date}T10:00`).replaceAll(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0));
      expect(said).toMatch(new RegExp(` ${of} ${PERSIAN_MONTHS[month - 1]}$`));
    }),
};

const PERSIAN_MONTHS = 'فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند'.split(' ');

function property<T>(drawn: fc.Arbitrary<T>, holds: (one: T) => void): fc.IPropertyWithHooks<never> {
  return fc.property(drawn, holds) as unknown as fc.IPropertyWithHooks<never>;
}

interface Opening {
  date: string;
  ranges: [number, number][];
  durationMin: number;
  everyMin: number;
}

/** A branch that is open day and night, and a counsellor with the same hours every day: what starts where, by the rules T1 to T5. */
function openAt(zone: string, { date, ranges, durationMin, everyMin }: Opening) {
  const week = (ranges: ClockRange[]) =>
    Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, ranges]));
  const written = ranges.map(([from, until]): ClockRange => [clockOf(from), clockOf(until)]);
  const service = { id: 'talk', kind: 'individual', modes: ['phone'], people: { min: 1, max: 1 }, roomFeatures: [] };
  const network = {
    branches: new Map([
      ['b', { id: 'b', timeZone: zone, hours: { weekly: week([['00:00', '24:00']]), exceptions: [] } }],
    ]),
    rooms: new Map(),
    services: new Map([
      ['talk', { ...service, durationMin, startEveryMin: everyMin, notesMin: 0, noticeMin: 0, horizonDays: 5 }],
    ]),
    counsellors: new Map([
      ['c', { id: 'c', languages: [], services: ['talk'], leave: [], hours: [{ branch: 'b', weekly: week(written) }] }],
    ]),
  } as unknown as Network;

  return {
    world: { network, index: new OccupancyIndex(), timetables: new Timetables(network) },
    now: Date.parse(date) - 48 * HOUR,
    starts: (oracle: ZoneOracle) => expectedStarts(oracle, { date, ranges, durationMin, everyMin }),
  };
}

function expectedStarts(oracle: ZoneOracle, { date, ranges, durationMin, everyMin }: Opening): [number, string][] {
  const at = (on: string, minutes: number) => oracle.firstShowing(Date.parse(on) + minutes * MINUTE);
  const spans = [-1, 0, 1, 2]
    .flatMap((days) =>
      ranges.map(([from, until]) => [at(addDays(date, days), from).at, at(addDays(date, days), until).at]),
    )
    .sort(([a], [b]) => a! - b!);
  const isOpen = (from: number, until: number) => {
    let reached = from;
    for (const [begins, ends] of spans) if (begins! <= reached) reached = Math.max(reached, ends!);
    return reached >= until && spans.some(([begins, ends]) => begins! <= from && from < ends!);
  };

  const starts = new Map<number, string>();
  for (const [from, until] of ranges) {
    for (let minutes = from; minutes < until; minutes += everyMin) {
      const start = at(date, minutes);
      if (start.exists && isOpen(start.at, start.at + durationMin * MINUTE))
        starts.set(start.at, `${date}T${clockOf(minutes)}`);
    }
  }
  return [...starts].sort(([a], [b]) => a - b);
}

describe(`${CASES} cases of time zones and calendars, 2026 to 2030`, () => {
  const KINDS = Object.keys(SHARES) as Kind[];

  test('T1 T2 T3 T4 T5 S1: none is told otherwise than ICU has it', () => {
    let cases = 0;
    for (const kind of KINDS) {
      const numRuns = Math.round(CASES * SHARES[kind]);
      fc.assert(
        PROPERTIES[kind]((zone) => zone),
        { numRuns },
      );
      cases += numRuns;
    }
    console.log(`time zones: ${cases.toLocaleString('en')} cases in ${ORACLES.size} zones, 0 wrong`);
  }, 3_600_000);

  test.each(KINDS.filter((kind) => kind !== 'jalali'))('control: a clock without changes is caught by %s', (kind) => {
    const winter = (zone: string) => offsetName(ORACLES.get(zone)!.wallAt(FIRST_DAY) - FIRST_DAY);
    expect(fc.check(PROPERTIES[kind](winter), { numRuns: 1000 }).failed).toBe(true);
  });

  test('control: a calendar without the leap year 1408 is caught', () => {
    const withoutLeap: typeof jalaliOf = (date) => jalaliOf(date < '2030-03-20' ? date : addDays(date, 1));
    const told = PROPERTIES.jalali((zone) => zone, withoutLeap);
    expect(fc.check(told, { numRuns: 1000 }).failed).toBe(true);
  });
});

function offsetName(ms: number): string {
  return `${ms < 0 ? '-' : '+'}${clockOf(Math.abs(ms) / MINUTE)}`;
}
