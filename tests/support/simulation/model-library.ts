import { OccupancyIndex, type IndexedBlock } from '#domain/availability/occupancy-index.ts';
import type { IndexedSession } from '#domain/availability/occupancy/indexed-session.ts';
import type { SlotWish } from '#domain/availability/slot-question.ts';
import type { BookingFacts } from '#domain/booking/booking-policy.ts';
import { OPEN_STATES, occupies, type BookingState } from '#domain/booking/booking-states.ts';
import type { Absence } from '#domain/check-in/check-in-item.ts';
import type { Telling } from '#domain/check-in/visit-course.ts';
import type { Guardianship } from '#domain/guardian/guardian-policy.ts';
import type { Branch, Mode, Service } from '#domain/network.ts';
import type { Quote, Usage } from '#domain/price/quote.ts';
import { Refusal } from '#domain/refusal.ts';
import { DEFAULT_SETTINGS } from '#domain/settings.ts';
import { localDateOf } from '#domain/time/zone.ts';
import type { DomainFunctions } from './domain-functions.ts';
import { modelNetwork, type ModelNetwork } from './model-network.ts';

export interface ModelSession extends Omit<IndexedSession, 'firm' | 'holds'> {
  isGone: boolean;
}

export interface ModelBooking extends BookingFacts {
  id: string;
  patron: string;
  session: string;
  people: number;
  price: Quote;
  /** What its discounts were lowered by is taken from them; given back when it ends, as P5 and D7 say. */
  isRedeemed: boolean;
  retaken: boolean;
  absence: Absence | null;
  tellings: Telling[];
  /** Every state that it was ever in. */
  walk: BookingState[];
}

export interface HoldWish extends SlotWish {
  patron: string;
  branch: string;
  mode: Mode;
  startsAt: number;
  codes: string[];
}

export const PATRONS = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'];

/** Whatever the domain decides is done, to nothing but memory: as the verbs do it, and without any rule of its own. */
export class ModelLibrary {
  readonly sessions = new Map<string, ModelSession>();
  readonly bookings = new Map<string, ModelBooking>();
  readonly blocks = new Map<string, IndexedBlock>();
  readonly guardians: Guardianship[] = [];
  readonly index = new OccupancyIndex();
  readonly place: ModelNetwork;
  readonly settings = DEFAULT_SETTINGS;
  readonly domain: DomainFunctions;
  now: number;
  #ids = 0;

  constructor(seed: number, domain: DomainFunctions) {
    this.domain = domain;
    this.place = modelNetwork(seed);
    this.now = this.place.startsAt;
    for (const startsAt of this.place.circles) this.#addCircle(startsAt);
  }

  get world() {
    const { network, timetables } = this.place;
    return { network, timetables, index: this.index };
  }

  newId(kind: string): string {
    return `${kind}${String(this.#ids++).padStart(4, '0')}`;
  }

  service(id: string): Service {
    return this.place.network.services.get(id)!;
  }

  branchOf({ branch }: { branch: string }): Branch {
    return this.place.network.branches.get(branch)!;
  }

  sessionOf({ session }: ModelBooking): ModelSession {
    return this.sessions.get(session)!;
  }

  /** @throws Refusal */
  hold(wish: HoldWish): ModelBooking {
    this.expireHolds();
    const service = this.service(wish.service);
    const open = [...this.bookings.values()].filter(
      (one) =>
        one.patron === wish.patron &&
        one.startsAt > this.now &&
        this.sessionOf(one).service === service.id &&
        this.#isOpen(one),
    );
    this.domain.assertMayOpen(service, open.length);
    const session = this.placeFor(wish);
    const price = this.priceOf(wish, session);
    const heldUntil = this.domain.heldUntil({ ...this.settings }, this.now);
    return this.add(wish, session, { state: 'held', heldUntil, confirmedAt: null, price });
  }

  /** A session that takes the wish, a new one or a dated one. @throws Refusal */
  placeFor(wish: HoldWish & { ignoreSession?: string }, people = wish.people ?? 1): ModelSession {
    const had = this.domain.candidatesAt(this.world, wish, this.now);
    if (had.reason) throw new Refusal('slot_taken', { reason: had.reason });
    const service = this.service(wish.service);
    if (had.dated) return this.#free(this.sessions.get(had.dated[0]!.session)!, wish.patron);

    const { network } = this.place;
    const counsellor = this.domain.chooseCounsellor(had.counsellors)!;
    const room = wish.mode === 'room' ? this.domain.chooseRoom(had.rooms.map((id) => network.rooms.get(id)!))! : null;
    const { startsAt, endsAt, counsellorUntil, roomUntil } = this.domain.sessionTimes(service, room, wish.startsAt);
    const at = { startsAt, endsAt, counsellorUntil, roomUntil };
    const { branch, mode } = wish;
    const localOn = localDateOf(this.branchOf(wish).timeZone, startsAt);
    const session: ModelSession = {
      id: this.newId('s'),
      service: service.id,
      branch,
      mode,
      counsellor,
      room: room?.id ?? null,
      localOn,
      ...at,
      places: people,
      dated: false,
      isGone: false,
    };
    return this.#free(session, wish.patron, wish.ignoreSession);
  }

