import type { CashUp } from '#contract/desk.ts';
import { METHODS } from '#domain/check-in/check-in-item.ts';
import type { LocalDate } from '#domain/ids.ts';
import { branchMoney } from '#domain/network.ts';
import { localDateOf, localTimeOf } from '#domain/time/zone.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import { tillOf, type TillEntry } from '../../../storage/stores/day/payment-store.ts';
import { branchOfDesk } from '../at-the-desk/branch-of-desk.ts';
import { receiptNumber } from './read-receipts.ts';

/**
 * D14: a branch's money of one day, by when it changed hands; what was told on a later day is marked.
 * @throws Refusal `forbidden`, `not_found`
 */
export async function readCashUp(ctx: ReadCtx, asked: { branch: string; date: LocalDate }): Promise<CashUp> {
  const branch = branchOfDesk(ctx, 'desk.cash_up', asked.branch);
  const entries = await tillOf(ctx.reader, branch.id, asked.date);
  const zone = branch.timeZone;

  return {
    asOf: toWire(ctx.now),
    branch: branch.id,
    date: asked.date,
    sums: sumsOf(entries, branchMoney(branch, ctx.world.network.head)),
    entries: entries.map((entry) => ({
      number: receiptNumber(branch.id, entry.number),
      occurredAt: toWire(entry.occurredAt),
      localTime: localTimeOf(zone, entry.occurredAt),
      alias: entry.alias,
      method: entry.method,
      amount: { amount: entry.amountMinor, currency: entry.currency, minorDigits: entry.minorDigits },
      lateEntry: localDateOf(zone, entry.receivedAt) !== asked.date,
    })),
  };
}

/** Each method in each currency that was taken; in the branch's own, those with nothing too. */
function sumsOf(entries: readonly TillEntry[], own: { currency: string; minorDigits: number }): CashUp['sums'] {
  const currencies = new Map([[own.currency, own.minorDigits]]);
  for (const { currency, minorDigits } of entries) currencies.set(currency, minorDigits);

  return [...currencies].flatMap(([currency, minorDigits]) =>
    METHODS.map((method) => {
      const of = entries.filter((entry) => entry.method === method && entry.currency === currency);
      const amount = of.reduce((sum, entry) => sum + entry.amountMinor, 0);
      return { method, count: of.length, sum: { amount, currency, minorDigits } };
    }),
  );
}
