import { sql } from 'kysely';
import type { Instant, LocalDate } from '#domain/ids.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { statement } from '../engine/statement.ts';
import { textIn, textList } from '../engine/value-list.ts';
import type { Schema } from '../schema.ts';
import { bookingOf, joinedBookings, type BookingRow } from '../stores/bookings/booking-store.ts';

/** Who was erased, and what is asked about somebody who is about to be. */
export type Erasure = Schema['erasure'];

const INSERT = statement<Erasure>()((db, p) =>
  db
    .insertInto('erasure')
    .values({ person: p('person'), at: p('at'), why: p('why') })
    .onConflict((conflict) => conflict.doNothing()),
);

export async function insertErasure(tx: Tx, erasure: Erasure): Promise<void> {
  await tx.run(INSERT, erasure);
}

const SINCE = statement<{ since: number }>()((db, p) =>
  db.selectFrom('erasure').selectAll().where('at', '>=', p('since')).orderBy('at').orderBy('person'),
);

export async function erasuresSince(reader: Reader, since: Instant): Promise<Erasure[]> {
  return reader.rows(SINCE, { since });
}

const LOCK_PATRONS = statement<{ people: string }>()((db, p, engine) =>
  db
    .selectFrom('patron')
    .select('person')
    .where(textIn(engine, 'person', p('people')))
    .orderBy('person')
    .forUpdate(),
);
const LOCK = statement<{ people: string }>()((db, p, engine) => {
  const query = db
    .selectFrom('person')
    .select('id')
    .where(textIn(engine, 'id', p('people')))
    .orderBy('id');
  return engine === 'postgres' ? query.forUpdate() : query;
});

/** Those of them that are there; nothing is booked for them by others until the transaction ends, nor afterwards. */
export async function lockPeople(tx: Tx, people: Iterable<string>): Promise<string[]> {
  const list = { people: textList(people) };
  if (tx.engine === 'postgres') await tx.rows(LOCK_PATRONS, list);
  return (await tx.rows(LOCK, list)).map(({ id }) => id);
}

const ONLY_CHILDREN = statement<{ person: string }>()((db, p) =>
  db
    .selectFrom('guardian as own')
    .select('own.child')
    .where('own.guardian', '=', p('person'))
    .where('own.ended_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('guardian as other')
            .select('other.id')
            .whereRef('other.child', '=', 'own.child')
            .whereRef('other.guardian', '<>', 'own.guardian')
            .where('other.ended_at', 'is', null),
        ),
      ),
    )
    .orderBy('own.child'),
);

/** The children who have no other guardian. */
export async function onlyChildrenOf(reader: Reader, person: string): Promise<string[]> {
  return (await reader.rows(ONLY_CHILDREN, { person })).map(({ child }) => child);
}

const BOOKINGS = statement<{ people: string }>()((db, p, engine) => {
  const query = joinedBookings(db)
    .where(textIn(engine, 'booking.patron', p('people')))
    .orderBy('booking.starts_at')
    .orderBy('booking.id');
  return query;
});

/** All of theirs, the earliest first. */
export async function allBookingsOf(reader: Reader, people: Iterable<string>): Promise<BookingRow[]> {
  return (await reader.rows(BOOKINGS, { people: textList(people) })).map(bookingOf);
}

const PAYMENTS = statement<{ people: string }>()((db, p, engine) =>
  db
    .selectFrom('payment')
    .innerJoin('booking', 'booking.id', 'payment.booking')
    .select(['payment.branch', 'payment.local_on'])
    .where(textIn(engine, 'booking.patron', p('people')))
    .where('payment.method', '<>', sql.lit('waived' as const)),
);

/** Where and when money of theirs changed hands. */
export async function moneyOf(reader: Reader, people: Iterable<string>): Promise<{ branch: string; on: LocalDate }[]> {
  const rows = await reader.rows(PAYMENTS, { people: textList(people) });
  return rows.map(({ branch, local_on: on }) => ({ branch, on }));
}
