import { sql } from 'kysely';
import type { Instant } from '#domain/ids.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import { detachBooking } from '../detach-booking.ts';
import { NOBODY } from '../nobody.ts';
import { noteSeen } from './seen-store.ts';
import type { Due } from './swept-rows.ts';

/** Bookings that still have their person, by the end of their session. */

type Query = Parameters<Parameters<ReturnType<typeof statement>>[0]>[0];

const past = (db: Query, before: number) =>
  db
    .selectFrom('booking')
    .innerJoin('session', 'session.id', 'booking.session')
    .where('booking.patron', '<>', sql.lit(NOBODY))
    .where('session.ends_at', '<', before);

const COUNT = statement<{ before: number }>()((db, p) =>
  past(db, p('before')).select((eb) => [
    eb.fn.countAll<number>().as('rows'),
    eb.fn.min('session.ends_at').as('oldest'),
  ]),
);
const IDS = statement<{ before: number; limit: number }>()((db, p) =>
  past(db, p('before')).select('booking.id').limit(p('limit')),
);
const WHOSE = statement<{ id: string }>()((db, p) =>
  db.selectFrom('booking').select(['patron', 'starts_at', 'state']).where('id', '=', p('id')),
);

export async function pastBookingsDue(reader: Reader, before: Instant): Promise<Due> {
  const row = await reader.first(COUNT, { before });
  return { rows: Number(row?.rows ?? 0), oldest: row?.oldest ?? null };
}

/** In no order. */
export async function pastBookingIds(reader: Reader, before: Instant, limit: number): Promise<string[]> {
  return (await reader.rows(IDS, { before, limit })).map(({ id }) => id);
}

/** Each loses its person; the month of a visit that was had is kept with the patron. */
export async function detachPast(tx: Tx, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const row = await tx.first(WHOSE, { id });
    if (row && row.state !== 'expired' && row.state !== 'cancelled') await noteSeen(tx, row.patron, row.starts_at);
    await detachBooking(tx, id);
  }
}
