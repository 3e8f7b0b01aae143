import { sql } from 'kysely';
import type { Usage } from '#domain/price/quote.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import type { Keyring } from '../../sealing/keyring.ts';

/**
 * What was taken of a discount. The row under the currency '' counts uses over all currencies and is the one that is
 * locked; money stands under its own currency. A discount without limits has no such rows, so that the bookings of all
 * members do not queue for one lock; they are made from the redemptions when a limit is first asked for.
 */

/** Uses per patron are counted under it, so that they outlive the person (ARCHITECTURE.md, 7). */
export function patronDiscountIndex(keys: Keyring, patron: string, discount: string): Uint8Array {
  return keys.index('patron-discount', `${patron} ${discount}`);
}

const ENSURE = statement<{ discount: string; currency: string }>()((db, p) =>
  db
    .insertInto('discount_tally')
    .columns(['discount', 'currency', 'uses', 'spent_minor'])
    .expression(
      db
        .selectFrom('discount')
        .where('discount.id', '=', p('discount'))
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('discount_tally as made')
                .select(sql.lit(1).as('one'))
                .where('made.discount', '=', p('discount'))
                .where('made.currency', '=', p('currency')),
            ),
          ),
        )
        .leftJoin('redemption', (join) =>
          join.onRef('redemption.discount', '=', 'discount.id').on('redemption.returned_at', 'is', null),
        )
        .groupBy('discount.id')
        .select([
          'discount.id',
          sql<string>`cast(${p('currency')} as text)`.as('currency'),
          sql<number>`sum(case when redemption.booking is not null and ${p('currency')} = '' then 1 else 0 end)`.as(
            'uses',
          ),
          sql<number>`sum(case when redemption.currency = ${p('currency')} then redemption.amount_minor else 0 end)`.as(
            'spent_minor',
          ),
        ]),
    )
    .onConflict((conflict) => conflict.doNothing()),
);

const LOCK = statement<{ discount: string }>()((db, p) =>
  db
    .selectFrom('discount_tally')
    .select('discount')
    .where('discount', '=', p('discount'))
    .where('currency', '=', sql.lit(''))
    .forUpdate(),
);

type UsageParams = { discount: string; currency: string; patronIndex: Uint8Array };

const USAGE = statement<UsageParams>()((db, p) =>
  db.selectNoFrom((eb) => [
    eb
      .selectFrom('discount_tally')
      .select('uses')
      .where('discount', '=', p('discount'))
      .where('currency', '=', sql.lit(''))
      .as('uses'),
    eb
      .selectFrom('discount_tally')
      .select('spent_minor')
      .where('discount', '=', p('discount'))
      .where('currency', '=', p('currency'))
      .as('spent'),
    eb
      .selectFrom('patron_tally')
      .select('uses')
      .where('patron_index', '=', p('patronIndex'))
      .where('discount', '=', p('discount'))
      .as('patron_uses'),
  ]),
);

/** What was taken of a discount so far, as last committed. */
export async function usageOf(reader: Reader, asked: UsageParams): Promise<Usage> {
  const row = await reader.first(USAGE, asked);
  return {
    uses: Number(row?.uses ?? 0),
    patronUses: Number(row?.patron_uses ?? 0),
    spentMinor: Number(row?.spent ?? 0),
  };
}

/** As `usageOf`; nobody else takes of the discount until the transaction ends. Call in the order of ids (ARCHITECTURE.md, 6). */
export async function lockUsage(tx: Tx, asked: UsageParams & { hasBudget: boolean }): Promise<Usage> {
  const { discount, currency, patronIndex } = asked;
  await tx.run(ENSURE, { discount, currency: '' });
  if (tx.engine === 'postgres') await tx.rows(LOCK, { discount });
  if (asked.hasBudget) await tx.run(ENSURE, { discount, currency });
  return usageOf(tx, { discount, currency, patronIndex });
}

/** Locks what is about to be given back; in the order of ids. Nothing to do on SQLite, where one transaction writes at a time. */
export async function lockTally(tx: Tx, discount: string): Promise<void> {
  if (tx.engine === 'postgres') await tx.rows(LOCK, { discount });
}

const TALLY = statement<{ discount: string; currency: string; uses: number; minor: number }>()((db, p, engine) => {
  const whole = engine === 'postgres' ? sql.raw('bigint') : sql.raw('integer');
  return db
    .updateTable('discount_tally')
    .set({
      uses: sql`uses + case when currency = '' then cast(${p('uses')} as ${whole}) else 0 end`,
      spent_minor: sql`spent_minor + case when currency = '' then 0 else cast(${p('minor')} as ${whole}) end`,
    })
    .where('discount', '=', p('discount'))
    .where((eb) => eb.or([eb('currency', '=', sql.lit('')), eb('currency', '=', p('currency'))]));
});

