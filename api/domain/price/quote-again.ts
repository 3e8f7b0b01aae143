import { quote, type Quote, type QuoteInput, type QuoteLine, type Usage } from './quote.ts';

/** What a booking's price was made of when it was quoted. */
export interface KeptPrice {
  totalMinor: number;
  lines: readonly QuoteLine[];
}

/**
 * K7: the same booking quoted once more, with rights that came since. What it took already counts as not taken, and nothing
 * gets dearer: undefined where the price would not be lower.
 */
export function quoteAgain(input: QuoteInput, kept: KeptPrice): Quote | undefined {
  const usage = new Map<string, Usage>(input.usage);
  for (const { discount, amountMinor } of kept.lines) {
    const all = usage.get(discount);
    if (!all) continue;
    usage.set(discount, {
      uses: all.uses - 1,
      patronUses: all.patronUses - 1,
      spentMinor: all.spentMinor - amountMinor,
    });
  }

  const again = quote({ ...input, usage });
  return again.totalMinor < kept.totalMinor ? again : undefined;
}
