import fc from 'fast-check';
import type { IndexedBlock } from '#domain/availability/occupancy-index.ts';
import type { IndexedSession } from '#domain/availability/occupancy/indexed-session.ts';
import { FEATURES, MODES, type Network, type Weekly } from '#domain/network.ts';
import { moment, type NaiveQuery } from './naive-search.ts';

/** Small networks and crowded days around the changes of clocks, where the rules are hardest. */

/** A zone and a date within a day of which its clocks change (none do in Tehran and Kathmandu). */
const PLACES = [
  ['Asia/Tehran', '2027-03-22'],
  ['Asia/Kathmandu', '2026-12-31'],
  ['Europe/Kyiv', '2026-03-29'],
  ['Europe/Kyiv', '2027-10-31'],
  ['Europe/Helsinki', '2026-10-25'],
  ['Europe/Ljubljana', '2028-03-26'],
  ['America/St_Johns', '2027-03-14'],
  ['America/St_Johns', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Australia/Lord_Howe', '2027-04-04'],
  ['Africa/Casablanca', '2026-02-15'],
  ['Africa/Casablanca', '2026-03-22'],
] as const;

export interface Case {
  network: Network;
  sessions: IndexedSession[];
  /** Time taken from counsellors and rooms, over sessions too: more than the database would ever let stand. */
  blocks: IndexedBlock[];
  query: NaiveQuery;
  now: number;
}

const five = (min: number, max: number) => fc.integer({ min: min / 5, max: max / 5 }).map((n) => n * 5);
const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Long ranges, ranges in the night when clocks change, and ends at midnight that touch the next day. */
const range = fc
  .oneof(
    fc.tuple(five(0, 240), five(30, 400)),
    fc.tuple(five(300, 1200), five(30, 600)),
    fc.tuple(five(1200, 1380), five(60, 240)),
  )
  .map(([start, length]): [string, string] => [clock(start), clock(Math.min(start + length, 1440))]);
const wholeDay = fc.constantFrom<[string, string]>(['00:00', '24:00'], ['00:00', '12:00'], ['12:00', '24:00']);
const ranges = fc.array(fc.oneof(range, wholeDay), { minLength: 1, maxLength: 2 });

const weekly: fc.Arbitrary<Weekly> = fc
  .tuple(ranges, ranges, fc.subarray(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const, { minLength: 4 }))
  .map(([odd, even, days]) => Object.fromEntries(days.map((day, i) => [day, i % 2 ? odd : even])));

const dateNear = (date: string, by: number) =>
  fc.integer({ min: -by, max: by }).map((days) => Temporal.PlainDate.from(date).add({ days }).toString());

const hours = (date: string) =>
  fc.record({
    weekly: fc.oneof(weekly, { weight: 2, arbitrary: fc.constant(allDay()) }),
    exceptions: fc.array(
      fc
        .tuple(dateNear(date, 2), fc.integer({ min: 0, max: 2 }), fc.oneof(fc.constant([]), ranges, weekly))
        .map(([from, days, open]) => ({
          from,
          to: Temporal.PlainDate.from(from).add({ days }).toString(),
          reason: {},
          ...(Array.isArray(open) ? { open } : { weekly: open }),
        })),
      { maxLength: 2 },
    ),
  });

function allDay(): Weekly {
  return Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]),
  );
}

const leave = (date: string) =>
  fc
    .tuple(dateNear(date, 2), fc.option(five(0, 1435)), fc.integer({ min: 0, max: 1 }), fc.option(five(0, 1435)))
    .map(([from, fromMinute, days, toMinute]) => {
      const to = Temporal.PlainDate.from(from)
        .add({ days: days + 1 })
        .toString();
      const end = (on: string, minute: number | null) => (minute === null ? on : `${on}T${clock(minute)}`);
      return { from: end(from, fromMinute), to: end(to, toMinute) };
    });

