import type { Branch, Discount, Network, Service } from '#domain/network.ts';
import { listPrice } from '#domain/price/money.ts';
import {
  discountApplies,
  discountsToLock,
  quote,
  type Quote,
  type QuoteInput,
  type Usage,
} from '#domain/price/quote.ts';
import type { LocalDate } from '#domain/ids.ts';
import type { Ctx } from '../../../storage/context.ts';
import { lockUsage, patronDiscountIndex } from '../../../storage/stores/bookings/discount-store.ts';
import { entitlementsOf } from '../../../storage/stores/bookings/entitlement-store.ts';
import { codeNotUsable, givenCodes } from './given-codes.ts';

export interface PriceWish {
  service: Service;
  branch: Branch;
  patron: string;
  /** The date of the session's start at the branch. */
  on: LocalDate;
  codes: readonly string[];
}

export interface Priced {
  quote: Quote;
  /** Keyed hashes of the good codes that were given, by discount. */
  codes: Map<string, Uint8Array>;
}

/**
 * The price of a booking as its patron would pay it now (P1–P6). Limited discounts stay locked, in the order of their
 * ids, until the transaction ends.
 *
 * @throws Refusal `code_not_usable`
 */
export async function priceBooking(ctx: Ctx, wish: PriceWish): Promise<Priced> {
  const { service, branch, patron, on } = wish;
  const codes = await givenCodes(ctx, wish.codes);
  const discounts = discountsFor(ctx.world.network, service, branch);
  const input: Omit<QuoteInput, 'usage'> = {
    list: listPrice(service, branch, ctx.world.network.head),
    service,
    branch,
    on,
    discounts,
    entitlements: discounts.some((each) => each.concession) ? await entitlementsOf(ctx.tx, ctx.keys, patron) : [],
    codes: [...codes.keys()],
  };

  const usage = new Map<string, Usage>();
  for (const { id, budget } of discountsToLock(input)) {
    const asked = {
      discount: id,
      currency: input.list.currency,
      patronIndex: patronDiscountIndex(ctx.keys, patron, id),
    };
    usage.set(id, await lockUsage(ctx.tx, { ...asked, hasBudget: budget !== undefined }));
  }

  const opens = (id: string) => discounts.some((each) => each.id === id && discountApplies(each, { ...input, usage }));
  if (![...codes.keys()].every(opens)) throw codeNotUsable();
  return { quote: quote({ ...input, usage }), codes };
}

/** In file order (P4), without those that are for other services or branches anyway. */
export function discountsFor(network: Network, service: Service, branch: Branch): Discount[] {
  return [...network.discounts.values()].filter(
    (each) =>
      (!each.kinds || each.kinds.includes(service.kind)) &&
      (!each.services || each.services.includes(service.id)) &&
      (!each.branches || each.branches.includes(branch.id)),
  );
}
