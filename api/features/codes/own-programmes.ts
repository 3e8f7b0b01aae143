import type { Discount, Partner } from '#domain/network.ts';
import { assertCan, type Operation } from '#domain/permission.ts';
import { Refusal } from '#domain/refusal.ts';
import type { LocalDate } from '#domain/ids.ts';
import { localDateOf } from '#domain/time/zone.ts';
import type { ReadCtx } from '../../storage/context.ts';

/** The organisations that the asker is at. */
export function ownPartners({ actor, world }: Pick<ReadCtx, 'actor' | 'world'>): Partner[] {
  return actor.grants.flatMap(({ role, partner }) => {
    const own = role === 'partner' && partner !== null ? world.network.partners.get(partner) : undefined;
    return own ? [own] : [];
  });
}

/** R1: what a partner pays for, and what it hands out codes of. */
export function programmesOf({ world }: Pick<ReadCtx, 'world'>, partner: string): Discount[] {
  const all = [...world.network.discounts.values()];
  return all.filter((discount) => discount.sponsor === partner || discount.partner === partner);
}

/** A programme whose codes are the asker's to hand out. @throws Refusal `forbidden`, `not_found` */
export function programmeWithCodes(ctx: ReadCtx, operation: Operation, id: string): Discount & { partner: string } {
  const discount = ctx.world.network.discounts.get(id);
  if (!discount?.code || discount.partner === undefined) throw new Refusal('not_found');
  const { partner } = discount;
  assertCan(ctx.actor, operation, { branch: null, partner });
  return { ...discount, partner };
}

/** By the clock of the first branch where it counts: a programme ends with a day. */
export function todayOf({ world, now }: Pick<ReadCtx, 'world' | 'now'>, { branches }: Discount): LocalDate {
  const { network } = world;
  const [first] = network.branches.values();
  return localDateOf((network.branches.get(branches?.[0] ?? '') ?? first)?.timeZone ?? 'UTC', now);
}
