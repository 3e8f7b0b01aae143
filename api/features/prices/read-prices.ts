import type { Price, Prices } from '#contract/bookings.ts';
import { branchMoney, serviceBranches, type Branch, type Service } from '#domain/network.ts';
import { listPrice } from '#domain/price/money.ts';
import { assertCan } from '#domain/permission.ts';
import { quote, type HeldEntitlement, type Usage } from '#domain/price/quote.ts';
import { localDateOf } from '#domain/time/zone.ts';
import type { ReadCtx } from '../../storage/context.ts';
import { patronDiscountIndex, usageOf } from '../../storage/stores/bookings/discount-store.ts';
import { entitlementsOf } from '../../storage/stores/bookings/entitlement-store.ts';

/** What each service would cost this patron at each branch today, with lines. Reads limits, takes nothing. */
export async function readPrices(ctx: ReadCtx): Promise<Prices> {
  assertCan(ctx.actor, 'me.prices');
  const { network } = ctx.world;
  const entitlements = await entitlementsOf(ctx.reader, ctx.keys, ctx.actor.person);
  const usage = new UsageByCurrency(ctx);

  const prices: Prices['prices'] = [];
  for (const service of network.services.values()) {
    for (const id of serviceBranches(service, network)) {
      const branch = network.branches.get(id);
      if (branch)
        prices.push({
          service: service.id,
          branch: id,
          price: await priceOf(ctx, service, branch, entitlements, usage),
        });
    }
  }
  return { prices };
}

async function priceOf(
  ctx: ReadCtx,
  service: Service,
  branch: Branch,
  entitlements: HeldEntitlement[],
  usage: UsageByCurrency,
): Promise<Price> {
  const { network } = ctx.world;
  const money = branchMoney(branch, network.head);
  const { list, lines, totalMinor } = quote({
    list: listPrice(service, branch, network.head),
    service,
    branch,
    on: localDateOf(branch.timeZone, ctx.now),
    discounts: network.discounts.values(),
    entitlements,
    codes: [],
    usage: await usage.in(money.currency),
  });
  return {
    list,
    lines: lines.map(({ discount, amountMinor, entitledUntil }) => ({
      discount,
      amount: { ...money, amount: amountMinor },
      ...(entitledUntil && { entitledUntil }),
    })),
    total: { ...money, amount: totalMinor },
  };
}

/** What was taken of the limited discounts that need no code, read once for each currency. */
class UsageByCurrency {
  readonly #ctx: ReadCtx;
  readonly #read = new Map<string, Map<string, Usage>>();

  constructor(ctx: ReadCtx) {
    this.#ctx = ctx;
  }

  async in(currency: string): Promise<Map<string, Usage>> {
    const known = this.#read.get(currency);
    if (known) return known;

    const { reader, keys, actor, world } = this.#ctx;
    const usage = new Map<string, Usage>();
    for (const { id, code, maxUses, maxUsesPerPatron, budget } of world.network.discounts.values()) {
      if (code || (maxUses ?? maxUsesPerPatron ?? budget) === undefined) continue;
      const patronIndex = patronDiscountIndex(keys, actor.person, id);
      usage.set(id, await usageOf(reader, { discount: id, currency, patronIndex }));
    }
    this.#read.set(currency, usage);
    return usage;
  }
}