const TAKE_FOR_PATRON = statement<{ patronIndex: Uint8Array; discount: string }>()((db, p) =>
  db
    .insertInto('patron_tally')
    .values({ patron_index: p('patronIndex'), discount: p('discount'), uses: sql.lit(1) })
    .onConflict((conflict) =>
      conflict
        .columns(['patron_index', 'discount'])
        .doUpdateSet((eb) => ({ uses: eb('patron_tally.uses', '+', sql.lit(1)) })),
    ),
);

const RETURN_FOR_PATRON = statement<{ patronIndex: Uint8Array; discount: string }>()((db, p) =>
  db
    .updateTable('patron_tally')
    .set((eb) => ({ uses: eb('uses', '-', sql.lit(1)) }))
    .where('patron_index', '=', p('patronIndex'))
    .where('discount', '=', p('discount')),
);

export interface Redemption {
  booking: string;
  discount: string;
  patronIndex: Uint8Array;
  currency: string;
  amountMinor: number;
  codeIndex: Uint8Array | null;
}

type RedemptionParams = { [K in keyof Redemption]: Redemption[K] } & { now: number };

const REDEEM = statement<RedemptionParams>()((db, p) =>
  db.insertInto('redemption').values({
    booking: p('booking'),
    discount: p('discount'),
    patron_index: p('patronIndex'),
    currency: p('currency'),
    amount_minor: p('amountMinor'),
    code_index: p('codeIndex'),
    taken_at: p('now'),
  }),
);

/** One use, and the money, of a discount for a booking (P5). */
export async function redeem(tx: Tx, taken: Redemption): Promise<void> {
  const { booking, discount, patronIndex, currency, amountMinor, codeIndex } = taken;
  await tx.run(TALLY, { discount, currency, uses: 1, minor: amountMinor });
  await tx.run(TAKE_FOR_PATRON, { patronIndex, discount });
  await tx.run(REDEEM, { booking, discount, patronIndex, currency, amountMinor, codeIndex, now: tx.now });
}

const RETURN = statement<{ booking: string; now: number }>()((db, p) =>
  db
    .updateTable('redemption')
    .set({ returned_at: p('now') })
    .where('booking', '=', p('booking'))
    .where('returned_at', 'is', null)
    .returning(['discount', 'patron_index', 'currency', 'amount_minor']),
);

/** Gives back all that a booking took (P5); a second call finds nothing left to give. */
export async function returnRedemptions(tx: Tx, booking: string): Promise<void> {
  const rows = await tx.rows(RETURN, { booking, now: tx.now });
  for (const row of rows) {
    const { discount, currency } = row;
    await tx.run(TALLY, { discount, currency, uses: -1, minor: -row.amount_minor });
    await tx.run(RETURN_FOR_PATRON, { patronIndex: row.patron_index, discount });
  }
}

const TAKE_BACK = statement<{ booking: string; discount: string }>()((db, p) =>
  db
    .updateTable('redemption')
    .set({ returned_at: null })
    .where('booking', '=', p('booking'))
    .where('discount', '=', p('discount'))
    .where('returned_at', 'is not', null),
);

/** Takes once more what a booking gave back; nothing where it still has it. */
export async function redeemOnceMore(tx: Tx, { booking, discount, ...taken }: Redemption): Promise<void> {
  if ((await tx.run(TAKE_BACK, { booking, discount })) === 0) return;
  await tx.run(TALLY, { discount, currency: taken.currency, uses: 1, minor: taken.amountMinor });
  await tx.run(TAKE_FOR_PATRON, { patronIndex: taken.patronIndex, discount });
}

const OF_BOOKING = statement<{ booking: string }>()((db, p) =>
  db.selectFrom('redemption').selectAll().where('booking', '=', p('booking')).orderBy('discount'),
);

/** What a booking took, given back or not, in the order of discounts' ids. */
export async function redemptionsOf(reader: Reader, booking: string): Promise<Redemption[]> {
  const rows = await reader.rows(OF_BOOKING, { booking });
  return rows.map((row) => ({
    booking: row.booking,
    discount: row.discount,
    patronIndex: row.patron_index,
    currency: row.currency,
    amountMinor: row.amount_minor,
    codeIndex: row.code_index,
  }));
}
