import { amountIn, type Discount } from '#domain/network.ts';
import type { Readable } from './check-library.ts';
import { rowsIn } from './rows-in.ts';

interface Tally {
  discount: string;
  currency: string;
  uses: number;
  spent_minor: number;
}

/** Redemptions that stand, counted anew, beyond what their discount allows; and so are the tallies. */
export async function beyondLimits(library: Readable): Promise<unknown[]> {
  const { network } = (await library.services.world.current()).world;
  const rule = (id: string): Discount | undefined => network.discounts.get(id);
  const limitOf = ({ discount, currency }: Tally) => {
    const budget = rule(discount)?.budget;
    return currency === '' || budget === undefined ? Infinity : amountIn(budget, currency);
  };
  const tallies = [
    ...(await rowsIn<Tally>(library, 'select * from discount_tally')),
    ...(await rowsIn<Tally>(
      library,
      `select discount, '' as currency, count(*) as uses, 0 as spent_minor from redemption where returned_at is null group by discount`,
    )),
    ...(await rowsIn<Tally>(
      library,
      `select discount, currency, 0 as uses, sum(amount_minor) as spent_minor from redemption where returned_at is null group by discount, currency`,
    )),
  ];
  const perPatron = await rowsIn<{ discount: string; uses: number }>(
    library,
    'select discount, uses from patron_tally',
  );
  return [
    ...tallies.filter((one) => one.currency === '' && Number(one.uses) > (rule(one.discount)?.maxUses ?? Infinity)),
    ...tallies.filter((one) => Number(one.spent_minor) > limitOf(one)),
    ...perPatron.filter(({ discount, uses }) => uses > (rule(discount)?.maxUsesPerPatron ?? Infinity)),
  ];
}

/** Per patron as well: fewer uses than were redeemed would let somebody pass their limit. */
export function wrongTallies(library: Readable): Promise<unknown[]> {
  return rowsIn(
    library,
    `with redeemed as (select patron_index, discount, count(*) as uses from redemption where returned_at is null
       group by patron_index, discount)
     select t.discount, t.uses, r.uses as redeemed from patron_tally t
       left join redeemed r on r.patron_index = t.patron_index and r.discount = t.discount
     where t.uses < coalesce(r.uses, 0) or (t.uses > coalesce(r.uses, 0)
       and not exists (select 1 from booking where patron = '(nobody)') and not exists (select 1 from patron_merge))`,
  );
}

interface Priced {
  id: string;
  list_minor: number;
  total_minor: number;
  quote: string;
  redeemed: string | null;
}

/** P6: what a booking costs explains itself, and what it was lowered by was taken from the discounts. */
export async function wrongPrices(library: Readable): Promise<unknown[]> {
  const priced = await rowsIn<Priced>(library, 'select id, list_minor, total_minor, quote from booking');
  const redemptions = await rowsIn<{ booking: string; discount: string; amount_minor: number }>(
    library,
    'select booking, discount, amount_minor from redemption',
  );
  const redeemed = Map.groupBy(redemptions, ({ booking }) => booking);
  return priced.filter(({ id, list_minor, total_minor, quote }) => {
    const { lines } = JSON.parse(quote) as { lines: { discount: string; amountMinor: number }[] };
    const sum = lines.reduce((all, { amountMinor }) => all + amountMinor, 0);
    if (list_minor - sum !== total_minor || total_minor < 0) return true;
    const taken = redeemed.get(id) ?? [];
    return !lines.every((line) =>
      taken.some((one) => one.discount === line.discount && one.amount_minor === line.amountMinor),
    );
  });
}
