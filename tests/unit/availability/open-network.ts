import { OccupancyIndex } from '#domain/availability/occupancy-index.ts';
import type { IndexedSession } from '#domain/availability/occupancy/indexed-session.ts';
import type { SearchWorld } from '#domain/availability/slot-question.ts';
import { searchSlots, type SlotSearch } from '#domain/availability/slot-search.ts';
import { Timetables } from '#domain/availability/timetable.ts';
import type { Branch, Counsellor, Network, Room, Service, Weekly } from '#domain/network.ts';
import { minuteOf } from '#domain/time/clock-time.ts';
import { localDateOf, toInstant } from '#domain/time/zone.ts';

/** A network of one branch, one room and one counsellor, open each day from 09:00 to 12:00; tests say what is different. */

export const MONDAY = '2026-12-07';

export const daily = (...ranges: [string, string][]): Weekly =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, ranges]));

export function branch(different: Partial<Branch> = {}): Branch {
  return {
    id: 'main',
    timeZone: 'Europe/Ljubljana',
    hours: { weekly: daily(['09:00', '12:00']), exceptions: [] },
    ...different,
  } as Branch;
}

export function room(different: Partial<Room> = {}): Room {
  return { id: 'room', branch: 'main', name: {}, capacity: 2, features: [], turnaroundMin: 10, ...different };
}

export function service(different: Partial<Service> = {}): Service {
  return {
    id: 'talk',
    kind: 'individual',
    durationMin: 50,
    notesMin: 10,
    modes: ['room'],
    people: { min: 1, max: 1 },
    roomFeatures: [],
    startEveryMin: 60,
    noticeMin: 0,
    horizonDays: 60,
    price: 0,
    ...different,
  } as Service;
}

export function counsellor(different: Partial<Counsellor> = {}): Counsellor {
  return {
    id: 'ana',
    name: {},
    initials: 'A',
    languages: ['sl'],
    services: ['talk'],
    hours: [{ branch: 'main', weekly: daily(['09:00', '12:00']) }],
    leave: [],
    ...different,
  };
}

interface Parts {
  branches?: Branch[];
  rooms?: Room[];
  services?: Service[];
  counsellors?: Counsellor[];
  sessions?: IndexedSession[];
}

export function openNetwork(parts: Parts = {}): SearchWorld {
  const byId = <T extends { id: string }>(items: T[]) => new Map(items.map((item) => [item.id, item]));
  const network = {
    head: { id: 'n', currency: 'EUR', minorDigits: 2 },
    branches: byId(parts.branches ?? [branch()]),
    rooms: byId(parts.rooms ?? [room()]),
    services: byId(parts.services ?? [service()]),
    counsellors: byId(parts.counsellors ?? [counsellor()]),
    version: '1',
  } as unknown as Network;

  const index = new OccupancyIndex();
  for (const one of parts.sessions ?? []) index.put(one);
  return { network, timetables: new Timetables(network), index };
}

/** `2026-12-07T09:00` on the wall there. */
export function at(local: string, zone = 'Europe/Ljubljana'): number {
  return toInstant(zone, local.slice(0, 10), minuteOf(local.slice(11))).at;
}

export function session(local: string, different: Partial<IndexedSession> = {}): IndexedSession {
  const startsAt = at(local);
  return {
    id: `s-${local}`,
    service: 'talk',
    counsellor: 'ana',
    branch: 'main',
    room: 'room',
    mode: 'room',
    startsAt,
    endsAt: startsAt + 50 * 60_000,
    counsellorUntil: startsAt + 60 * 60_000,
    roomUntil: startsAt + 60 * 60_000,
    localOn: localDateOf('Europe/Ljubljana', startsAt),
    places: 1,
    dated: false,
    firm: 1,
    holds: [],
    ...different,
  };
}

export const EARLY = at('2026-12-01T08:00');

export function search(world: SearchWorld, different: Partial<SlotSearch> = {}, now = EARLY) {
  return searchSlots(world, { service: 'talk', from: MONDAY, to: MONDAY, limit: 10_000, ...different }, now);
}

/** The local starts of a search, without the date where it is the Monday. */
export function starts(world: SearchWorld, different: Partial<SlotSearch> = {}, now = EARLY): string[] {
  return search(world, different, now).map((slot) => slot.localStart.replace(`${MONDAY}T`, ''));
}
