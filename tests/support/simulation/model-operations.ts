import type { SlotWish } from '#domain/availability/slot-question.ts';
import { ABSENCES } from '#domain/check-in/check-in-item.ts';
import type { CourseEvent, Telling } from '#domain/check-in/visit-course.ts';
import type { Mode } from '#domain/network.ts';
import { Refusal } from '#domain/refusal.ts';
import { addDays } from '#domain/time/local-date.ts';
import { localDateOf, startOfDate } from '#domain/time/zone.ts';
import { PATRONS, type HoldWish, type ModelBooking, type ModelLibrary, type ModelSession } from './model-library.ts';

type Random = () => number;
/** @returns what was done, in a few words. @throws Refusal a lawful no; Broken what must not be */
type Operation = (library: ModelLibrary, random: Random) => string;

/** Something that the rules rule out. */
export class Broken extends Error {}

const MINUTE = 60_000;
const CELL = 5 * MINUTE;
const EVENTS: CourseEvent[] = [
  'arrived',
  'arrived',
  'started',
  'completed',
  'no_show',
  'arrived_undone',
  'started_undone',
  'completed_undone',
];

function oneOf<T>(random: Random, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)]!;
}

/** Each with how often it comes. */
const OPERATIONS: readonly [times: number, operation: Operation][] = [
  [5, passTime],
  [9, holdSomething],
  [6, confirm],
  [1, extend],
  [3, cancel],
  [3, move],
  [2, retake],
  [7, tellOfVisit],
  [2, block],
  [1, endBlock],
  [1, guard],
];
const WEIGHED = OPERATIONS.flatMap(([times, operation]) => Array.from({ length: times }, () => operation));

export function doSomething(library: ModelLibrary, random: Random): { said: string; isRefused: boolean } {
  const operation = oneOf(random, WEIGHED);
  try {
    return { said: operation(library, random), isRefused: false };
  } catch (fault) {
    if (fault instanceof Refusal) return { said: `${operation.name}: ${fault.code}`, isRefused: true };
    throw fault;
  }
}

function passTime(library: ModelLibrary, random: Random): string {
  const chance = random();
  const minutes = chance < 0.7 ? 1 + random() * 15 : chance < 0.95 ? random() * 240 : random() * 1440;
  library.now += Math.floor(minutes) * MINUTE;
  return `${Math.floor(minutes)} minutes pass`;
}

function holdSomething(library: ModelLibrary, random: Random): string {
  const service = oneOf(random, ['talk', 'talk', 'talk', 'family', 'circle']);
  const branch = service === 'circle' ? 'main' : oneOf(random, ['main', 'main', 'far']);
  const mode = service === 'talk' ? oneOf<Mode>(random, ['room', 'room', 'phone']) : 'room';
  const asked: SlotWish & { branch: string; mode: Mode } = {
    service,
    branch,
    mode,
    ...(service === 'family' && { people: oneOf(random, [2, 3]) }),
    ...(service === 'circle' && { people: oneOf(random, [1, 1, 2]) }),
    ...(random() < 0.2 && { counsellor: oneOf(random, ['ana', 'bor', 'cyr']) }),
  };
  const { timeZone } = library.branchOf({ branch });
  const from = addDays(localDateOf(timeZone, library.now), Math.floor(random() * 3));
  const slots = library.domain.searchSlots(
    library.world,
    { ...asked, from, to: addDays(from, 1), limit: 10_000 },
    library.now,
  );

  const cells = (startOfDate(timeZone, addDays(from, 2)) - startOfDate(timeZone, from)) / CELL;
  const anyTime = startOfDate(timeZone, from) + Math.floor(random() * cells) * CELL;
  const startsAt = slots.length > 0 && random() < 0.8 ? oneOf(random, slots).startsAt : anyTime;
  const isOffered = slots.some((slot) => slot.startsAt === startsAt);
  const wish: HoldWish = { ...asked, startsAt, patron: oneOf(random, PATRONS), codes: random() < 0.3 ? ['gift'] : [] };

  const { reason } = library.domain.candidatesAt(library.world, wish, library.now);
  if (isOffered !== (reason === undefined))
    throw new Broken(`${said(startsAt)} is ${isOffered ? 'offered' : 'not offered'} and then ${reason ?? 'to be had'}`);
  const { id, session } = library.hold(wish);
  return `${wish.patron} holds ${id} in ${session}: ${service} at ${branch}, ${mode}, ${said(startsAt)}`;
}

