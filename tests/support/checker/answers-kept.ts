import { BOOKING_STATES, canGoBackTo, canMoveTo, type BookingState } from '#domain/booking/booking-states.ts';
import type { Readable } from './check-library.ts';
import { rowsIn } from './rows-in.ts';
import { told, type Intent, type Told, type ToldLog } from './told-log.ts';

/** An answer as it is kept under its key, opened. */
export interface KeptAnswer {
  actor: string;
  route: string;
  key: string;
  text: string;
}

interface SealedAnswer {
  actor: string;
  route: string;
  key: string;
  answer_sealed: Uint8Array;
  wrapped_key: Uint8Array;
}

/** All that were 2xx. */
export async function answersKept(library: Readable): Promise<KeptAnswer[]> {
  const sealed = await rowsIn<SealedAnswer>(
    library,
    `select i.actor, i.route, i.key, i.answer_sealed, p.wrapped_key
     from idempotency i join person p on p.id = i.actor where i.status < 300`,
  );
  return sealed.map(({ actor, route, key, answer_sealed, wrapped_key }) => {
    const context = `idempotency ${actor} ${route} ${key}`;
    return { actor, route, key, text: library.services.keys.open(wrapped_key, context, answer_sealed) };
  });
}

export interface StoredBooking {
  id: string;
  patron: string;
  state: BookingState;
  starts_at: number;
  total_minor: number;
  retakes: string | null;
}

export function bookingsOf(library: Readable): Promise<StoredBooking[]> {
  return rowsIn(
    library,
    `select b.id, b.patron, b.state, s.starts_at, b.total_minor, b.retakes from booking b join session s on s.id = b.session`,
  );
}

/** To whom a booking belongs whose person was erased: it has another id then, which no answer ever told. */
const NOBODY = '(nobody)';

/** The id of the booking that an answer tells of: a patron reads `id`, the desk `booking`, a counsellor it in their session. */
export function bookingOf({ booking, session }: Told): string | undefined {
  return booking?.id ?? booking?.booking ?? session?.visits?.[0]?.booking;
}

function isDone({ answer }: Intent): boolean {
  return answer !== undefined && answer.status < 300;
}

/** The last that a client heard of each booking, and what stands there now: the same, or what may come after it. */
export async function lostBookings(library: Readable, { intents }: ToldLog, rows: StoredBooking[]): Promise<unknown[]> {
  const stored = new Map(rows.map((row) => [row.id, row]));
  const last = new Map<string, Intent>();
  for (const intent of intents.filter(isDone)) {
    const id = bookingOf(intent.answer!.body);
    if (id !== undefined && intent.answer!.body.booking?.state) last.set(id, intent);
  }
  const changed = await changedByOthers(library);
  for (const { path, answer } of intents) if (!answer) for (const id of path.split('/')) changed.set(id, ANY);

  const missing: Intent[] = [];
  const wrong = [...last].filter(([id, intent]) => {
    const heard = intent.answer!.body.booking!;
    const row = stored.get(id);
    if (!row) return void missing.push(intent);
    const ways = changed.get(id) ?? NONE;
    if (!leadsTo(heard.state as BookingState, row.state, ways.has('booking.bring_back'))) return true;
    if (row.state !== heard.state) return false;
    // What a booking that goes on is about has not changed without being told.
    const total = heard.price?.total.amount;
    const isMoved = heard.startsAt !== undefined && row.starts_at !== Date.parse(heard.startsAt);
    return (
      (isMoved && !ways.has('booking.move')) ||
      (total !== undefined && total !== row.total_minor && !ways.has('booking.reprice'))
    );
  });
  return [...wrong.map(([, intent]) => intent), ...notErased(missing, rows, changed)];
}

const NONE: ReadonlySet<string> = new Set();
const ANY: ReadonlySet<string> = new Set(['booking.bring_back', 'booking.move', 'booking.reprice']);

/** What others may have done to a booking in the meantime, with an answer of another kind: as the record has it. */
async function changedByOthers(library: Readable): Promise<Map<string, ReadonlySet<string>>> {
  const lines = await rowsIn<{ subject: string; action: string }>(
    library,
    `select distinct subject, action from audit where action in (${[...ANY].map((action) => `'${action}'`).join(', ')})`,
  );
  const changed = new Map<string, Set<string>>();
  for (const { subject, action } of lines) changed.set(subject, (changed.get(subject) ?? new Set()).add(action));
  return changed;
}

