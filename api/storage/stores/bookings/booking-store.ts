import { sql } from 'kysely';
import type { BookingState } from '#domain/booking/booking-states.ts';
import type { Absence } from '#domain/check-in/check-in-item.ts';
import type { Instant } from '#domain/ids.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement, type Engine } from '../../engine/statement.ts';
import { textIn, textList } from '../../engine/value-list.ts';
import type { Schema } from '../../schema.ts';
import { sessionOf, type Session } from '../session-store.ts';

/** A patron's place in a session, with the session. JSON columns stay text: whoever needs them parses them. */
export interface BookingRow {
  id: string;
  session: Session;
  patron: string;
  people: number;
  state: BookingState;
  heldUntil: Instant | null;
  extended: boolean;
  alias: string;
  features: string;
  preparations: string;
  messages: string;
  listMinor: number;
  totalMinor: number;
  currency: string;
  minorDigits: number;
  quote: string;
  ticketCode: string | null;
  ticketSealed: Uint8Array | null;
  retakes: string | null;
  follows: string | null;
  confirmedAt: Instant | null;
  endedAt: Instant | null;
  arrivedAt: Instant | null;
  startedAt: Instant | null;
  absence: Absence | null;
  absenceConfirmedAt: Instant | null;
  /** Grows with every change. */
  version: number;
  /** A later booking has taken it up again after a cancellation. */
  retaken: boolean;
  /** The patron's data key, wrapped: opens `ticketSealed`. */
  wrappedKey: Uint8Array;
}

const BOOKING_COLUMNS = [
  'booking.id as booking_id',
  'booking.patron',
  'booking.people',
  'booking.state',
  'booking.held_until',
  'booking.extended',
  'booking.alias',
  'booking.features',
  'booking.preparations',
  'booking.messages',
  'booking.list_minor',
  'booking.total_minor',
  'booking.currency',
  'booking.minor_digits',
  'booking.quote',
  'booking.ticket_code',
  'booking.ticket_sealed',
  'booking.retakes',
  'booking.follows',
  'booking.confirmed_at',
  'booking.ended_at',
  'booking.version',
  'booking.arrived_at',
  'booking.started_at',
  'booking.absence',
  'booking.absence_confirmed_at',
] as const;

type BookingColumns = Omit<Schema['booking'], 'id' | 'session' | 'branch' | 'local_on' | 'starts_at' | 'created_at'>;
type JoinedRow = BookingColumns &
  Schema['session'] & { booking_id: string; wrapped_key: Uint8Array; retaken: number | boolean };

export function bookingOf(row: Omit<JoinedRow, 'consent_version' | 'consent_locale' | 'consent_at' | 'ticket_index'>) {
  return {
    id: row.booking_id,
    session: sessionOf(row),
    patron: row.patron,
    people: row.people,
    state: row.state,
    heldUntil: row.held_until,
    extended: row.extended === 1,
    alias: row.alias,
    features: row.features,
    preparations: row.preparations,
    messages: row.messages,
    listMinor: row.list_minor,
    totalMinor: row.total_minor,
    currency: row.currency,
    minorDigits: row.minor_digits,
    quote: row.quote,
    ticketCode: row.ticket_code,
    ticketSealed: row.ticket_sealed,
    retakes: row.retakes,
    follows: row.follows,
    confirmedAt: row.confirmed_at,
    endedAt: row.ended_at,
    version: row.version,
    arrivedAt: row.arrived_at,
    startedAt: row.started_at,
    absence: row.absence,
    absenceConfirmedAt: row.absence_confirmed_at,
    retaken: Boolean(row.retaken),
    wrappedKey: row.wrapped_key,
  } satisfies BookingRow;
}

/** A select of bookings with all that `bookingOf` reads, for the statements of other stores too. */
export const joinedBookings = (db: Parameters<Parameters<ReturnType<typeof statement>>[0]>[0]) =>
  db
    .selectFrom('booking')
    .innerJoin('session', 'session.id', 'booking.session')
    .innerJoin('person', 'person.id', 'booking.patron')
    .select(BOOKING_COLUMNS)
    .selectAll('session')
    .select('person.wrapped_key')
    .select((eb) =>
      eb
        .exists(
          eb.selectFrom('booking as later').select(sql.lit(1).as('one')).whereRef('later.retakes', '=', 'booking.id'),
        )
        .as('retaken'),
    );