function confirm(library: ModelLibrary, random: Random): string {
  const booking = pick(library, random, (one) => one.state === 'held');
  const { state } = library.domain.decideConfirm(booking, library.now);
  booking.confirmedAt = library.now;
  library.enter(booking, state);
  return `${booking.id} is confirmed`;
}

function extend(library: ModelLibrary, random: Random): string {
  const booking = pick(library, random, (one) => one.state === 'held');
  const { heldUntil } = library.domain.decideExtend(booking, { ...library.settings }, library.now);
  Object.assign(booking, { heldUntil, extended: true });
  library.touch(library.sessionOf(booking));
  return `${booking.id} is held until ${said(heldUntil)}`;
}

function cancel(library: ModelLibrary, random: Random): string {
  const booking = pick(library, random);
  const service = library.service(library.sessionOf(booking).service);
  const { to } = library.domain.decideCancel(booking, service, library.now);
  library.enter(booking, to);
  return `${booking.id} is cancelled`;
}

function move(library: ModelLibrary, random: Random): string {
  const booking = pick(library, random, (one) => one.state === 'confirmed');
  const old = library.sessionOf(booking);
  library.domain.decideMove(booking, library.service(old.service), library.now);
  const { timeZone } = library.branchOf(old);
  const from = addDays(localDateOf(timeZone, library.now), Math.floor(random() * 3));
  const { service, branch, mode } = old;
  const asked = { service, branch, mode, people: booking.people };
  const slots = library.domain.searchSlots(library.world, { ...asked, from, to: from, limit: 10_000 }, library.now);
  if (slots.length === 0) return 'nowhere to move to';
  const { startsAt } = oneOf(random, slots);
  const wish = { ...asked, startsAt, patron: booking.patron, codes: [], ...(!old.dated && { ignoreSession: old.id }) };
  const session = library.placeFor(wish, booking.people);
  if (session.id === old.id) return 'it is there already';

  library.sessions.set(session.id, session);
  Object.assign(booking, { session: session.id, startsAt });
  library.touch(old);
  library.touch(session);
  return `${booking.id} moves to ${session.id}, ${said(startsAt)}`;
}

function retake(library: ModelLibrary, random: Random): string {
  const former = pick(library, random, (one) => one.state === 'cancelled');
  const { state } = library.domain.decideRetake(former, { ...library.settings }, library.now);
  const old = library.sessionOf(former);
  const session: ModelSession = old.dated ? old : { ...old, id: library.newId('s'), isGone: false };
  if (!isStillFree(library, session, former)) throw new Refusal('slot_taken');
  for (const line of former.price.lines) {
    const discount = library.place.network.discounts.get(line.discount)!;
    const usage = library.usage(line.discount, former.patron, line.currency);
    if (!library.domain.fitsLimits(discount, line, usage))
      throw new Refusal('wrong_state', { reason: 'discount_gone' });
  }
  former.retaken = true;
  const { patron, people, price } = former;
  const again = library.add({ patron, people }, session, { state, price, heldUntil: null, confirmedAt: library.now });
  return `${former.id} is taken up again as ${again.id}`;
}

/** As the key on time says it. */
function isStillFree(library: ModelLibrary, session: ModelSession, { patron, people }: ModelBooking): boolean {
  const { index } = library;
  index.settle(library.now);
  if (library.isElsewhere(patron, session)) return false;
  if (session.dated) return index.placesLeft(index.get(session.id)!) >= people;
  const { counsellor, room, startsAt, counsellorUntil, roomUntil } = session;
  return (
    index.isFree(`c:${counsellor}`, startsAt, counsellorUntil) &&
    (room === null || index.isFree(`r:${room}`, startsAt, roomUntil!))
  );
}

