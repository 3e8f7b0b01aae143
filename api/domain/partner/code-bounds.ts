import type { Discount } from '../network.ts';

/** What is printed at once: ten slips on a sheet. */
export const MOST_AT_ONCE = 100;

/** Batches that one partner may ask for in a day. */
export const MOST_BATCHES_A_DAY = 20;

/** Of a programme whose uses nobody bounded. */
const MOST_OF_ONE = 1_000;

/** R5: how many more codes of a programme may be handed out, beside those that were and are not withdrawn. */
export function codesLeft({ maxUses, until }: Pick<Discount, 'maxUses' | 'until'>, out: number, today: string): number {
  if (until !== undefined && until < today) return 0;
  return Math.max(0, (maxUses ?? MOST_OF_ONE) - out);
}
