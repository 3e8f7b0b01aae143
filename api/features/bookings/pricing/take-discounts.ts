import type { Ctx } from '../../../storage/context.ts';
import { takeCode } from '../../../storage/stores/partners/partner-code-store.ts';
import { patronDiscountIndex, redeem } from '../../../storage/stores/bookings/discount-store.ts';
import { codeNotUsable } from './given-codes.ts';
import type { Priced } from './price-booking.ts';

/**
 * P5: each line takes a use, its money, and the code that opened it. A code that no line needs is left alone.
 * @throws Refusal `code_not_usable` when another booking took the code since it was looked up.
 */
export async function takeDiscounts(
  ctx: Ctx,
  booking: string,
  patron: string,
  { quote, codes }: Priced,
): Promise<void> {
  const lines = quote.lines.toSorted((a, b) => (a.discount < b.discount ? -1 : 1));

  for (const { discount, amountMinor, currency } of lines) {
    const codeIndex = codes.get(discount) ?? null;
    if (codeIndex && !(await takeCode(ctx.tx, codeIndex, booking))) throw codeNotUsable();
    const index = patronDiscountIndex(ctx.keys, patron, discount);
    await redeem(ctx.tx, { booking, discount, patronIndex: index, currency, amountMinor, codeIndex });
  }
}
