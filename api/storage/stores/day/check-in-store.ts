import { sql } from 'kysely';
import type { VisitState } from '#domain/check-in/visit-course.ts';
import type { Absence } from '#domain/check-in/check-in-item.ts';
import type { Instant } from '#domain/ids.ts';
import { RETENTION } from '#domain/rights/retention-kinds.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import { textIn, textList } from '../../engine/value-list.ts';
import type { Schema } from '../../schema.ts';

/** What devices told of a visit, item by item. Rows are never changed: what they come to is read off all of them. */
export type CheckInRow = Schema['check_in'];

/** What the reason of a late arrival is sealed for. */
export const reasonContext = (item: string) => `reason ${item}`;

/** More is told of no visit; the rest of such a batch would be somebody's loop. */
export const MOST_ITEMS = 500;

const OF_BOOKING = statement<{ booking: string }>()((db, p) =>
  db
    .selectFrom('check_in')
    .selectAll()
    .where('booking', '=', p('booking'))
    .orderBy('received_at')
    .orderBy('id')
    .limit(sql.lit(MOST_ITEMS)),
);

/** At most 500, in the order in which they were heard. */
export async function checkInsOf(reader: Reader, booking: string): Promise<CheckInRow[]> {
  return reader.rows(OF_BOOKING, { booking });
}

const OF_BOOKINGS = statement<{ bookings: string }>()((db, p, engine) =>
  db
    .selectFrom('check_in')
    .selectAll()
    .where(textIn(engine, 'booking', p('bookings')))
    .orderBy('received_at')
    .orderBy('id'),
);

/** Of several bookings, by booking. */
export async function checkInsByBooking(
  reader: Reader,
  bookings: readonly { id: string }[],
): Promise<Map<string, CheckInRow[]>> {
  if (bookings.length === 0) return new Map();
  const rows = await reader.rows(OF_BOOKINGS, { bookings: textList(bookings.map(({ id }) => id)) });
  return Map.groupBy(rows, ({ booking }) => booking);
}

const INSERT = statement<CheckInRow>()((db, p) =>
  db
    .insertInto('check_in')
    .values({
      id: p('id'),
      booking: p('booking'),
      event: p('event'),
      body_hash: p('body_hash'),
      occurred_at: p('occurred_at'),
      received_at: p('received_at'),
      recorded_by: p('recorded_by'),
      side: p('side'),
      absence: p('absence'),
      method: p('method'),
      amount_minor: p('amount_minor'),
      total_minor: p('total_minor'),
      reason_sealed: p('reason_sealed'),
      outcome: p('outcome'),
      code: p('code'),
    })
    .onConflict((conflict) => conflict.column('id').doNothing()),
);

/** False when the id was used for another booking. */
export async function insertCheckIn(tx: Tx, row: CheckInRow): Promise<boolean> {
  return (await tx.run(INSERT, row)) === 1;
}

const SWEEP = statement<{ before: number; limit: number }>()((db, p) =>
  db.deleteFrom('check_in').where(
    'id',
    'in',
    db
      .selectFrom('check_in as told')
      .innerJoin('booking', 'booking.id', 'told.booking')
      .innerJoin('session', 'session.id', 'booking.session')
      .select('told.id')
      .where('told.event', '<>', sql.lit('paid' as const))
      .where('told.received_at', '<', p('before'))
      .where('session.ends_at', '<', p('before'))
      .orderBy('told.received_at')
      .limit(p('limit')),
  ),
);

/**
 * D18: deletes at most `limit` of what was told of visits that are closed, but for money, which goes with its receipt (Q12); how
 * many were deleted. Who told what that changed a booking stays in the audit record.
 */
export async function sweepTellings(tx: Tx, limit: number): Promise<number> {
  return tx.run(SWEEP, { before: tx.now - RETENTION.tellings.days * 86_400_000, limit });
}

/** The columns of a booking that its course fills. */
export type CourseColumns = {
  state: VisitState;
  arrived_at: Instant | null;
  started_at: Instant | null;
  ended_at: Instant | null;
  absence: Absence | null;
  absence_confirmed_at: Instant | null;
};

const WRITE = statement<CourseColumns & { id: string; from: VisitState; alias: string }>()((db, p) =>
  db
    .updateTable('booking')
    .set((eb) => ({
      state: p('state'),
      arrived_at: p('arrived_at'),
      started_at: p('started_at'),
      ended_at: p('ended_at'),
      absence: p('absence'),
      absence_confirmed_at: p('absence_confirmed_at'),
      alias: p('alias'),
      version: eb('version', '+', sql.lit(1)),
    }))
    .where('id', '=', p('id'))
    .where('state', '=', p('from')),
);

/** Undefined when the alias is another booking's by now: who was missed had given it up. False: the state was another. */
export async function writeCourse(
  tx: Tx,
  course: CourseColumns & { id: string; from: VisitState; alias: string },
): Promise<boolean | undefined> {
  const rows = await tx.attemptRun(WRITE, course);
  return rows === undefined ? undefined : rows === 1;
}