const FIND = statement<{ id: string }>()((db, p) => joinedBookings(db).where('booking.id', '=', p('id')));

const FIND_TO_WRITE = statement<{ id: string }>()((db, p, engine) => {
  const query = joinedBookings(db).where('booking.id', '=', p('id'));
  return engine === 'postgres' ? query.forUpdate('booking') : query;
});

export async function findBooking(reader: Reader, id: string): Promise<BookingRow | undefined> {
  const row = await reader.first(FIND, { id });
  return row && bookingOf(row);
}

/** As `findBooking`; nobody else changes the booking until the transaction ends. */
export async function findBookingToWrite(tx: Tx, id: string): Promise<BookingRow | undefined> {
  const row = await tx.first(FIND_TO_WRITE, { id });
  return row && bookingOf(row);
}

/** Bounds stand in the statement: SQLite compiles anew, at 60 µs, whenever a LIMIT's parameter is bound again. */
const PAGE = 100;

type Before = { beforeStart: number; beforeId: string };

const newestFirst = (
  query: ReturnType<typeof joinedBookings>,
  p: <Name extends keyof Before>(name: Name) => Before[Name],
) =>
  query
    .where((eb) =>
      eb.or([
        eb('booking.starts_at', '<', p('beforeStart')),
        eb.and([eb('booking.starts_at', '=', p('beforeStart')), eb('booking.id', '<', p('beforeId'))]),
      ]),
    )
    .orderBy('booking.starts_at', 'desc')
    .orderBy('booking.id', 'desc')
    .limit(sql.lit(PAGE + 1));

const LIST = statement<{ patron: string } & Before>()((db, p) =>
  newestFirst(joinedBookings(db).where('booking.patron', '=', p('patron')), p),
);
const LIST_FAMILY = statement<{ patrons: string } & Before>()((db, p, engine) =>
  newestFirst(joinedBookings(db).where(textIn(engine, 'booking.patron', p('patrons'))), p),
);

/** At most 100 of a patron's bookings, newest start first, from the one after (`start`, `id`) on; and whether there are more. */
export async function listBookings(
  reader: Reader,
  patron: string,
  after: { start: Instant; id: string },
): Promise<{ page: BookingRow[]; hasMore: boolean }> {
  const rows = await reader.rows(LIST, { patron, beforeStart: after.start, beforeId: after.id });
  return { page: rows.slice(0, PAGE).map(bookingOf), hasMore: rows.length > PAGE };
}

/** As `listBookings`, for several patrons together. */
export async function listFamilyBookings(
  reader: Reader,
  patrons: Iterable<string>,
  after: { start: Instant; id: string },
): Promise<{ page: BookingRow[]; hasMore: boolean }> {
  const asked = { patrons: textList(patrons), beforeStart: after.start, beforeId: after.id };
  const rows = await reader.rows(LIST_FAMILY, asked);
  return { page: rows.slice(0, PAGE).map(bookingOf), hasMore: rows.length > PAGE };
}

const MOST_DUE = 100;

const DUE = statement<{ now: number }>()((db, p, engine: Engine) => {
  const query = joinedBookings(db)
    .where('booking.state', '=', sql.lit('held'))
    .where('booking.held_until', '<=', p('now'))
    .orderBy('booking.held_until')
    .limit(sql.lit(MOST_DUE));
  return engine === 'postgres' ? query.forUpdate('booking').skipLocked() : query;
});

/**
 * Some holds whose time is over, and whether there may be more. On PostgreSQL, those that another process is sweeping just
 * now are left out.
 */
export async function dueHolds(tx: Tx): Promise<{ due: BookingRow[]; mayBeMore: boolean }> {
  const rows = await tx.rows(DUE, { now: tx.now });
  return { due: rows.map(bookingOf), mayBeMore: rows.length === MOST_DUE };
}
