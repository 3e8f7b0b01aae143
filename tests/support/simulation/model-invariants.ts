import { OccupancyIndex } from '#domain/availability/occupancy-index.ts';
import { searchSlots } from '#domain/availability/slot-search.ts';
import { amountIn } from '#domain/network.ts';
import { localDateOf } from '#domain/time/zone.ts';
import { indexed, type ModelBooking, type ModelLibrary, type ModelSession } from './model-library.ts';
import { Broken } from './model-operations.ts';

const MINUTE = 60_000;

/** The table of states once more, as RULES.md (B1, D4, D6) has it: what may stand after what. */
const AFTER: Record<string, readonly string[]> = {
  held: ['confirmed', 'expired', 'cancelled'],
  // Who begins has arrived, and what is over had begun (D3): what is told of a visit may pass several at once.
  confirmed: ['arrived', 'in_session', 'completed', 'no_show', 'cancelled'],
  arrived: ['confirmed', 'in_session', 'completed', 'no_show'],
  in_session: ['arrived', 'completed', 'confirmed', 'no_show'],
  completed: ['in_session', 'arrived', 'confirmed', 'no_show'],
  no_show: ['arrived', 'in_session', 'completed', 'confirmed'],
  expired: [],
  cancelled: [],
};

/** All that must hold after whatever was done, from the rules' own numbers and nothing that the domain has reckoned. @throws Broken */
export function assertSoundModel(library: ModelLibrary): void {
  const occupants = library.occupants();
  const sessions = [...library.sessions.values()].filter(({ id, dated }) => dated || occupants.has(id));
  assertNobodyTwice(library, sessions, occupants);
  for (const { id, places } of sessions) {
    const people = (occupants.get(id) ?? []).reduce((sum, one) => sum + one.people, 0);
    if (people > places) throw new Broken(`${id} has ${people} people and ${places} places`);
  }
  for (const booking of library.bookings.values()) assertOwn(library, booking);
  assertLimits(library, occupants);
  for (const { child } of library.guardians) {
    const own = library.guardians.filter((one) => one.child === child);
    if (own.length > 2) throw new Broken(`${child} has three guardians`);
  }
}

type Occupants = ReadonlyMap<string, ModelBooking[]>;

interface Stretch {
  id: string;
  whose: string;
  from: number;
  until: number;
}

function assertNobodyTwice(library: ModelLibrary, sessions: ModelSession[], occupants: Occupants): void {
  const { network } = library.place;
  const taken: Stretch[] = [];
  for (const { id, startsAt: from, counsellor, room, service } of sessions) {
    const { durationMin, notesMin } = network.services.get(service)!;
    const talk = from + durationMin * MINUTE;
    taken.push({ id, whose: counsellor, from, until: talk + notesMin * MINUTE });
    const turnaround = room === null ? undefined : network.rooms.get(room)!.turnaroundMin * MINUTE;
    if (turnaround !== undefined) taken.push({ id, whose: `room ${room}`, from, until: talk + turnaround });
    for (const one of occupants.get(id) ?? []) taken.push({ id: one.id, whose: one.patron, from, until: talk });
  }
  for (const { id, resource, startsAt, endsAt } of library.blocks.values())
    taken.push({ id, whose: resource.replace('c:', '').replace('r:', 'room '), from: startsAt, until: endsAt });

  taken.sort((a, b) => a.from - b.from);
  const last = new Map<string, Stretch>();
  for (const one of taken) {
    const before = last.get(one.whose);
    const isBoth = one.id.startsWith('x') && before?.id.startsWith('x');
    if (before && before.until > one.from && !isBoth)
      throw new Broken(`${before.id} and ${one.id} both have ${one.whose}`);
    if (!before || before.until < one.until) last.set(one.whose, one);
  }
}

function assertOwn(
  library: ModelLibrary,
  { id, price, walk, state, heldUntil, extended, startsAt, session }: ModelBooking,
): void {
  const sum = price.lines.reduce((all, line) => all + line.amountMinor, 0);
  if (
    price.list.amount - sum !== price.totalMinor ||
    price.totalMinor < 0 ||
    price.lines.some((line) => line.amountMinor <= 0)
  )
    throw new Broken(`the price of ${id} does not add up`);
  for (const [place, next] of walk.slice(1).entries())
    if (!AFTER[walk[place]!]!.includes(next)) throw new Broken(`${id} goes from ${walk[place]} to ${next}`);
  if (walk.at(-1) !== state) throw new Broken(`${id} came to be ${state} by no step`);
  const longest = library.settings.holdMin * MINUTE * (extended ? 2 : 1);
  if (state === 'held' && heldUntil! - library.now > longest)
    throw new Broken(`${id} is held for longer than a hold lasts`);
  if (library.sessions.get(session)!.startsAt !== startsAt)
    throw new Broken(`${id} begins at another time than its session`);
}

function assertLimits(library: ModelLibrary, occupants: Occupants): void {
  const { discounts } = library.place.network;
  const uses = new Map<string, number>();
  const count = (key: string, by: number, most = Infinity) => {
    if (most === Infinity) return;
    const sum = (uses.get(key) ?? 0) + by;
    uses.set(key, sum);
    if (sum > most) throw new Broken(`${key}: ${sum} of ${most}`);
  };
  // P5: what a hold took comes back with it, whether or not somebody has swept it yet.
  for (const { isRedeemed, price, patron } of [...occupants.values()].flat()) {
    if (!isRedeemed) continue;
    for (const { discount: id, currency, amountMinor } of price.lines) {
      const { maxUses, maxUsesPerPatron, budget } = discounts.get(id)!;
      count(`uses of ${id}`, 1, maxUses);
      count(`uses of ${id} by ${patron}`, 1, maxUsesPerPatron);
      if (budget !== undefined) count(`${currency} of ${id}`, amountMinor, amountIn(budget, currency));
    }
  }
}

/** The index that heard of every change answers as one that is made of what stands now. @throws Broken */
export function assertSameIndex(library: ModelLibrary): void {
  const { network, timetables } = library.place;
  const index = new OccupancyIndex();
  for (const session of library.sessions.values())
    if (!session.isGone)
      index.put(
        indexed(
          session,
          [...library.bookings.values()].filter(
            (one) => one.session === session.id && !['expired', 'cancelled'].includes(one.state),
          ),
        ),
      );
  for (const one of library.blocks.values()) index.putBlock(one);
  const from = localDateOf('UTC', library.now);
  const search = { service: 'talk', from, to: localDateOf('UTC', library.now + 4 * 86_400_000), limit: 10_000 };
  const [kept, fresh] = [library.world, { network, timetables, index }].map((world) =>
    JSON.stringify(searchSlots(world, search, library.now)),
  );
  if (kept !== fresh) throw new Broken('the index answers otherwise than one made afresh');
}
