import type { LocalDate } from '../ids.ts';
import { amountIn, type Branch, type Discount, type Service } from '../network.ts';
import type { Money } from './money.ts';
import { reductionOf } from './reduction.ts';

/** One patron's dated right to a concession; both dates inclusive, at the branch of the session. */
export interface HeldEntitlement {
  concession: string;
  from: LocalDate;
  until: LocalDate;
}

/** What was taken of a discount so far: uses over all currencies, money in the currency of the list price. */
export interface Usage {
  uses: number;
  patronUses: number;
  spentMinor: number;
}

export interface QuoteInput {
  list: Money;
  service: Pick<Service, 'id' | 'kind'>;
  branch: Pick<Branch, 'id'>;
  /** The date of the session's start at the branch. */
  on: LocalDate;
  /** In file order: P4 goes by it. */
  discounts: Iterable<Discount>;
  entitlements: readonly HeldEntitlement[];
  /** Ids of the discounts for which a good code was given. */
  codes: readonly string[];
  /** A discount that is not named here was never used. */
  usage: ReadonlyMap<string, Usage>;
}

export interface QuoteLine {
  discount: string;
  amountMinor: number;
  currency: string;
  /** P14: the last day of the right that the discount hangs on, where it hangs on one. */
  entitledUntil?: LocalDate;
}

export interface Quote {
  list: Money;
  lines: QuoteLine[];
  totalMinor: number;
  /** Good codes that this price does not need. */
  unused: { discount: string; why: 'better_discount' | 'nothing_to_reduce' }[];
}

/** The price of one booking, line by line (P1–P11). Never negative: total = list − the sum of lines. */
export function quote(input: QuoteInput): Quote {
  const open = [...input.discounts].filter((discount) => discountApplies(discount, input));
  const best = bestSingle(
    open.filter((discount) => !discount.stacks),
    input,
  );

  const lines: QuoteLine[] = best ? [best] : [];
  let leftMinor = input.list.amount - (best?.amountMinor ?? 0);
  for (const discount of open.filter((each) => each.stacks)) {
    const line = lineOf(discount, leftMinor, input);
    if (!line) continue;
    lines.push(line);
    leftMinor -= line.amountMinor;
  }

  return { list: input.list, lines, totalMinor: leftMinor, unused: unusedCodes(open, lines, input) };
}

/** P2. A code whose discount does not apply is `code_not_usable`, whatever the reason. */
export function discountApplies(discount: Discount, input: Omit<QuoteInput, 'discounts'>): boolean {
  const { service, branch, on } = input;
  return (
    (discount.concession === undefined || heldUntil(discount.concession, input) !== undefined) &&
    (!discount.code || input.codes.includes(discount.id)) &&
    (!discount.kinds || discount.kinds.includes(service.kind)) &&
    (!discount.services || discount.services.includes(service.id)) &&
    (!discount.branches || discount.branches.includes(branch.id)) &&
    (discount.from === undefined || discount.from <= on) &&
    (discount.until === undefined || on <= discount.until) &&
    hasUsesLeft(discount, input.usage.get(discount.id)) &&
    (budgetLeft(discount, input) ?? 1) > 0
  );
}

/**
 * The limited discounts that this booking could take from, sorted by id: the order in which their rows are locked
 * before they are counted (ARCHITECTURE.md, 6). What they have left is not looked at, since that is what the lock is for.
 */
export function discountsToLock(input: Omit<QuoteInput, 'usage'>): Discount[] {
  const unlimited = { ...input, usage: new Map<string, Usage>() };
  return [...input.discounts]
    .filter((discount) => isLimited(discount) && discountApplies(discount, unlimited))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function isLimited(discount: Discount): boolean {
  return discount.maxUses !== undefined || discount.maxUsesPerPatron !== undefined || discount.budget !== undefined;
}

/** P7, P14: the last day of a concession that is held on the day of the visit; undefined where it is not. */
function heldUntil(
  concession: string,
  { entitlements, on }: Pick<QuoteInput, 'entitlements' | 'on'>,
): LocalDate | undefined {
  return entitlements
    .filter((held) => held.concession === concession && held.from <= on && on <= held.until)
    .map(({ until }) => until)
    .sort()
    .at(-1);
}

function hasUsesLeft(discount: Discount, used: Usage | undefined): boolean {
  return (
    (discount.maxUses === undefined || (used?.uses ?? 0) < discount.maxUses) &&
    (discount.maxUsesPerPatron === undefined || (used?.patronUses ?? 0) < discount.maxUsesPerPatron)
  );
}

/** Minor units left, or undefined where the discount has no budget. */
function budgetLeft(discount: Discount, input: Omit<QuoteInput, 'discounts'>): number | undefined {
  if (discount.budget === undefined) return undefined;
  const spentMinor = input.usage.get(discount.id)?.spentMinor ?? 0;
  return Math.max(0, amountIn(discount.budget, input.list.currency) - spentMinor);
}

/** P3: undefined where there is nothing to reduce, so that nothing is used. */
function lineOf(discount: Discount, priceMinor: number, input: QuoteInput): QuoteLine | undefined {
  const { currency } = input.list;
  const amountMinor = Math.min(reductionOf(discount, priceMinor, currency), budgetLeft(discount, input) ?? priceMinor);
  if (amountMinor <= 0) return undefined;

  const entitledUntil = discount.concession && heldUntil(discount.concession, input);
  return { discount: discount.id, amountMinor, currency, ...(entitledUntil && { entitledUntil }) };
}

/** P4: strictly larger wins, so that the first in the file wins among equals. */
function bestSingle(discounts: Discount[], input: QuoteInput): QuoteLine | undefined {
  let best: QuoteLine | undefined;
  for (const discount of discounts) {
    const line = lineOf(discount, input.list.amount, input);
    if (line && line.amountMinor > (best?.amountMinor ?? 0)) best = line;
  }
  return best;
}

function unusedCodes(open: Discount[], lines: QuoteLine[], input: QuoteInput): Quote['unused'] {
  return open
    .filter((discount) => discount.code && !lines.some((line) => line.discount === discount.id))
    .map((discount) => ({
      discount: discount.id,
      why:
        !discount.stacks && lineOf(discount, input.list.amount, input)
          ? ('better_discount' as const)
          : ('nothing_to_reduce' as const),
    }));
}
