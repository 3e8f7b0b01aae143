import { amountIn, type Discount } from '../network.ts';

const WHOLE_BASIS_POINTS = 10_000n;

/** P3: what a discount takes from a price, before its budget is looked at. Minor units, 0 … `priceMinor`. */
export function reductionOf(discount: Discount, priceMinor: number, currency: string): number {
  if (discount.free) return priceMinor;
  if (discount.amount !== undefined) return Math.min(amountIn(discount.amount, currency), priceMinor);

  const basisPoints = discount.basisPoints ?? (discount.percent ?? 0) * 100;
  return shareRoundedUp(priceMinor, basisPoints);
}

/** In integers throughout: a price in rials times basis points leaves what a double holds exactly. */
function shareRoundedUp(priceMinor: number, basisPoints: number): number {
  const share = BigInt(priceMinor) * BigInt(basisPoints);
  return Number((share + WHOLE_BASIS_POINTS - 1n) / WHOLE_BASIS_POINTS);
}
