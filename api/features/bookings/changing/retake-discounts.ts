import { fitsLimits } from '#domain/booking/limits-left.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Ctx } from '../../../storage/context.ts';
import { takeCode } from '../../../storage/stores/partners/partner-code-store.ts';
import { lockUsage, redeem, type Redemption } from '../../../storage/stores/bookings/discount-store.ts';

const discountGone = () => new Refusal('wrong_state', { state: 'cancelled', reason: 'discount_gone' });

/**
 * B7: the cancelled booking's lines may be had once more. One that left the network file keeps the rules of its hold.
 * Discounts stay locked, in the order of their ids.
 * @throws Refusal `wrong_state` with the reason `discount_gone`
 */
export async function assertStillToBeHad(ctx: Ctx, lines: readonly Redemption[]): Promise<void> {
  for (const line of lines) {
    const discount = ctx.world.network.discounts.get(line.discount);
    if (!discount) continue;

    const usage = await lockUsage(ctx.tx, { ...line, hasBudget: discount.budget !== undefined });
    if (!fitsLimits(discount, line, usage)) throw discountGone();
  }
}

/** @throws Refusal `wrong_state` when somebody else has the code by now. */
export async function redeemAgain(ctx: Ctx, booking: string, lines: readonly Redemption[]): Promise<void> {
  for (const line of lines) {
    if (line.codeIndex && !(await takeCode(ctx.tx, line.codeIndex, booking))) throw discountGone();
    await redeem(ctx.tx, { ...line, booking });
  }
}
