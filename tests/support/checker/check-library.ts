import { canGoBackTo, canMoveTo, BOOKING_STATES, type BookingState } from '#domain/booking/booking-states.ts';
import type { Discount } from '#domain/network.ts';
import { headFault, readHead } from '../../../api/storage/audit/audit-head.ts';
import { verifyAudit } from '../../../api/storage/audit/verify-audit.ts';
import { cellFaults } from '../../../api/storage/soundness/cell-faults.ts';
import { rowFaults } from '../../../api/storage/soundness/row-faults.ts';
import type { OpenServices } from '../../../api/services.ts';
import { brokenInvariants } from '../booking-invariants.ts';
import { rowsOf } from '../booking-library.ts';
import { freshAnswers } from './fresh-answers.ts';
import { stateFaults } from './state-walk.ts';
import type { Intent, Server, ToldLog } from './told-log.ts';

export interface Finding {
  broken: string;
  rows: unknown[];
}

/** A library as the checker reads it. A server that has been at work on it is asked for times, too. */
export interface Checked extends Partial<Server> {
  services: OpenServices;
  place: { databaseUrl: string; dataDir: string };
}

/** What no row of the database may say, whatever the derived ones beside it do. Times are recomputed from the sessions. */
const OVERLAPS: Record<string, string> = {
  'two sessions share their counsellor’s time': `
    select a.id, b.id as other from session a join session b on a.counsellor = b.counsellor and a.id < b.id
      and a.starts_at < b.counsellor_until and b.starts_at < a.counsellor_until
    where a.gone_at is null and b.gone_at is null`,
  'two sessions share their room’s time': `
    select a.id, b.id as other from session a join session b on a.room = b.room and a.id < b.id
      and a.starts_at < b.room_until and b.starts_at < a.room_until
    where a.gone_at is null and b.gone_at is null`,
  'a patron is in two places at once': `
    select x.id, y.id as other from booking x join session a on a.id = x.session
      join booking y on y.patron = x.patron and x.id < y.id join session b on b.id = y.session
    where x.state not in ('expired', 'cancelled') and y.state not in ('expired', 'cancelled')
      and x.patron <> '(nobody)' and a.starts_at < b.ends_at and b.starts_at < a.ends_at`,
  'a session has more people than places': `select id from session where taken > places or taken < 0`,
  'a visit begins twice': `
    select booking, count(*) as times from check_in where event = 'arrived' and outcome = 'applied'
    group by booking having count(*) > 1 + (select count(*) from check_in u where u.booking = check_in.booking
      and u.event = 'arrived_undone' and u.outcome = 'applied')`,
};

/**
 * Holds a database, of either engine, against what its clients were told and proves what must hold whatever happened. Every destructive test
 * ends here (ARCHITECTURE.md, 56).
 */
export async function checkLibrary(library: Checked, log: ToldLog): Promise<Finding[]> {
  const findings = await brokenInvariants(library);
  const found = (broken: string, rows: unknown[]) =>
    rows.length > 0 && findings.push({ broken, rows: rows.slice(0, 20) });

  for (const [broken, question] of Object.entries(OVERLAPS)) found(broken, await rowsOf(library, question));
  found('a discount was given more often, or for more, than it may be', await beyondLimits(library));
  found('a state came about that the table does not know', await stateFaults(library));
  const { database, keys } = library.services;
  found('a session does not say what was written', await rowFaults(database.reader, keys, { from: 0 }));
  found('somebody’s time is not its cells', await cellFaults(database.reader, await database.now()));
  found('the record does not verify', await auditFaults(library));
  found('what was answered is not there', await lostAnswers(library, log));
  found('something is there that nobody asked for', await unasked(library, log));
  found('one key had two effects', await doubled(library, log));
  found('the index answers otherwise than one made afresh', await freshAnswers(library));
  return findings;
}

/** @throws Error that names everything that is broken. */
export async function assertSound(library: Checked, log: ToldLog): Promise<void> {
  const findings = await checkLibrary(library, log);
  if (findings.length > 0) throw new Error(JSON.stringify(findings, null, 2));
}

interface Tally {
  discount: string;
  currency: string;
  uses: number;
  spent_minor: number;
}

