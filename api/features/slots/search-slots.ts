import { toWire } from '#domain/wire-instant.ts';
import type { SlotQuery } from '#contract/slots.ts';
import { DAY_MS } from '#domain/availability/day-bits.ts';
import { type SearchWorld, searchWindow, type Window } from '#domain/availability/slot-question.ts';
import { daySpan, isAfter, isInside, type SlotPlace, type SlotSearch } from '#domain/availability/slot-search.ts';
import type { Instant } from '#domain/ids.ts';
import { AnswerPieces } from './answer-pieces.ts';
import { slotCursor, slotSearchOf } from './slot-query.ts';
import type { WrittenDay } from './slot-writer.ts';
import { keepWithinBounds, type WrittenDays, writtenDaysOf } from './written-days.ts';

const HEAD = Buffer.from('{"slots":[', 'latin1');

/** `GET /api/slots`. @throws Refusal `invalid` for what the network does not know or the service is not for. */
export function searchSlots(world: SearchWorld, query: SlotQuery, now: Instant): AnswerPieces {
  return writeSlots(world, slotSearchOf(world.network, query), now);
}

/** What `searchSlots` of the domain finds, as the bytes of the answer. */
export function writeSlots(world: SearchWorld, search: SlotSearch, now: Instant): AnswerPieces {
  const pieces = new AnswerPieces();
  pieces.add(HEAD);

  const written = writtenDaysOf(world, search);
  const next = written && addWritten(pieces, world, written, search, now);
  const cursor = next ? `,"next":"${slotCursor(next)}"` : '';
  pieces.add(Buffer.from(`],"asOf":"${toWire(now)}"${cursor}}`, 'latin1'));
  return pieces;
}

/** @returns the last slot that was told, where there are more */
function addWritten(pieces: AnswerPieces, world: SearchWorld, written: WrittenDays, search: SlotSearch, now: Instant) {
  const { service, branches } = written.question;
  const windows = new Map(
    branches.map((branch) => [branch.id, searchWindow(service, branch, search.from, search.to, now)]),
  );
  const span = daySpan(windows.values());
  if (!span) return undefined;

  world.index.settle(now);
  const before = written.bytes;
  const days = written.days(span.first, span.days);
  if (before === 0 || written.bytes > before) keepWithinBounds(world);
  return addAsked(pieces, days, span.first, windows, search);
}

function addAsked(
  pieces: AnswerPieces,
  days: WrittenDay[],
  first: number,
  windows: ReadonlyMap<string, Window>,
  { after, limit }: SlotSearch,
): SlotPlace | undefined {
  const whole = wholeOf(windows.values());
  let count = 0;
  let last: SlotPlace | undefined;

  const isAsked = (slot: SlotPlace) => isInside(slot, windows) && (!after || isAfter(slot, after));

  for (let i = 0; i < days.length; i++) {
    const { slots, ends, bytes } = days[i]!;
    const begin = (first + i) * DAY_MS;
    const isWhole = whole.from <= begin && begin + DAY_MS <= whole.until && !after;
    if (isWhole && count + slots.length <= limit) {
      // Nearly every day of an answer, in one piece.
      if (slots.length > 0) pieces.add(bytes, count === 0 ? 1 : 0);
      count += slots.length;
      last = slots.at(-1) ?? last;
      continue;
    }

    for (let place = 0; place < slots.length;) {
      let end = place;
      while (end < slots.length && isAsked(slots[end]!)) end++;
      end = Math.min(end, place + limit - count);

      if (end > place) {
        // Every entry begins with a comma, and the first has none before it.
        pieces.add(bytes, (place === 0 ? 0 : ends[place - 1]!) + (count === 0 ? 1 : 0), ends[end - 1]);
        count += end - place;
        last = slots[end - 1];
      }
      if (end === slots.length) break;
      if (count === limit && isAsked(slots[end]!)) return last;
      place = end + 1;
    }
  }
  return undefined;
}

/** The time that every branch's window has. */
function wholeOf(windows: Iterable<Window>): Window {
  const whole = { from: -Infinity, until: Infinity };
  for (const window of windows) {
    whole.from = Math.max(whole.from, window.from);
    whole.until = Math.min(whole.until, window.until);
  }
  return whole;
}
