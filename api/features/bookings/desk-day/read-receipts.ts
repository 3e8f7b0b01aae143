import type { Receipt } from '#contract/desk.ts';
import { localTimeOf } from '#domain/time/zone.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import { paymentsOf } from '../../../storage/stores/day/payment-store.ts';
import { ownBooking } from '../own-booking.ts';

/** Numbered on without a gap at each branch. */
export function receiptNumber(branch: string, number: number): string {
  return `${branch}-${number}`;
}

/** D14: what was paid for a booking, to print; nothing on it says for what. @throws Refusal `not_found` */
export async function readReceipts(ctx: ReadCtx, { id }: { id: string }): Promise<{ receipts: Receipt[] }> {
  const { row, terms } = await ownBooking(ctx, 'desk.receipt', id);
  const payments = await paymentsOf(ctx.reader, row.id);

  const receipts = payments.map((payment) => ({
    number: receiptNumber(payment.branch, payment.number),
    branch: payment.branch,
    localTime: localTimeOf(terms.branch.timeZone, payment.occurred_at),
    publicName: terms.service.publicName,
    method: payment.method,
    amount: { amount: payment.amount_minor, currency: payment.currency, minorDigits: row.minorDigits },
    asOf: toWire(ctx.now),
  }));
  return { receipts };
}