async function beyondLimits(library: Checked): Promise<unknown[]> {
  const {
    world: { network },
  } = await library.services.world.current();
  const tallies = await rowsOf<Tally>(library, 'select * from discount_tally');
  const perPatron = await rowsOf<{ discount: string; uses: number }>(
    library,
    'select discount, uses from patron_tally',
  );
  const rule = (id: string): Discount | undefined => network.discounts.get(id);
  const budget = (id: string, currency: string): number => {
    const amount = rule(id)?.budget;
    if (amount === undefined) return Infinity;
    return typeof amount === 'number' ? amount : (amount[currency] ?? Infinity);
  };
  return [
    ...tallies.filter(
      ({ discount, currency, uses }) => currency === '' && uses > (rule(discount)?.maxUses ?? Infinity),
    ),
    ...tallies.filter(
      ({ discount, currency, spent_minor }) => currency !== '' && spent_minor > budget(discount, currency),
    ),
    ...perPatron.filter(({ discount, uses }) => uses > (rule(discount)?.maxUsesPerPatron ?? Infinity)),
  ];
}

async function auditFaults({ services, place }: Checked): Promise<unknown[]> {
  const { faults } = await verifyAudit(services.database.reader, services.keys);
  const head = readHead(place.dataDir);
  const fault =
    head && (await headFault(services.database.reader, head, { databaseId: services.databaseId, isKnown: true }));
  return [...faults, ...(fault ? [{ head: fault }] : [])];
}

interface StoredBooking {
  id: string;
  patron: string;
  state: BookingState;
  starts_at: number;
  total_minor: number;
}

const bookings = (library: Checked) =>
  rowsOf<StoredBooking>(
    library,
    `select b.id, b.patron, b.state, s.starts_at, b.total_minor from booking b join session s on s.id = b.session`,
  );

/** The last that a client heard of each booking, and what stands there now: the same, or what may come after it. */
async function lostAnswers(library: Checked, { intents }: ToldLog): Promise<unknown[]> {
  const stored = new Map((await bookings(library)).map((row) => [row.id, row]));
  const last = new Map<string, Intent>();
  for (const intent of intents) {
    const told = intent.answer?.body.booking;
    if (told && intent.answer!.status < 300) last.set(told.id, intent);
  }
  return [...last.values()].filter(({ answer }) => {
    const told = answer!.body.booking!;
    const row = stored.get(told.id);
    if (!row || !leadsTo(told.state as BookingState, row.state)) return true;
    // What a booking that goes on is about has not changed without being told.
    const isOpen = row.state === told.state;
    const price = told.price?.total.amount ?? row.total_minor;
    return isOpen && (row.starts_at !== Date.parse(told.startsAt) || row.total_minor !== price);
  });
}

function leadsTo(from: BookingState, to: BookingState): boolean {
  const reached = new Set([from]);
  for (const state of reached)
    for (const next of BOOKING_STATES) if (canMoveTo(state, next) || canGoBackTo(state, next)) reached.add(next);
  return reached.has(to);
}

interface StoredAnswer {
  actor: string;
  route: string;
  key: string;
  status: number;
  answer_sealed: Uint8Array;
  wrapped_key: Uint8Array;
}

/** Verbs by which a booking comes into the world. */
const CREATING = new Set(['holdSlot', 'retakeBooking', 'bookNext', 'walkIn']);

/** Answers of verbs that make a booking, opened: by which key each came. */
async function births(library: Checked): Promise<{ key: string; actor: string; booking: string }[]> {
  const stored = await rowsOf<StoredAnswer>(
    library,
    `select i.*, p.wrapped_key from idempotency i join person p on p.id = i.actor where status < 300`,
  );
  return stored
    .filter(({ route }) => CREATING.has(route))
    .map(({ actor, route, key, answer_sealed, wrapped_key }) => {
      const text = library.services.keys.open(wrapped_key, `idempotency ${actor} ${route} ${key}`, answer_sealed);
      const { booking } = JSON.parse(text) as { booking: { id?: string; booking?: string } };
      return { key, actor, booking: booking.id ?? booking.booking! };
    });
}

async function unasked(library: Checked, { intents }: ToldLog): Promise<unknown[]> {
  const asked = new Set(intents.map(({ key }) => key));
  const born = await births(library);
  const known = new Set(born.filter(({ key }) => asked.has(key)).map(({ booking }) => booking));
  return (await bookings(library)).filter(({ id }) => !known.has(id));
}

async function doubled(library: Checked, { intents }: ToldLog): Promise<unknown[]> {
  const born = await births(library);
  const keys = new Map<string, string>();
  for (const { key, booking } of born) keys.set(key, booking);
  const wrong = intents.filter(({ key, answer }) => {
    const booking = keys.get(key);
    return booking !== undefined && answer !== undefined && answer.body.booking?.id !== booking;
  });
  return [...wrong, ...(born.length === new Set(born.map(({ booking }) => booking)).size ? [] : born)];
}
