import { sql } from 'kysely';
import type { Instant, LocalDate } from '#domain/ids.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import type { Schema } from '../../schema.ts';

/** Money that counts. A row stands for ever: what was acknowledged and printed is not taken back (D10). */
export type PaymentRow = Schema['payment'];

const LOCK_BRANCH = statement<{ branch: string }>()((db, p) =>
  db.selectFrom('branch').select('id').where('id', '=', p('branch')).forNoKeyUpdate(),
);

const LAST = statement<{ branch: string }>()((db, p) =>
  db
    .selectFrom('payment')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('branch', '=', p('branch')),
);

const INSERT = statement<PaymentRow>()((db, p) =>
  db.insertInto('payment').values({
    id: p('id'),
    number: p('number'),
    booking: p('booking'),
    branch: p('branch'),
    method: p('method'),
    amount_minor: p('amount_minor'),
    currency: p('currency'),
    occurred_at: p('occurred_at'),
    local_on: p('local_on'),
    received_at: p('received_at'),
    recorded_by: p('recorded_by'),
  }),
);

/** Numbered on from the branch's last, without a gap: on PostgreSQL the branch is locked until the transaction ends. */
export async function insertPayment(tx: Tx, payment: Omit<PaymentRow, 'number'>): Promise<void> {
  const { branch } = payment;
  if (tx.engine === 'postgres') await tx.rows(LOCK_BRANCH, { branch });
  const last = Number((await tx.first(LAST, { branch }))?.last ?? 0);
  await tx.run(INSERT, { ...payment, number: last + 1 });
}

const OF_BOOKING = statement<{ booking: string }>()((db, p) =>
  db.selectFrom('payment').selectAll().where('booking', '=', p('booking')).orderBy('number'),
);

export async function paymentsOf(reader: Reader, booking: string): Promise<PaymentRow[]> {
  return reader.rows(OF_BOOKING, { booking });
}

/** More than any till sees in a day. */
const MOST_OF_A_DAY = 2_000;

const OF_DAY = statement<{ branch: string; localOn: string }>()((db, p) =>
  db
    .selectFrom('payment')
    .innerJoin('booking', 'booking.id', 'payment.booking')
    .select(['payment.number', 'payment.method', 'payment.amount_minor', 'payment.currency'])
    .select(['payment.occurred_at', 'payment.received_at', 'booking.alias', 'booking.minor_digits'])
    .where('payment.branch', '=', p('branch'))
    .where('payment.local_on', '=', p('localOn'))
    .orderBy('payment.occurred_at')
    .orderBy('payment.number')
    .limit(sql.lit(MOST_OF_A_DAY)),
);

export interface TillEntry {
  number: number;
  method: PaymentRow['method'];
  amountMinor: number;
  currency: string;
  minorDigits: number;
  occurredAt: Instant;
  receivedAt: Instant;
  alias: string;
}

/** A branch's money of one date, by when it changed hands. */
export async function tillOf(reader: Reader, branch: string, localOn: LocalDate): Promise<TillEntry[]> {
  const rows = await reader.rows(OF_DAY, { branch, localOn });
  return rows.map((row) => ({
    number: row.number,
    method: row.method,
    amountMinor: row.amount_minor,
    currency: row.currency,
    minorDigits: row.minor_digits,
    occurredAt: row.occurred_at,
    receivedAt: row.received_at,
    alias: row.alias,
  }));
}