function tellOfVisit(library: ModelLibrary, random: Random): string {
  const booking = pick(library, random, ({ state }) => !['held', 'expired', 'cancelled'].includes(state));
  const session = library.sessionOf(booking);
  // Most of what is told is told on the day: it is waited for.
  if (random() < 0.5) library.now = Math.max(library.now, session.startsAt + Math.floor(random() * 40) * MINUTE);
  const event = oneOf(random, EVENTS);
  const side = random() < 0.5 ? 'desk' : 'counsellor';
  const occurredAt = library.now - Math.floor(random() * 30) * MINUTE;
  const { timeZone } = library.branchOf(session);
  const absence = event === 'no_show' && random() < 0.5 ? oneOf(random, ABSENCES) : null;
  const times = {
    startsAt: session.startsAt,
    dayUntil: startOfDate(timeZone, addDays(session.localOn, 1)),
    confirmedDayFrom: startOfDate(timeZone, localDateOf(timeZone, booking.confirmedAt!)),
  };
  const item = { event, occurredAt, ...(absence && { absence }) };
  const refusal = library.domain.judgeItem(item, times, { settings: { ...library.settings }, now: library.now, side });
  if (refusal) return `${event} of ${booking.id} is ${refusal}`;

  const told: Telling = {
    id: library.newId('i'),
    event,
    occurredAt,
    receivedAt: library.now,
    side,
    absence,
    by: side === 'desk' ? 'desk-1' : session.counsellor,
    hasReason: false,
  };
  booking.tellings.push(told);
  const course = library.domain.courseOf(booking.tellings, library.settings);
  const wasGivenBack = !booking.isRedeemed;
  booking.absence = course.absence;
  library.enter(booking, course.state);
  if (wasGivenBack && booking.isRedeemed) booking.isRedeemed = fitsOnceMore(library, booking);
  return `${booking.id}: ${event} by the ${side} at ${said(occurredAt)}, now ${course.state}`;
}

/** D8: what has reached its limit meanwhile is not taken once more. */
function fitsOnceMore(library: ModelLibrary, booking: ModelBooking): boolean {
  booking.isRedeemed = false;
  return booking.price.lines.every((line) => {
    const discount = library.place.network.discounts.get(line.discount)!;
    return library.domain.fitsLimits(discount, line, library.usage(line.discount, booking.patron, line.currency));
  });
}

const RESOURCES = ['c:ana', 'c:bor', 'c:cyr', 'r:a', 'r:b'];

/** L1: over time that nobody has. */
function block(library: ModelLibrary, random: Random): string {
  const resource = oneOf(random, RESOURCES);
  const startsAt = library.now - (library.now % CELL) + Math.floor(1 + random() * 600) * CELL;
  const endsAt = startsAt + Math.floor(1 + random() * 48) * CELL;
  library.index.settle(library.now);
  if (!library.index.isFree(resource, startsAt, endsAt)) return `${resource} is not free to be blocked`;
  const id = library.newId('x');
  library.blocks.set(id, { id, resource, startsAt, endsAt });
  library.index.putBlock({ id, resource, startsAt, endsAt });
  return `${id} takes ${resource} from ${said(startsAt)} to ${said(endsAt)}`;
}

function endBlock(library: ModelLibrary, random: Random): string {
  const ids = [...library.blocks.keys()];
  if (ids.length === 0) return 'no block to end';
  const id = oneOf(random, ids);
  library.blocks.delete(id);
  library.index.removeBlock(id);
  return `${id} is ended`;
}

function guard(library: ModelLibrary, random: Random): string {
  const child = oneOf(random, ['c0', 'c1']);
  const by = oneOf(random, PATRONS);
  const own = library.guardians.filter((one) => one.child === child);
  const made = { id: library.newId('g'), child, since: library.now };
  if (own.length === 0) {
    library.guardians.push({ ...made, guardian: by });
    return `${by} adds ${child}`;
  }
  const other = oneOf(random, PATRONS);
  if (random() < 0.6 && !own.some(({ guardian }) => guardian === other)) {
    library.domain.assertMayName(own, by);
    library.guardians.push({ ...made, guardian: other });
    return `${by} names ${other} for ${child}`;
  }
  const first = own.toSorted((a, b) => a.since - b.since || (a.id < b.id ? -1 : 1))[0]!;
  const ended = library.domain.guardianshipToEnd(own, oneOf(random, own).id, by);
  if (ended.guardian !== by && first.guardian !== by) throw new Broken(`${by} ends ${ended.guardian} for ${child}`);
  library.guardians.splice(library.guardians.indexOf(ended), 1);
  return `${by} ends ${ended.guardian} for ${child}`;
}

function pick(library: ModelLibrary, random: Random, may: (one: ModelBooking) => boolean = () => true): ModelBooking {
  const those = [...library.bookings.values()].filter(may);
  if (those.length === 0) throw new Refusal('not_found');
  return oneOf(random, those);
}

function said(at: number): string {
  return new Date(at).toISOString().slice(0, 16);
}
