import type { Instant, LocalDate } from '#domain/ids.ts';
import type { Discount } from '#domain/network.ts';
import type { Reader, Tx } from '../../engine/database.ts';
import { statement } from '../../engine/statement.ts';
import { textIn, textList } from '../../engine/value-list.ts';
import type { Due } from './swept-rows.ts';

/** Concessions that are over, and uses of discounts that are. */

const ENTITLEMENTS = statement<{ before: string }>()((db, p) =>
  db
    .selectFrom('entitlement')
    .select((eb) => [eb.fn.countAll<number>().as('rows'), eb.fn.min('until_on').as('oldest')])
    .where('until_on', '<', p('before')),
);
const END_ENTITLEMENTS = statement<{ before: string }>()((db, p) =>
  db.deleteFrom('entitlement').where('until_on', '<', p('before')),
);

export async function oldEntitlementsDue(reader: Reader, before: LocalDate): Promise<Due> {
  const row = await reader.first(ENTITLEMENTS, { before });
  const oldest = row?.oldest;
  return { rows: Number(row?.rows ?? 0), oldest: oldest == null ? null : Date.parse(`${oldest}T00:00:00Z`) };
}

export const deleteOldEntitlements = (tx: Tx, before: LocalDate): Promise<number> =>
  tx.run(END_ENTITLEMENTS, { before });

const DISCOUNTS = statement<Record<never, never>>()((db) =>
  db.selectFrom('discount').select(['id', 'definition', 'retired_at']),
);

/** Of the file or out of it: those by which nothing is lowered since then. */
export async function endedDiscounts(reader: Reader, { at, on }: { at: Instant; on: LocalDate }): Promise<string[]> {
  const rows = await reader.rows(DISCOUNTS, {});
  return rows
    .filter(({ definition, retired_at }) => {
      const { until } = JSON.parse(definition) as Discount;
      return (until !== undefined && until < on) || (retired_at !== null && retired_at < at);
    })
    .map(({ id }) => id);
}

const USES = statement<{ discounts: string }>()((db, p, engine) =>
  db
    .selectFrom('patron_tally')
    .select((eb) => eb.fn.countAll<number>().as('rows'))
    .where(textIn(engine, 'discount', p('discounts'))),
);
const END_USES = statement<{ discounts: string }>()((db, p, engine) =>
  db.deleteFrom('patron_tally').where(textIn(engine, 'discount', p('discounts'))),
);

export async function oldUsesDue(reader: Reader, discounts: readonly string[]): Promise<Due> {
  const row = await reader.first(USES, { discounts: textList(discounts) });
  return { rows: Number(row?.rows ?? 0), oldest: null };
}

export const deleteOldUses = (tx: Tx, discounts: readonly string[]): Promise<number> =>
  tx.run(END_USES, { discounts: textList(discounts) });
