import { amountIn, type Discount } from '../network.ts';
import type { QuoteLine, Usage } from '../price/quote.ts';

/** B7: whether a line that was given back can be taken again as it stood, without passing a limit or the budget. */
export function fitsLimits(discount: Discount, line: QuoteLine, usage: Usage): boolean {
  const { maxUses = Infinity, maxUsesPerPatron = Infinity, budget } = discount;
  return (
    usage.uses < maxUses &&
    usage.patronUses < maxUsesPerPatron &&
    (budget === undefined || usage.spentMinor + line.amountMinor <= amountIn(budget, line.currency))
  );
}
