import { CELL, DAY_CELLS, type Instant } from '../ids.ts';
import { addDays } from '../time/local-date.ts';
import { localDateOf } from '../time/zone.ts';
import { type FoundSlot, isAfter, searchSlots } from './slot-search.ts';
import { questionOf, type SearchWorld, type SlotWish } from './slot-question.ts';

/** S15: the slots nearest to a time, nearest first, the earlier among equals; at most `count`. */
export type NearestSlots = (wish: SlotWish, startsAt: Instant, count: number) => FoundSlot[];

/** S15: no further away than this. */
const FURTHEST_DAYS = 62;
const FURTHEST_MS = FURTHEST_DAYS * DAY_CELLS * CELL;

/**
 * S15 for many times at once, as when weeks are taken away: each wish is searched for once, over all of the times and 62
 * days on either side, and not once for each time. `times` must be those that are then asked about. Good for as long as the
 * index stays as it is.
 */
export function slotsAround(world: SearchWorld, times: readonly Instant[], now: Instant): NearestSlots {
  const searched = new Map<string, FoundSlot[]>();

  return (wish, startsAt, count) => {
    const key = JSON.stringify(wish);
    let found = searched.get(key);
    if (!found) searched.set(key, (found = allAround(world, wish, times, now)));
    return nearestOf(found, startsAt, count);
  };
}

function allAround(world: SearchWorld, wish: SlotWish, times: readonly Instant[], now: Instant): FoundSlot[] {
  const zone = questionOf(world.network, wish)?.branches[0]?.timeZone;
  if (!zone || times.length === 0) return [];

  const dates = times.map((at) => localDateOf(zone, at)).sort();
  const from = addDays(dates[0]!, -FURTHEST_DAYS);
  const to = addDays(dates.at(-1)!, FURTHEST_DAYS);
  return searchSlots(world, { ...wish, from, to, limit: Infinity }, now);
}

/** `found` in the order of S7. */
function nearestOf(found: readonly FoundSlot[], startsAt: Instant, count: number): FoundSlot[] {
  const at = firstFrom(found, startsAt);
  let first = Math.max(at - count, 0);
  // Of slots that begin together the first by S7 is wanted, not the last.
  while (first > 0 && found[first - 1]!.startsAt === found[first]?.startsAt) first--;

  return found
    .slice(first, at + count)
    .filter((slot) => distance(slot, startsAt) <= FURTHEST_MS)
    .sort(nearestFirst(startsAt))
    .slice(0, count);
}

/** For sorting by S15. */
export function nearestFirst(startsAt: Instant): (a: FoundSlot, b: FoundSlot) => number {
  return (a, b) => distance(a, startsAt) - distance(b, startsAt) || (isAfter(a, b) ? 1 : -1);
}

function firstFrom(found: readonly FoundSlot[], startsAt: Instant): number {
  let low = 0;
  let high = found.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (found[middle]!.startsAt < startsAt) low = middle + 1;
    else high = middle;
  }
  return low;
}

function distance(slot: FoundSlot, startsAt: Instant): number {
  return Math.abs(slot.startsAt - startsAt);
}
