import type { Instant, LocalDate } from '../ids.ts';
import { MINUTE } from '../ids.ts';
import {
  type Branch,
  type Counsellor,
  type Feature,
  type Mode,
  type Network,
  type Room,
  type Service,
  isDated,
  serviceBranches,
} from '../network.ts';
import { addDays } from '../time/local-date.ts';
import { localDateOf, startOfDate } from '../time/zone.ts';
import type { OccupancyIndex } from './occupancy-index.ts';
import type { Timetables } from './timetable.ts';

/** What a search reads: the network, its hours as bitmaps, and who is busy. */
export interface SearchWorld {
  network: Network;
  timetables: Timetables;
  index: OccupancyIndex;
}

/** What is asked for, whatever the dates. `people` left out means `defaultPeople`. */
export interface SlotWish {
  service: string;
  branch?: string | undefined;
  counsellor?: string | undefined;
  language?: string | undefined;
  mode?: Mode | undefined;
  people?: number | undefined;
  /** Wanted of the room: for phone and video they say nothing (S9). */
  features?: readonly Feature[] | undefined;
}

/** A wish looked up in the network: who and what could answer it, in the order of S7. */
export interface Question {
  service: Service;
  dated: boolean;
  branches: Branch[];
  modes: Mode[];
  counsellors: Counsellor[];
  people: number;
  features: readonly Feature[];
}

/** A stretch of instants, half-open. */
export interface Window {
  from: Instant;
  until: Instant;
}

/** S3: how many people may be asked for. Of a dated session each booking takes some of the places. */
export function peopleRange(service: Service): { min: number; max: number } {
  return isDated(service) ? { min: 1, max: service.people.max } : service.people;
}

/** S3: how many people are meant when nobody says. */
export function defaultPeople(service: Service): number {
  return peopleRange(service).min;
}

/** `undefined` where nothing can answer: an unknown id, a number of people that the service is not for. */
export function questionOf(network: Network, wish: SlotWish): Question | undefined {
  const service = network.services.get(wish.service);
  if (!service) return undefined;

  const people = wish.people ?? defaultPeople(service);
  const range = peopleRange(service);
  if (people < range.min || people > range.max) return undefined;

  const dated = isDated(service);
  return {
    service,
    dated,
    people,
    features: wish.features ?? [],
    branches: serviceBranches(service, network)
      .filter((id) => wish.branch === undefined || wish.branch === id)
      .sort()
      .flatMap((id) => network.branches.get(id) ?? []),
    modes: (dated ? (['room'] as Mode[]) : service.modes)
      .filter((mode) => wish.mode === undefined || wish.mode === mode)
      .sort(),
    counsellors: [...network.counsellors.values()]
      .filter((one) => wish.counsellor === undefined || one.id === wish.counsellor)
      .filter((one) => wish.language === undefined || one.languages.includes(wish.language))
      .filter((one) => dated || one.services.includes(service.id))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** S3: big enough for the people and the counsellor, with every feature that the service needs and the patron wants. */
export function roomFits(room: Room, question: Question): boolean {
  return (
    room.capacity >= question.people + 1 &&
    question.service.roomFeatures.every((feature) => room.features.includes(feature)) &&
    question.features.every((feature) => room.features.includes(feature))
  );
}

/** S2: from now + notice on, to the end of the date that the horizon names; both as the branch's clock has them. */
export function openWindow(service: Service, branch: Branch, now: Instant): Window {
  const today = localDateOf(branch.timeZone, now);
  return {
    from: now + service.noticeMin * MINUTE,
    until: startOfDate(branch.timeZone, addDays(today, service.horizonDays + 1)),
  };
}

/** S1, S2: what of the dates `from` … `to` (included) at the branch is open to bookings now. */
export function searchWindow(service: Service, branch: Branch, from: LocalDate, to: LocalDate, now: Instant): Window {
  const open = openWindow(service, branch, now);
  return {
    from: Math.max(open.from, startOfDate(branch.timeZone, from)),
    until: Math.min(open.until, startOfDate(branch.timeZone, addDays(to, 1))),
  };
}
