import { toWire } from '#domain/wire-instant.ts';
import type { SlotQuery } from '#contract/slots.ts';
import { DAY_MS } from '#domain/availability/day-bits.ts';
import { type SearchWorld, searchWindow, type Window } from '#domain/availability/slot-question.ts';
import { daySpan, isAfter, isInside, type SlotPlace, type SlotSearch } from '#domain/availability/slot-search.ts';
import type { Instant } from '#domain/ids.ts';
import { slotCursor, slotSearchOf } from './slot-query.ts';
import type { WrittenDay } from './slot-writer.ts';
import { keepWithinBounds, writtenDaysOf } from './written-days.ts';

/** `GET /api/slots`, as the text of its answer. @throws Refusal `invalid` for what the network does not know or offer. */
export function searchSlotsText(world: SearchWorld, query: SlotQuery, now: Instant): string {
  return writeSlots(world, slotSearchOf(world.network, query), now);
}

/** The same slots as `searchSlots` of the domain, written. */
export function writeSlots(world: SearchWorld, search: SlotSearch, now: Instant): string {
  const written = writtenDaysOf(world, search);
  if (!written) return bodyOf([], undefined, now);

  const { service, branches } = written.question;
  const windows = new Map(
    branches.map((branch) => [branch.id, searchWindow(service, branch, search.from, search.to, now)]),
  );
  const span = daySpan(windows.values());
  if (!span) return bodyOf([], undefined, now);

  world.index.settle(now);
  const days = written.days(span.first, span.days);
  const { parts, next } = cut(days, span.first, windows, search);
  keepWithinBounds(world);
  return bodyOf(parts, next, now);
}

function cut(days: WrittenDay[], first: number, windows: ReadonlyMap<string, Window>, search: SlotSearch) {
  const wholeFrom = Math.max(...[...windows.values()].map((window) => window.from));
  const wholeUntil = Math.min(...[...windows.values()].map((window) => window.until));
  const parts: string[] = [];
  let count = 0;
  let last: SlotPlace | undefined;

  for (const [i, day] of days.entries()) {
    const begin = (first + i) * DAY_MS;
    const whole = wholeFrom <= begin && begin + DAY_MS <= wholeUntil && !search.after;

    if (whole && count + day.slots.length <= search.limit) {
      if (day.slots.length === 0) continue;
      parts.push(day.text);
      count += day.slots.length;
      last = day.slots.at(-1);
      continue;
    }
    for (const [place, slot] of day.slots.entries()) {
      if (!isInside(slot, windows) || (search.after && !isAfter(slot, search.after))) continue;
      if (count === search.limit) return { parts, next: last };
      parts.push(day.text.slice(place === 0 ? 0 : day.ends[place - 1]!, day.ends[place]!));
      count++;
      last = slot;
    }
  }
  return { parts, next: undefined };
}

function bodyOf(parts: string[], next: SlotPlace | undefined, now: Instant): string {
  if (parts[0] !== undefined) parts[0] = parts[0].slice(1);
  const cursor = next ? `,"next":"${slotCursor(next)}"` : '';
  return `{"slots":[${parts.join('')}],"asOf":"${toWire(now)}"${cursor}}`;
}
