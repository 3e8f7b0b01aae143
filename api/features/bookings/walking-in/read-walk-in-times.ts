import type { WalkInTime, WalkInTimes, WalkInTimesQuery } from '#contract/desk.ts';
import { candidatesAt } from '#domain/availability/candidates.ts';
import { chooseCounsellor } from '#domain/availability/counsellor-choice.ts';
import { searchSlots } from '#domain/availability/slot-search.ts';
import { runningCell, todaysWorld, walkInWorld } from '#domain/booking/counter-world.ts';
import { CELL, MINUTE, type Instant } from '#domain/ids.ts';
import { listPrice } from '#domain/price/money.ts';
import { localDateOf, localTimeOf } from '#domain/time/zone.ts';
import { toWire } from '#domain/wire-instant.ts';
import type { ReadCtx } from '../../../storage/context.ts';
import type { World } from '../../../storage/world/world.ts';
import { branchOfDesk } from '../at-the-desk/branch-of-desk.ts';
import type { PlaceWish } from '../placing/place-wish.ts';
import { walkInWish } from './walk-in-wish.ts';

const MOST_TIMES = 200;

/** K9: who could begin now, and today's other times. @throws Refusal `invalid`, `forbidden`, `not_found` */
export function readWalkInTimes(ctx: ReadCtx, query: WalkInTimesQuery): WalkInTimes {
  branchOfDesk(ctx, 'desk.walk_in', query.branch);
  const wish = walkInWish(ctx.world.network, query, ctx.now);
  const world = walkInWorld(ctx.world, wish.service, ctx.now);
  const begin = runningCell(ctx.now);

  return {
    asOf: toWire(ctx.now),
    now: timesAt(ctx, world, { ...wish, startsAt: begin }).slice(0, MOST_TIMES),
    later: laterStarts(ctx, world, wish)
      .filter((startsAt) => startsAt > begin)
      .slice(0, MOST_TIMES)
      .flatMap((startsAt) => timesAt(ctx, world, { ...wish, startsAt }).slice(0, 1)),
    price: listPrice(wish.service, wish.branch, ctx.world.network.head),
  };
}

/** The service's own starts, and where free time begins between them. */
function laterStarts(ctx: ReadCtx, world: World, wish: PlaceWish): Instant[] {
  const own = new Set(startsOf(ctx, todaysWorld(ctx.world, wish.service, ctx.now), wish));
  const all = startsOf(ctx, world, wish);
  const free = new Set(all);
  return all.filter((startsAt) => own.has(startsAt) || !free.has(startsAt - CELL));
}

function startsOf({ now }: ReadCtx, world: World, { service, branch, mode, people }: PlaceWish): Instant[] {
  const today = localDateOf(branch.timeZone, now);
  const asked = { service: service.id, branch: branch.id, mode, people, from: today, to: today, limit: Infinity };
  return searchSlots(world, asked, now).map(({ startsAt }) => startsAt);
}

/** Each who is free then, who has the fewest sessions today first (S14), and the room that they would have (S13). */
function timesAt(ctx: ReadCtx, world: World, wish: PlaceWish): WalkInTime[] {
  const { service, branch, mode, people, startsAt } = wish;
  const asked = { service: service.id, branch: branch.id, mode, people, startsAt };
  const { counsellors, rooms, reason } = candidatesAt(world, asked, ctx.now);
  if (reason) return [];

  const endsAt = startsAt + service.durationMin * MINUTE;
  const first = chooseCounsellor(counsellors);
  return counsellors
    .toSorted((a, b) => Number(b.id === first) - Number(a.id === first))
    .map(({ id }) => ({
      startsAt: toWire(startsAt),
      endsAt: toWire(endsAt),
      localStart: localTimeOf(branch.timeZone, startsAt),
      localEnd: localTimeOf(branch.timeZone, endsAt),
      mode,
      counsellor: id,
      room: rooms[0] ?? null,
    }));
}