  priceOf({ patron, codes }: Pick<HoldWish, 'patron' | 'codes'>, session: ModelSession): Quote {
    const { network } = this.place;
    const [service, branch] = [this.service(session.service), this.branchOf(session)];
    const list = this.domain.listPrice(service, branch, network.head);
    return this.domain.quote({
      list,
      service,
      branch,
      codes,
      on: session.localOn,
      discounts: network.discounts.values(),
      entitlements: entitlementsOf(patron),
      usage: new Map([...network.discounts.keys()].map((id) => [id, this.usage(id, patron, list.currency)])),
    });
  }

  /** Counted anew each time: there are no tallies that could be wrong. */
  usage(discount: string, patron: string, currency: string): Usage {
    const usage = { uses: 0, patronUses: 0, spentMinor: 0 };
    for (const booking of this.bookings.values()) {
      if (!booking.isRedeemed) continue;
      for (const line of booking.price.lines) {
        if (line.discount !== discount) continue;
        usage.uses++;
        if (booking.patron === patron) usage.patronUses++;
        if (line.currency === currency) usage.spentMinor += line.amountMinor;
      }
    }
    return usage;
  }

  add(
    { patron, people = 1 }: Pick<HoldWish, 'patron' | 'people'>,
    session: ModelSession,
    made: Pick<ModelBooking, 'state' | 'heldUntil' | 'confirmedAt' | 'price'>,
  ): ModelBooking {
    const booking: ModelBooking = {
      id: this.newId('b'),
      patron,
      people,
      ...made,
      session: session.id,
      startsAt: session.startsAt,
      extended: false,
      endedAt: null,
      isRedeemed: true,
      retaken: false,
      absence: null,
      tellings: [],
      walk: [made.state],
    };
    this.sessions.set(session.id, session);
    this.bookings.set(booking.id, booking);
    this.touch(session);
    return booking;
  }

  enter(booking: ModelBooking, state: BookingState): void {
    if (booking.state !== state) booking.walk.push(state);
    booking.state = state;
    const isOver = !occupies(state);
    if (isOver) booking.endedAt = this.now;
    booking.isRedeemed = !isOver && (booking.absence ?? 'unexcused') === 'unexcused';
    this.touch(this.sessionOf(booking));
  }

  expireHolds(): void {
    for (const booking of this.bookings.values())
      if (booking.state === 'held' && this.domain.stateAt(booking, this.now) === 'expired')
        this.enter(booking, 'expired');
  }

  /** The index hears of every change, as a process does. */
  touch(session: ModelSession): void {
    const own = [...this.bookings.values()].filter((one) => one.session === session.id && occupies(one.state));
    session.isGone = !session.dated && own.length === 0;
    if (session.isGone) this.index.remove(session.id);
    else this.index.put(indexed(session, own));
  }

  /** By session, in one pass: who occupies a place now. */
  occupants(): Map<string, ModelBooking[]> {
    const bySession = new Map<string, ModelBooking[]>();
    for (const booking of this.bookings.values()) {
      if (!occupies(this.domain.stateAt(booking, this.now))) continue;
      const own = bySession.get(booking.session);
      if (own) own.push(booking);
      else bySession.set(booking.session, [booking]);
    }
    return bySession;
  }

  /** Whoever has something else at that time. */
  isElsewhere(patron: string, { startsAt, endsAt }: ModelSession, ignoreSession?: string): boolean {
    for (const other of this.bookings.values()) {
      if (other.patron !== patron || !occupies(this.domain.stateAt(other, this.now))) continue;
      const taken = this.sessionOf(other);
      if (taken.id !== ignoreSession && taken.startsAt < endsAt && startsAt < taken.endsAt) return true;
    }
    return false;
  }

  #isOpen(booking: ModelBooking): boolean {
    return OPEN_STATES.some((state) => state === this.domain.stateAt(booking, this.now));
  }

  /** B11. @throws Refusal */
  #free(session: ModelSession, patron: string, ignoreSession?: string): ModelSession {
    if (this.isElsewhere(patron, session, ignoreSession)) throw new Refusal('patron_busy');
    return session;
  }

  #addCircle(startsAt: number): void {
    const { timeZone } = this.branchOf({ branch: 'main' });
    const [service, room] = [this.service('circle'), this.place.network.rooms.get('b')!];
    const session: ModelSession = {
      id: this.newId('s'),
      service: service.id,
      branch: 'main',
      mode: 'room',
      counsellor: 'bor',
      room: room.id,
      ...this.domain.sessionTimes(service, room, startsAt),
      localOn: localDateOf(timeZone, startsAt),
      places: 3,
      dated: true,
      isGone: false,
    };
    this.sessions.set(session.id, session);
    this.touch(session);
  }
}

export function indexed({ isGone: _, ...session }: ModelSession, own: readonly ModelBooking[]): IndexedSession {
  const isHeld = ({ state }: ModelBooking) => state === 'held';
  return {
    ...session,
    firm: own.filter((one) => !isHeld(one)).reduce((sum, { people }) => sum + people, 0),
    holds: own.filter(isHeld).map(({ heldUntil, people }) => ({ until: heldUntil!, people })),
  };
}

/** Every second patron is a member, every third a client of a partner. */
function entitlementsOf(patron: string) {
  const number = Number(patron.slice(1));
  const dated = { from: '2020-01-01', until: '2031-01-01' };
  return [
    ...(number % 2 === 0 ? [{ concession: 'member', ...dated }] : []),
    ...(number % 3 === 0 ? [{ concession: 'client', ...dated }] : []),
  ];
}
