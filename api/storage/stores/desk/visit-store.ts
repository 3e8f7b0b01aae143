import { sql } from 'kysely';
import type { Visit } from '#domain/check-in/desk-row.ts';
import type { LocalDate } from '#domain/ids.ts';
import type { Mode } from '#domain/network.ts';
import type { Reader } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';

/** What a desk's row is made of, and what its ticket is found by. Nothing else of a booking is read for it (K2). */
export interface VisitRow extends Visit {
  session: Visit['session'] & { service: string };
  ticketCode: string | null;
  ticketSealed: Uint8Array | null;
  /** The patron's data key, wrapped: opens `ticketSealed` and the notes. */
  wrappedKey: Uint8Array;
}

/** Of the booking in the same select. */
export const paid = sql<number>`coalesce((select sum(case when payment.method = 'refunded' then -payment.amount_minor
  else payment.amount_minor end) from payment where payment.booking = booking.id), 0)`;

/** Nobody comes so often in three days; whoever books and cancels all day does not fill the desk's screen. */
const MOST_OF_ONE = 50;

type DatesParams = { branch: string; from: LocalDate; to: LocalDate };

const visits = (db: Parameters<Parameters<ReturnType<typeof statement>>[0]>[0]) =>
  db
    .selectFrom('booking')
    .innerJoin('session', 'session.id', 'booking.session')
    .innerJoin('person', 'person.id', 'booking.patron')
    .select([
      'booking.id',
      'booking.people',
      'booking.state',
      'booking.held_until',
      'booking.alias',
      'booking.features',
      'booking.preparations',
      'booking.total_minor',
      'booking.currency',
      'booking.minor_digits',
      'booking.ticket_code',
      'booking.ticket_sealed',
      'booking.ended_at',
      'booking.arrived_at',
      'booking.started_at',
      'booking.absence',
      'booking.absence_confirmed_at',
      'session.id as session_id',
      'session.service',
      'session.branch',
      'session.room',
      'session.mode',
      'session.counsellor',
      'session.starts_at',
      'session.ends_at',
      'person.wrapped_key',
    ])
    .select(paid.as('paid'))
    .where('booking.confirmed_at', 'is not', null)
    .orderBy('booking.starts_at')
    .orderBy('booking.id');

const ON = statement<DatesParams>()((db, p) =>
  visits(db)
    .where('booking.branch', '=', p('branch'))
    .where('booking.local_on', '>=', p('from'))
    .where('booking.local_on', '<=', p('to')),
);

/** Bookings that were confirmed once, of the dates `from` … `to` at a branch, both included; those called off too. */
export async function visitsOn(reader: Reader, asked: DatesParams): Promise<VisitRow[]> {
  return (await reader.rows(ON, asked)).map(visitOf);
}

const OF_PATRON = statement<DatesParams & { patron: string }>()((db, p) =>
  visits(db)
    .where('booking.patron', '=', p('patron'))
    .where('booking.branch', '=', p('branch'))
    .where('booking.local_on', '>=', p('from'))
    .where('booking.local_on', '<=', p('to'))
    .limit(sql.lit(MOST_OF_ONE)),
);

/** As `visitsOn`, of one patron; 50 at most. */
export async function visitsOfPatron(reader: Reader, asked: DatesParams & { patron: string }): Promise<VisitRow[]> {
  return (await reader.rows(OF_PATRON, asked)).map(visitOf);
}

type Selected = Awaited<ReturnType<ReturnType<typeof visits>['executeTakeFirstOrThrow']>>;

function visitOf(row: Selected): VisitRow {
  return {
    id: row.id,
    session: {
      id: row.session_id,
      service: row.service,
      branch: row.branch,
      room: row.room,
      mode: row.mode as Mode,
      counsellor: row.counsellor,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
    },
    people: row.people,
    state: row.state,
    heldUntil: row.held_until,
    alias: row.alias,
    features: row.features,
    preparations: row.preparations,
    totalMinor: row.total_minor,
    paidMinor: Number(row.paid),
    currency: row.currency,
    minorDigits: row.minor_digits,
    ticketCode: row.ticket_code,
    ticketSealed: row.ticket_sealed,
    endedAt: row.ended_at,
    arrivedAt: row.arrived_at,
    startedAt: row.started_at,
    absence: row.absence,
    absenceConfirmedAt: row.absence_confirmed_at,
    wrappedKey: row.wrapped_key,
  };
}

const PAID = statement<{ booking: string }>()((db, p) =>
  db.selectFrom('booking').select(paid.as('paid')).where('booking.id', '=', p('booking')),
);

/** Minor units. */
export async function paidFor(reader: Reader, booking: string): Promise<number> {
  return Number((await reader.first(PAID, { booking }))?.paid ?? 0);
}