const some = <T>(items: readonly T[]) => fc.subarray([...items], { minLength: 1 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const byId = <T extends { id: string }>(items: T[]) => new Map(items.map((item) => [item.id, item]));

export const cases: fc.Arbitrary<Case> = fc
  .tuple(fc.constantFrom(...PLACES), fc.constantFrom(...PLACES))
  .chain(([[zone, date], [otherZone]]) => {
    const branches = fc.tuple(hours(date), hours(date)).map(([a, b]) => [
      { id: 'b-west', timeZone: zone, hours: a },
      { id: 'a-east', timeZone: otherZone, hours: b },
    ]);
    const room = (id: string) =>
      fc.record({
        id: fc.constant(id),
        branch: fc.constantFrom('b-west', 'b-west', 'a-east'),
        capacity: fc.integer({ min: 2, max: 4 }),
        features: fc.subarray(FEATURES.slice(0, 2)),
        turnaroundMin: fc.constantFrom(0, 10, 35),
        hours: maybe(hours(date)),
      });
    const counsellor = (id: string) =>
      fc.record({
        id: fc.constant(id),
        languages: some(['en', 'fa']),
        services: fc.constantFrom(['talk'], ['talk'], ['talk'], ['group']),
        hours: fc.array(
          fc.record({
            branch: fc.constantFrom('b-west', 'b-west', 'a-east'),
            from: maybe(dateNear(date, 1)),
            until: maybe(dateNear(date, 1)),
            weekly,
            modes: maybe(some(MODES)),
          }),
          { minLength: 1, maxLength: 3 },
        ),
        leave: fc.array(leave(date), { maxLength: 1 }),
        maxPerDay: maybe(fc.integer({ min: 1, max: 2 })),
      });
    const service = (id: string, kind: string) =>
      fc.record({
        id: fc.constant(id),
        kind: fc.constant(kind),
        durationMin: fc.constantFrom(5, 50, 80, 160, 165, 300),
        notesMin: fc.constantFrom(0, 10, 45),
        modes: fc.constant(kind === 'group' ? ['room'] : [...MODES]),
        people: fc.constantFrom({ min: 1, max: 1 }, { min: 2, max: 3 }),
        roomFeatures: fc.subarray(FEATURES.slice(0, 1)),
        startEveryMin: fc.constantFrom(25, 30, 45, 60),
        noticeMin: fc.constantFrom(0, 120),
        horizonDays: fc.constantFrom(1, 2, 30, 30, 30),
        branches: maybe(fc.constantFrom(['b-west'], ['a-east', 'b-west'])),
      });
    const session = fc.record({
      service: fc.constantFrom('talk', 'group', 'group'),
      counsellor: fc.constantFrom('c1', 'c2', 'c3'),
      branch: fc.constantFrom('b-west', 'a-east'),
      room: fc.constantFrom('r1', 'r2', null),
      on: dateNear(date, 1),
      minute: fc.oneof(five(0, 1435), fc.constantFrom(0, 30, 60, 120, 180, 540, 600, 660, 900)),
      lasts: fc.constantFrom(5, 50, 50, 85, 300),
      afterMin: fc.constantFrom(0, 15),
      firm: fc.constantFrom(0, 0, 1, 2),
      holds: fc.array(fc.record({ until: five(-10, 10), people: fc.constantFrom(1, 2) }), { maxLength: 2 }),
    });

    const block = fc.record({
      resource: fc.constantFrom('c:c1', 'c:c1', 'c:c2', 'r:r1', 'r:r2'),
      on: dateNear(date, 2),
      minute: five(0, 1435),
      lasts: fc.oneof(five(5, 400), five(1440, 4000)),
    });

    return fc
      .record({
        branches,
        rooms: fc.tuple(room('r1'), room('r2')),
        services: fc.tuple(service('talk', 'individual'), service('group', 'group')),
        counsellors: fc.tuple(counsellor('c1'), counsellor('c2'), counsellor('c3')),
        sessions: fc.array(session, { minLength: 2, maxLength: 12 }),
        blocks: fc.array(block, { maxLength: 4 }),
        service: fc.constantFrom('talk', 'talk', 'talk', 'group'),
        from: dateNear(date, 1),
        days: fc.integer({ min: 0, max: 3 }),
        nowOn: dateNear(date, 1),
        nowMinute: fc.integer({ min: -1440, max: 300 }),
        asked: fc.record({
          branch: maybe(fc.constantFrom('b-west', 'a-east')),
          counsellor: maybe(fc.constantFrom('c1', 'c2')),
          language: maybe(fc.constantFrom('en', 'fa')),
          mode: maybe(fc.constantFrom(...MODES)),
          features: maybe(fc.subarray(FEATURES.slice(0, 2))),
        }),
      })
      .map((drawn) => built(drawn, zone));
  });

interface Drawn {
  branches: { id: string; timeZone: string }[];
  rooms: { id: string }[];
  services: { id: string }[];
  counsellors: { id: string }[];
  sessions: {
    service: string;
    counsellor: string;
    branch: string;
    room: string | null;
    on: string;
    minute: number;
    lasts: number;
    afterMin: number;
    firm: number;
    holds: { until: number; people: number }[];
  }[];
  blocks: { resource: string; on: string; minute: number; lasts: number }[];
  service: string;
  from: string;
  days: number;
  nowOn: string;
  nowMinute: number;
  asked: Omit<NaiveQuery, 'service' | 'from' | 'to'>;
}

/** The drawn items carry what the search reads; names, prices and texts do not matter here. */
function built(drawn: Drawn, zone: string): Case {
  const branches = byId(drawn.branches);
  const network = {
    branches,
    rooms: byId(drawn.rooms),
    services: byId(drawn.services),
    counsellors: byId(drawn.counsellors),
    version: '1',
    head: { id: 'n', currency: 'EUR', minorDigits: 2 },
  } as unknown as Network;
  for (const service of network.services.values()) service.price = 0;

  const now = moment(zone, drawn.nowOn, 0).at + drawn.nowMinute * 60_000;
  const sessions = drawn.sessions.map((one, i): IndexedSession => {
    const startsAt = moment(branches.get(one.branch)!.timeZone, one.on, one.minute).at;
    const dated = one.service === 'group';
    const endsAt = startsAt + one.lasts * 60_000;
    const room = dated ? (one.room ?? 'r1') : one.room;
    const until = endsAt + one.afterMin * 60_000;
    const localOn = Temporal.Instant.fromEpochMilliseconds(startsAt)
      .toZonedDateTimeISO(branches.get(one.branch)!.timeZone)
      .toPlainDate()
      .toString();
    const holds = one.holds.map((hold) => ({ until: now + hold.until * 60_000, people: hold.people }));
    return {
      id: `s${i}`,
      service: one.service,
      counsellor: one.counsellor,
      branch: one.branch,
      room,
      mode: room ? 'room' : 'phone',
      startsAt,
      endsAt,
      counsellorUntil: until,
      roomUntil: room ? until : null,
      localOn,
      places: dated ? 3 : 1,
      dated,
      firm: one.firm,
      holds,
    };
  });
  const blocks = drawn.blocks.map(({ resource, on, minute, lasts }, i): IndexedBlock => {
    const startsAt = moment(zone, on, minute).at;
    return { id: `x${i}`, resource, startsAt, endsAt: startsAt + lasts * 60_000 };
  });
  const to = Temporal.PlainDate.from(drawn.from).add({ days: drawn.days }).toString();
  return { network, sessions, blocks, now, query: { ...drawn.asked, service: drawn.service, from: drawn.from, to } };
}
