import type { Absence } from '#domain/check-in/check-in-item.ts';
import { fitsLimits } from '#domain/booking/limits-left.ts';
import type { Ctx } from '../../../storage/context.ts';
import { lockUsage, redeemOnceMore, redemptionsOf } from '../../../storage/stores/bookings/discount-store.ts';
import { takeCode } from '../../../storage/stores/partners/partner-code-store.ts';
import { lockDiscounts, returnDiscounts } from './return-discounts.ts';

type Kept = { id: string; quote: string };

/** D7: whether an absence of that kind gives use, money and code back. */
export function givesBack(absence: Absence | null): boolean {
  return absence === 'excused' || absence === 'our_fault';
}

/** D7: follows the absence in the same transaction, whichever way it changed. */
export async function adjustDiscounts(ctx: Ctx, booking: Kept, before: Absence | null, now: Absence | null) {
  if (givesBack(before) === givesBack(now)) return;
  if (!givesBack(now)) return takeOnceMore(ctx, booking);

  await lockDiscounts(ctx.tx, [booking]);
  await returnDiscounts(ctx.tx, booking);
}

/** D8: what others have used up meanwhile is not taken: limits and budgets hold, and so does the price that was said. */
async function takeOnceMore(ctx: Ctx, booking: Kept): Promise<void> {
  for (const line of await redemptionsOf(ctx.tx, booking.id)) {
    const discount = ctx.world.network.discounts.get(line.discount);
    const usage = await lockUsage(ctx.tx, { ...line, hasBudget: discount?.budget !== undefined });
    if (discount && !fitsLimits(discount, line, usage)) continue;
    if (line.codeIndex && !(await takeCode(ctx.tx, line.codeIndex, booking.id))) continue;
    await redeemOnceMore(ctx.tx, line);
  }
}
