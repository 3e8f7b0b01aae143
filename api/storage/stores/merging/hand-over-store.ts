import { sql } from 'kysely';
import type { Instant } from '#domain/ids.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import type { Schema } from '../../schema.ts';
import { bookingOf, joinedBookings, type BookingRow } from '../bookings/booking-store.ts';
import { cellRuns, isCellOf, oneResource, patronResource, type CellRun } from '../occupancy-store.ts';

/** What belongs to one patron becomes another's. What is sealed under the first one's key is sealed anew by the caller. */

const BOOKINGS = statement<{ patron: string }>()((db, p, engine) => {
  const query = joinedBookings(db).where('booking.patron', '=', p('patron')).orderBy('booking.id');
  return engine === 'postgres' ? query.forUpdate('booking') : query;
});

/** All of a patron's bookings, by id; locked until the transaction ends. */
export async function bookingsOfPatron(tx: Tx, patron: string): Promise<BookingRow[]> {
  return (await tx.rows(BOOKINGS, { patron })).map(bookingOf);
}

const BOOKING = statement<{ id: string; from: string; to: string; sealed: Uint8Array | null }>()((db, p) =>
  db
    .updateTable('booking')
    .set((eb) => ({ patron: p('to'), ticket_sealed: p('sealed'), version: eb('version', '+', sql.lit(1)) }))
    .where('id', '=', p('id'))
    .where('patron', '=', p('from')),
);

/** False where it is not that patron's. */
export async function handOverBooking(
  tx: Tx,
  booking: { id: string; from: string; to: string; sealed: Uint8Array | null },
): Promise<boolean> {
  return (await tx.run(BOOKING, booking)) === 1;
}

const CELLS = statement<CellRun & { booking: string; from: string; to: string }>()((db, p, engine) =>
  db
    .updateTable('occupancy')
    .set({ resource: p('to') })
    .where('booking', '=', p('booking'))
    .where(isCellOf(engine, p, oneResource(p('from')))),
);

/** The patron's time of a booking. False, and nothing done, where the other one has some of it. */
export async function handOverCells(
  tx: Tx,
  { id, session }: Pick<BookingRow, 'id' | 'session'>,
  from: string,
  to: string,
): Promise<boolean> {
  const params = { booking: id, from: patronResource(from), to: patronResource(to) };
  const done = await tx.attempt(async () => {
    for (const run of cellRuns(session.startsAt, session.endsAt)) await tx.run(CELLS, { ...params, ...run });
    return true;
  });
  return done === true;
}

const HOLDERS = statement<CellRun & { resource: string }>()((db, p, engine) =>
  db
    .selectFrom('occupancy')
    .select('booking')
    .distinct()
    .where('booking', 'is not', null)
    .where(isCellOf(engine, p, oneResource(p('resource'))))
    .orderBy('booking'),
);

/** The patron's bookings that take some of `[from, until)`. */
export async function patronBookingsIn(
  reader: Reader,
  patron: string,
  { from, until }: { from: Instant; until: Instant },
): Promise<string[]> {
  const found = new Set<string>();
  for (const run of cellRuns(from, until))
    for (const row of await reader.rows(HOLDERS, { resource: patronResource(patron), ...run })) found.add(row.booking!);
  return [...found];
}

const USES = statement<{ booking: string; discount: string; to: Uint8Array }>()((db, p) =>
  db
    .updateTable('redemption')
    .set({ patron_index: p('to') })
    .where('booking', '=', p('booking'))
    .where('discount', '=', p('discount')),
);

/** A use of a discount counts for the other one from now on; the tallies are the caller's. */
export async function handOverRedemption(tx: Tx, booking: string, discount: string, to: Uint8Array): Promise<void> {
  await tx.run(USES, { booking, discount, to });
}

const STANDING = statement<{ booking: string }>()((db, p) =>
  db.selectFrom('redemption').select('discount').where('booking', '=', p('booking')).where('returned_at', 'is', null),
);

