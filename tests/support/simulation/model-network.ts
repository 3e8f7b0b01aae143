import { Timetables } from '#domain/availability/timetable.ts';
import type { ClockRange, Network } from '#domain/network.ts';

/** Two branches in two zones, days around a change of clocks: small, so that everybody wants the same times. */
export interface ModelNetwork {
  network: Network;
  timetables: Timetables;
  startsAt: number;
  /** Dated sessions of the circle. */
  circles: number[];
}

const PLACES: readonly [zone: string, other: string, startsAt: string][] = [
  ['Europe/Ljubljana', 'Asia/Tehran', '2026-03-27T05:00:00Z'],
  ['America/St_Johns', 'Europe/Kyiv', '2026-10-30T10:00:00Z'],
  ['Australia/Lord_Howe', 'Asia/Kathmandu', '2026-10-02T00:00:00Z'],
  ['Africa/Casablanca', 'Europe/Helsinki', '2026-02-13T06:00:00Z'],
  ['Europe/Helsinki', 'America/St_Johns', '2028-03-24T05:00:00Z'],
];

const HOUR = 3_600_000;
/** Timetables cost more to make than a whole simulation to run, and never change. */
const made = new Map<number, ModelNetwork>();

export function modelNetwork(seed: number): ModelNetwork {
  const place = seed % PLACES.length;
  let known = made.get(place);
  if (!known) made.set(place, (known = build(...PLACES[place]!)));
  return known;
}

function build(zone: string, other: string, start: string): ModelNetwork {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const week = (...ranges: ClockRange[]) => Object.fromEntries(days.map((day) => [day, ranges]));
  const hours = { weekly: week(['00:00', '24:00']), exceptions: [] };
  const money = { currency: 'EUR', minorDigits: 2 };
  const talk = {
    id: 'talk',
    kind: 'individual',
    modes: ['room', 'phone'],
    durationMin: 50,
    notesMin: 10,
    people: { min: 1, max: 1 },
    roomFeatures: [],
    startEveryMin: 30,
    noticeMin: 60,
    horizonDays: 5,
    cancelBeforeMin: 120,
    maxOpenPerPatron: 2,
    price: { EUR: 4000, IRR: 900_000 },
  };
  const free = {
    id: 'sponsored',
    free: true,
    concession: 'client',
    stacks: false,
    budget: { EUR: 9000, IRR: 1_000_000 },
  };
  const network = {
    version: '1',
    head: { id: 'model', ...money },
    branches: byId([
      { id: 'main', timeZone: zone, hours, ...money },
      { id: 'far', timeZone: other, hours, currency: 'IRR', minorDigits: 0 },
    ]),
    rooms: byId([
      { id: 'a', branch: 'main', capacity: 2, features: [], turnaroundMin: 10 },
      { id: 'b', branch: 'main', capacity: 4, features: ['step-free'], turnaroundMin: 15 },
      { id: 'f', branch: 'far', capacity: 3, features: [], turnaroundMin: 5 },
    ]),
    services: byId([
      talk,
      {
        ...talk,
        id: 'family',
        kind: 'family',
        modes: ['room'],
        durationMin: 80,
        people: { min: 2, max: 3 },
        noticeMin: 0,
        maxOpenPerPatron: 1,
      },
      {
        ...talk,
        id: 'circle',
        kind: 'group',
        modes: ['room'],
        people: { min: 2, max: 3 },
        noticeMin: 30,
        maxOpenPerPatron: 3,
      },
    ]),
    counsellors: byId([
      counsellor('ana', [{ branch: 'main', weekly: week(['00:30', '04:30'], ['09:00', '12:00']) }], { maxPerDay: 3 }),
      counsellor('bor', [
        { branch: 'main', weekly: week(['09:00', '13:00']), modes: ['room'] },
        { branch: 'far', weekly: week(['15:00', '18:00']) },
      ]),
      counsellor('cyr', [{ branch: 'far', weekly: week(['08:00', '11:00']) }]),
    ]),
    concessions: new Map(),
    discounts: byId([
      { id: 'gift', percent: 50, code: true, stacks: false, maxUses: 3 },
      free,
      { id: 'first', amount: { EUR: 500, IRR: 50_000 }, stacks: true, maxUsesPerPatron: 1 },
      { id: 'member', basisPoints: 1250, concession: 'member', stacks: true },
    ]),
    partners: new Map(),
  } as unknown as Network;
  const startsAt = Date.parse(start);
  return {
    network,
    timetables: new Timetables(network),
    startsAt,
    circles: [26, 50, 74].map((hours) => startsAt + hours * HOUR),
  };
}

function counsellor(id: string, hours: object[], more: object = {}) {
  return { id, languages: ['en'], services: ['talk', 'family', 'circle'], hours, leave: [], ...more };
}

function byId<T extends { id: string }>(items: T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
