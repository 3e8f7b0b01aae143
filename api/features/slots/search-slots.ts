import { toWire } from '#domain/wire-instant.ts';
import type { SlotQuery } from '#contract/slots.ts';
import { DAY_MS, dayOf } from '#domain/availability/day-bits.ts';
import { type SearchWorld, searchWindow, type Window } from '#domain/availability/slot-question.ts';
import { daySpan, isAfter, isInside, type SlotPlace, type SlotSearch } from '#domain/availability/slot-search.ts';
import type { Instant } from '#domain/ids.ts';
import { AnswerPieces } from './answer-pieces.ts';
import { slotCursor, slotSearchOf } from './slot-query.ts';
import { type KeptDay, keepWithinBounds, type WrittenDays, writtenDaysOf } from './written-days.ts';

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
  const last = addAsked(pieces, written, span, windows, search);
  if (before === 0 || written.bytes > before) keepWithinBounds(world);
  return last;
}

/** A whole country's month need not be known for its soonest times: with many branches, days are asked for a few at a time. */
const LANE_DAYS_AT_ONCE = 300;

function addAsked(
  pieces: AnswerPieces,
  written: WrittenDays,
  span: { first: number; days: number },
  windows: ReadonlyMap<string, Window>,
  { after, limit }: SlotSearch,
): SlotPlace | undefined {
  const whole = wholeOf(windows.values());
  let count = 0;
  let last: { of: KeptDay; slot: number } | undefined;

  const isAsked = (slot: SlotPlace) => isInside(slot, windows) && (!after || isAfter(slot, after));

  const atOnce = Math.max(1, Math.floor(LANE_DAYS_AT_ONCE / written.question.branches.length));
  const end = span.first + span.days;
  let days: KeptDay[] = [];
  let known = after ? Math.max(span.first, dayOf(after.startsAt)) : span.first;

  for (let day = known; day < end; day++) {
    if (day >= known) {
      days = written.days(known, Math.min(atOnce, end - known));
      known += days.length;
    }
    const kept = days[days.length - (known - day)]!;
    const { ends, bytes } = kept;
    const slots = ends.length;
    const begin = day * DAY_MS;
    const isWhole = whole.from <= begin && begin + DAY_MS <= whole.until && !after;
    if (isWhole && count + slots <= limit) {
      // Nearly every day of an answer, in one piece.
      if (slots > 0) {
        pieces.add(bytes, count === 0 ? 1 : 0);
        count += slots;
        last = { of: kept, slot: slots - 1 };
      }
      continue;
    }

    const isAskedAt = (slot: number) => isAsked(written.placeAt(kept, slot));
    for (let slot = 0; slot < slots;) {
      let until = slot;
      while (until < slots && isAskedAt(until)) until++;
      until = Math.min(until, slot + limit - count);

      if (until > slot) {
        // Every entry begins with a comma, and the first has none before it.
        pieces.add(bytes, (slot === 0 ? 0 : ends[slot - 1]!) + (count === 0 ? 1 : 0), ends[until - 1]);
        count += until - slot;
        last = { of: kept, slot: until - 1 };
      }
      if (until === slots) break;
      if (count === limit && isAskedAt(until)) return last && written.placeAt(last.of, last.slot);
      slot = until + 1;
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