/** Of bookings that are not there any more, those that nobody’s bookings do not account for. */
function notErased(missing: Intent[], rows: StoredBooking[], changed: Map<string, ReadonlySet<string>>): Intent[] {
  const nobodys = new Map<number, number>();
  const erased = rows.filter(({ patron }) => patron === NOBODY);
  for (const { starts_at } of erased) nobodys.set(starts_at, (nobodys.get(starts_at) ?? 0) + 1);
  const unmatched = missing.filter(({ answer }) => {
    const at = Date.parse(answer!.body.booking!.startsAt ?? '');
    const left = nobodys.get(at) ?? 0;
    nobodys.set(at, left - 1);
    return left < 1;
  });
  // What others moved stands at another time than was told.
  let spare = erased.length - (missing.length - unmatched.length);
  return unmatched.filter(({ answer }) => !(changed.has(bookingOf(answer!.body)!) && spare-- > 0));
}

function leadsTo(from: BookingState, to: BookingState, isBroughtBack: boolean): boolean {
  const reached = new Set([from]);
  for (const state of reached) {
    for (const next of BOOKING_STATES) if (canMoveTo(state, next) || canGoBackTo(state, next)) reached.add(next);
    if (isBroughtBack && state === 'cancelled') reached.add('held').add('confirmed');
  }
  return reached.has(to);
}

/** Writes without a key: the items themselves are what is told once (see `lostItems`). */
const UNKEYED = /^\/api\/(check-ins|kiosk|ticket-links)\b/;

/** Each write that was answered 2xx is kept under its key, as it was answered: what is asked once more hears the same. */
export function notKept({ intents }: ToldLog, kept: KeptAnswer[]): unknown[] {
  const texts = new Map<string, Set<string>>();
  for (const { key, text } of kept) texts.set(key, (texts.get(key) ?? new Set()).add(text));
  const wasErased = intents.some((intent) => isDone(intent) && intent.path === '/api/me/erasure');
  return intents.filter((intent) => {
    const { key, path, answer, isForeign } = intent;
    if (!isDone(intent) || isForeign || UNKEYED.test(path)) return false;
    const mine = texts.get(key);
    if (!mine) return !wasErased;
    const heard = JSON.stringify(told(answer!.body));
    return ![...mine].some((text) => JSON.stringify(told(JSON.parse(text) as Told)) === heard);
  });
}

/** Verbs by which a booking comes into the world. */
const CREATING = new Set(['holdSlot', 'retakeBooking', 'bookNext', 'walkIn']);

function births(kept: KeptAnswer[]): { key: string; booking: string }[] {
  return kept.flatMap(({ route, key, text }) => {
    const booking = CREATING.has(route) ? bookingOf(JSON.parse(text) as Told) : undefined;
    return booking === undefined ? [] : [{ key, booking }];
  });
}

/** Bookings that came of no key that a client had, and of which no client was told where the key is gone. */
export function unasked({ intents }: ToldLog, kept: KeptAnswer[], rows: StoredBooking[]): unknown[] {
  const asked = new Set(intents.map(({ key }) => key));
  const bornBy = new Map(births(kept).map(({ key, booking }) => [booking, key]));
  const heard = new Set(intents.filter(isDone).map(({ answer }) => bookingOf(answer!.body)));
  const present = new Set(rows.map(({ id }) => id));
  // Who holds a ticket's link is not told an id: so many bookings taken up again are theirs.
  let byLink = intents.filter((intent) => isDone(intent) && intent.path === '/api/ticket-links/undo').length;
  let erased = [...heard, ...bornBy.keys()].filter((id) => id !== undefined && !present.has(id)).length;

  return rows.filter(({ id, patron, retakes }) => {
    const key = bornBy.get(id);
    if (key !== undefined) return !asked.has(key);
    if (heard.has(id)) return false;
    if (patron === NOBODY) return erased-- < 1;
    return !(retakes !== null && byLink-- > 0);
  });
}

export function doubled({ intents }: ToldLog, kept: KeptAnswer[]): unknown[] {
  const born = births(kept);
  const bookings = new Map(born.map(({ key, booking }) => [key, booking]));
  const wrong = intents.filter(({ key, answer }) => {
    const booking = bookings.get(key);
    return booking !== undefined && answer !== undefined && bookingOf(answer.body) !== booking;
  });
  return [...wrong, ...(born.length === new Set(born.map(({ booking }) => booking)).size ? [] : born)];
}
