import { isAtBranch } from '#domain/permission.ts';
import { quoteAgain } from '#domain/price/quote-again.ts';
import { discountsToLock, type Quote, type QuoteInput, type Usage } from '#domain/price/quote.ts';
import type { Ctx } from '../../../storage/context.ts';
import { recordAudit } from '../../../storage/stores/audit-store.ts';
import type { BookingRow } from '../../../storage/stores/bookings/booking-store.ts';
import {
  lockTally,
  lockUsage,
  patronDiscountIndex,
  redemptionsOf,
  type Redemption,
} from '../../../storage/stores/bookings/discount-store.ts';
import { entitlementsOf } from '../../../storage/stores/bookings/entitlement-store.ts';
import { noteChange } from '../../../storage/stores/change-store.ts';
import { openUnpaidBookings, redeemInstead, repriceBooking } from '../../../storage/stores/desk/reprice-store.ts';
import { returnCodes, takeCode } from '../../../storage/stores/partners/partner-code-store.ts';
import type { KeptQuote } from '../booking-answer.ts';
import { termsOf } from '../booking-terms.ts';
import { discountsFor } from '../pricing/price-booking.ts';

/** An open booking and what its price may be made of now. */
interface Open {
  row: BookingRow;
  kept: KeptQuote;
  taken: Redemption[];
  input: Omit<QuoteInput, 'usage'>;
}

/**
 * K7: a patron's open bookings at the desk's branches cost less at once where the patron's rights say so by now. Answers
 * those that do.
 */
export async function repriceOpenBookings(
  ctx: Ctx,
  patron: string,
): Promise<{ row: BookingRow; totalMinor: number }[]> {
  const rows = (await openUnpaidBookings(ctx.tx, patron)).filter(({ session }) => isAtBranch(ctx.actor, session));
  const open: Open[] = [];
  for (const row of rows) open.push(await openBooking(ctx, row));
  await lockAll(ctx, open);

  const repriced: { row: BookingRow; totalMinor: number }[] = [];
  for (const each of open) {
    const price = quoteAgain({ ...each.input, usage: await usageFor(ctx, each) }, keptPrice(each));
    if (!price || !(await writePrice(ctx, each, price))) continue;
    repriced.push({ row: each.row, totalMinor: price.totalMinor });
  }
  return repriced;
}

async function openBooking(ctx: Ctx, row: BookingRow): Promise<Open> {
  const { service, branch } = await termsOf(ctx, row.session);
  const { currency, minorDigits } = row;
  const taken = await redemptionsOf(ctx.tx, row.id);
  return {
    row,
    taken,
    kept: JSON.parse(row.quote) as KeptQuote,
    input: {
      list: { amount: row.listMinor, currency, minorDigits },
      service,
      branch,
      on: row.session.localOn,
      discounts: discountsFor(ctx.world.network, service, branch),
      entitlements: await entitlementsOf(ctx.tx, ctx.keys, row.patron),
      codes: taken.flatMap(({ discount, codeIndex }) => (codeIndex ? [discount] : [])),
    },
  };
}

const keptPrice = ({ row, kept }: Open) => ({ totalMinor: row.totalMinor, lines: kept.lines });

/** All bookings' discounts before any is counted or given back, in the order of ids (ARCHITECTURE.md, 6). */
async function lockAll(ctx: Ctx, open: readonly Open[]): Promise<void> {
  const limited = new Set(open.flatMap(({ input }) => discountsToLock(input).map(({ id }) => id)));
  const all = new Set([...limited, ...open.flatMap(({ taken }) => taken.map(({ discount }) => discount))]);
  const [any] = open;
  for (const discount of [...all].sort()) {
    if (!limited.has(discount)) await lockTally(ctx.tx, discount);
    else if (any) await lockUsage(ctx.tx, askedOf(ctx, any, discount));
  }
}

async function usageFor(ctx: Ctx, open: Open): Promise<Map<string, Usage>> {
  const usage = new Map<string, Usage>();
  for (const { id } of discountsToLock(open.input)) usage.set(id, await lockUsage(ctx.tx, askedOf(ctx, open, id)));
  return usage;
}

function askedOf(ctx: Ctx, { row }: Open, discount: string) {
  const hasBudget = ctx.world.network.discounts.get(discount)?.budget !== undefined;
  return {
    discount,
    currency: row.currency,
    patronIndex: patronDiscountIndex(ctx.keys, row.patron, discount),
    hasBudget,
  };
}

async function writePrice(ctx: Ctx, { row, kept, taken }: Open, price: Quote): Promise<boolean> {
  const { id, patron } = row;
  const quote: KeptQuote = { lines: price.lines, unused: [...kept.unused, ...price.unused] };
  const { totalMinor } = price;
  if (!(await repriceBooking(ctx.tx, { id, totalMinor, quote: JSON.stringify(quote) }))) return false;

  const codes = new Map(taken.map(({ discount, codeIndex }) => [discount, codeIndex]));
  const instead = price.lines
    .toSorted((a, b) => (a.discount < b.discount ? -1 : 1))
    .map((line) => ({
      ...line,
      booking: id,
      patronIndex: patronDiscountIndex(ctx.keys, patron, line.discount),
      codeIndex: codes.get(line.discount) ?? null,
    }));
  await redeemInstead(ctx.tx, id, instead);
  await returnCodes(ctx.tx, id);
  for (const { codeIndex } of instead) if (codeIndex) await takeCode(ctx.tx, codeIndex, id);

  await recordAudit(ctx, 'booking.reprice', id, { fromMinor: row.totalMinor, toMinor: totalMinor });
  await noteChange(ctx.tx, 'session', row.session.id);
  return true;
}
