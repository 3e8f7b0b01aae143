import { stateAt, type BookingFacts } from '../booking/booking-policy.ts';
import { occupies, type BookingState } from '../booking/booking-states.ts';
import { toWire } from '../wire-instant.ts';
import type { Instant, LocalTime, Text } from '../ids.ts';
import type { Branch, Feature, Mode, Service } from '../network.ts';
import type { Money } from '../price/money.ts';
import { localTimeOf } from '../time/zone.ts';
import type { Absence } from './check-in-item.ts';

/** A booking with its session and what was paid for it. JSON columns are text, as they are kept. */
export interface Visit extends Pick<BookingFacts, 'state' | 'heldUntil' | 'endedAt'> {
  id: string;
  session: {
    id: string;
    branch: string;
    room: string | null;
    mode: Mode;
    counsellor: string;
    startsAt: Instant;
    endsAt: Instant;
  };
  alias: string;
  people: number;
  features: string;
  preparations: string;
  totalMinor: number;
  /** What was taken or waived, less what was given back. */
  paidMinor: number;
  currency: string;
  minorDigits: number;
  arrivedAt: Instant | null;
  startedAt: Instant | null;
  absence: Absence | null;
  absenceConfirmedAt: Instant | null;
}

/** All that the desk may know of a visit (K2): an allow-list, so that a new column of the booking stays out of it. */
export interface DeskRow {
  booking: string;
  session: string;
  startsAt: string;
  endsAt: string;
  localStart: LocalTime;
  localEnd: LocalTime;
  branch: string;
  room: string | null;
  mode: Mode;
  counsellor: string;
  alias: string;
  people: number;
  needs: (Feature | 'interpreter' | 'company')[];
  state: BookingState;
  publicName: Text;
  due: Money;
  paid: Money;
  arrivedAt?: string;
  startedAt?: string;
  endedAt?: string;
  absence?: Absence;
  absenceConfirmed?: boolean;
}

/** What a row takes of the network: the clock of the place, and the discreet name. */
export interface RowTerms {
  branch: Pick<Branch, 'timeZone'>;
  service: Pick<Service, 'publicName'>;
}

export function deskRowOf(visit: Visit, { branch, service }: RowTerms, now: Instant): DeskRow {
  const { session, currency, minorDigits, arrivedAt, startedAt, endedAt, absence } = visit;
  const state = stateAt(visit, now);
  const money = (amount: number): Money => ({ amount, currency, minorDigits });

  return {
    booking: visit.id,
    session: session.id,
    startsAt: toWire(session.startsAt),
    endsAt: toWire(session.endsAt),
    localStart: localTimeOf(branch.timeZone, session.startsAt),
    localEnd: localTimeOf(branch.timeZone, session.endsAt),
    branch: session.branch,
    room: session.room,
    mode: session.mode,
    counsellor: session.counsellor,
    alias: visit.alias,
    people: visit.people,
    needs: needsOf(visit),
    state,
    publicName: service.publicName,
    due: money(dueMinor(visit, state)),
    paid: money(visit.paidMinor),
    ...(arrivedAt !== null && { arrivedAt: toWire(arrivedAt) }),
    ...(startedAt !== null && { startedAt: toWire(startedAt) }),
    ...(endedAt !== null && { endedAt: toWire(endedAt) }),
    ...(absence !== null && { absence, absenceConfirmed: visit.absenceConfirmedAt !== null }),
  };
}

/** What is still to pay, minor units; nothing once the visit is called off. */
export function dueMinor(visit: Pick<Visit, 'totalMinor' | 'paidMinor'>, state: BookingState): number {
  return occupies(state) ? Math.max(0, visit.totalMinor - visit.paidMinor) : 0;
}

function needsOf({ features, preparations }: Visit): DeskRow['needs'] {
  return [...(JSON.parse(features) as DeskRow['needs']), ...(JSON.parse(preparations) as DeskRow['needs'])];
}