/** How many uses these bookings have taken and not given back, by discount. */
export async function standingUses(reader: Reader, bookings: readonly string[]): Promise<Map<string, number>> {
  const uses = new Map<string, number>();
  for (const booking of bookings) {
    const rows = await reader.rows(STANDING, { booking });
    for (const { discount } of rows) uses.set(discount, (uses.get(discount) ?? 0) + 1);
  }
  return uses;
}

const TALLY = statement<{ index: Uint8Array; discount: string }>()((db, p) =>
  db
    .selectFrom('patron_tally')
    .select('uses')
    .where('patron_index', '=', p('index'))
    .where('discount', '=', p('discount')),
);

const ADD_USES = statement<{ index: Uint8Array; discount: string; uses: number }>()((db, p, engine) => {
  const whole = sql.raw(engine === 'postgres' ? 'bigint' : 'integer');
  return db
    .insertInto('patron_tally')
    .values({ patron_index: p('index'), discount: p('discount'), uses: p('uses') })
    .onConflict((conflict) =>
      conflict
        .columns(['patron_index', 'discount'])
        .doUpdateSet({ uses: sql`patron_tally.uses + cast(${p('uses')} as ${whole})` }),
    );
});

const TAKE_USES = statement<{ index: Uint8Array; discount: string; uses: number }>()((db, p, engine) => {
  const whole = sql.raw(engine === 'postgres' ? 'bigint' : 'integer');
  return db
    .updateTable('patron_tally')
    .set({ uses: sql`uses - cast(${p('uses')} as ${whole})` })
    .where('patron_index', '=', p('index'))
    .where('discount', '=', p('discount'));
});

export async function usesOfPatron(reader: Reader, index: Uint8Array, discount: string): Promise<number> {
  return Number((await reader.first(TALLY, { index, discount }))?.uses ?? 0);
}

/** So many uses of a discount count for the other one. */
export async function handOverUses(
  tx: Tx,
  discount: string,
  uses: number,
  { from, to }: { from: Uint8Array; to: Uint8Array },
): Promise<void> {
  if (uses <= 0) return;
  await tx.run(TAKE_USES, { index: from, discount, uses });
  await tx.run(ADD_USES, { index: to, discount, uses });
}

type Card = Pick<Schema['card'], 'card_index' | 'card_sealed'>;
const CARDS = statement<{ person: string }>()((db, p) =>
  db.selectFrom('card').select(['card_index', 'card_sealed']).where('person', '=', p('person')).orderBy('card_index'),
);
const CARD = statement<{ index: Uint8Array; from: string; to: string; sealed: Uint8Array }>()((db, p) =>
  db
    .updateTable('card')
    .set({ person: p('to'), card_sealed: p('sealed') })
    .where('card_index', '=', p('index'))
    .where('person', '=', p('from')),
);

export async function cardsOfPerson(reader: Reader, person: string): Promise<Card[]> {
  return reader.rows(CARDS, { person });
}

export async function handOverCard(
  tx: Tx,
  card: { index: Uint8Array; from: string; to: string; sealed: Uint8Array },
): Promise<void> {
  await tx.run(CARD, card);
}

const REASONS = statement<{ booking: string }>()((db, p) =>
  db
    .selectFrom('check_in')
    .select(['id', 'reason_sealed'])
    .where('booking', '=', p('booking'))
    .where('reason_sealed', 'is not', null)
    .orderBy('id'),
);
const REASON = statement<{ id: string; sealed: Uint8Array }>()((db, p) =>
  db
    .updateTable('check_in')
    .set({ reason_sealed: p('sealed') })
    .where('id', '=', p('id')),
);

/** Why arrivals of a booking were entered late, as they stand sealed. */
export async function sealedReasons(reader: Reader, booking: string): Promise<{ id: string; sealed: Uint8Array }[]> {
  return (await reader.rows(REASONS, { booking })).map(({ id, reason_sealed }) => ({ id, sealed: reason_sealed! }));
}

export async function putSealedReason(tx: Tx, id: string, sealed: Uint8Array): Promise<void> {
  await tx.run(REASON, { id, sealed });
}
