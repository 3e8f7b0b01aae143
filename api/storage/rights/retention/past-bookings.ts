import { setImmediate as nextTurn } from 'node:timers/promises';
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
const PATRONS = statement<{ after: string; limit: number }>()((db, p) =>
  db.selectFrom('patron').select('person').where('person', '>', p('after')).orderBy('person').limit(p('limit')),
);
const IDS = statement<{ before: number; after: string; last: string }>()((db, p) =>
  past(db, p('before'))
    .where('booking.patron', '>', p('after'))
    .where('booking.patron', '<=', p('last'))
    // So the index on patron and start has all that is asked of most.
    .where('booking.starts_at', '<', p('before'))
    .select('booking.id'),
);
/** Their bookings are found within milliseconds, and nobody else is answered meanwhile on SQLite. */
const PATRONS_AT_ONCE = 500;
const WHOSE = statement<{ id: string }>()((db, p) =>
  db.selectFrom('booking').select(['patron', 'starts_at', 'state']).where('id', '=', p('id')),
);

export async function pastBookingsDue(reader: Reader, before: Instant): Promise<Due> {
  const row = await reader.first(COUNT, { before });
  return { rows: Number(row?.rows ?? 0), oldest: row?.oldest ?? null };
}

/**
 * Patron by patron, some hundreds of them at once. By the time of their sessions all that ever were would be gone through each
 * day: seconds in a large library, as nearly all have lost their person long ago.
 */
export async function* pastBookingIds(reader: Reader, before: Instant): AsyncGenerator<string[], void> {
  for (let after = ''; ;) {
    const patrons = await reader.rows(PATRONS, { after, limit: PATRONS_AT_ONCE });
    const last = patrons.at(-1)?.person;
    if (last === undefined) return;

    yield (await reader.rows(IDS, { before, after, last })).map(({ id }) => id);
    await nextTurn();
    after = last;
  }
}

/** Each loses its person; the month of a visit that was had is kept with the patron. */
export async function detachPast(tx: Tx, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const row = await tx.first(WHOSE, { id });
    if (row && row.state !== 'expired' && row.state !== 'cancelled') await noteSeen(tx, row.patron, row.starts_at);
    await detachBooking(tx, id);
  }
}
