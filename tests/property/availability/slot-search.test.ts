import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { candidatesAt } from '#domain/availability/candidates.ts';
import { OccupancyIndex } from '#domain/availability/occupancy-index.ts';
import { searchSlots, type SlotSearch } from '#domain/availability/slot-search.ts';
import { Timetables } from '#domain/availability/timetable.ts';
import { writeSlots } from '../../../api/features/slots/search-slots.ts';
import { naiveSearch } from './naive-search.ts';
import { type Case, cases } from './random-network.ts';

function worldOf({ network, sessions, blocks }: Case) {
  const index = new OccupancyIndex();
  for (const session of sessions) index.put(session);
  for (const block of blocks) index.putBlock(block);
  return { network, index, timetables: new Timetables(network) };
}

const searchOf = ({ query }: Case) => ({ ...query, limit: 10_000 }) as SlotSearch;

describe('random networks', () => {
  test('T1–T9, S1–S7, L1: the bitmaps find what a naive reading of the rules finds', () => {
    fc.assert(
      fc.property(cases, (drawn) => {
        const found = searchSlots(worldOf(drawn), searchOf(drawn), drawn.now);
        same(found, naiveSearch(drawn.network, drawn, drawn.query, drawn.now));
      }),
      { numRuns: 300 },
    );
  });

  test('S12 candidates for a start are those of the search, and a reason where it has none', () => {
    fc.assert(
      fc.property(cases, fc.nat({ max: 2000 }), (drawn, at) => {
        const world = worldOf(drawn);
        const { branch = 'b-west', mode = 'room', ...wish } = drawn.query;
        const found = searchSlots(world, { ...searchOf(drawn), branch, mode }, drawn.now);
        const elsewhere = Math.ceil(drawn.now / 300_000) * 300_000 + (at - 500) * 300_000;

        for (const startsAt of [...found.slice(0, 10).map((slot) => slot.startsAt), elsewhere]) {
          const had = candidatesAt(world, { ...wish, branch, mode, startsAt } as never, drawn.now);
          const slot = found.find((one) => one.startsAt === startsAt);
          if (slot) {
            expect(had.reason).toBeUndefined();
            expect(had.counsellors.map((one) => one.id)).toEqual(slot.counsellors);
            expect(had.rooms.length).toBe(slot.rooms);
          } else if (!had.reason) {
            const date = Temporal.Instant.fromEpochMilliseconds(startsAt)
              .toZonedDateTimeISO(drawn.network.branches.get(branch)!.timeZone)
              .toPlainDate()
              .toString();
            expect(date < drawn.query.from || date > drawn.query.to).toBe(true);
          }
        }
      }),
      { numRuns: 120 },
    );
  });

  test('S5 L1 the index after any changes, and any now, is as one built afresh; so is the answer that was kept', () => {
    const steps = fc.array(
      fc.record({ pick: fc.nat({ max: 11 }), remove: fc.boolean(), later: fc.integer({ min: -12, max: 12 }) }),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(cases, steps, (drawn, changes) => {
        const world = worldOf(drawn);
        const present = new Map(drawn.sessions.map((session) => [session.id, session]));
        const standing = new Map(drawn.blocks.map((block) => [block.id, block]));

        for (const { pick, remove, later } of changes) {
          const session = drawn.sessions[pick];
          if (session && remove) {
            world.index.remove(session.id);
            present.delete(session.id);
          } else if (session) {
            const moved = { ...session, firm: later > 0 ? 1 : 0 };
            world.index.put(moved);
            present.set(session.id, moved);
          }
          const block = drawn.blocks[pick % 5];
          if (block && remove) {
            world.index.removeBlock(block.id);
            standing.delete(block.id);
          } else if (block) {
            const longer = { ...block, endsAt: block.endsAt + (13 + later) * 300_000 };
            world.index.putBlock(longer);
            standing.set(block.id, longer);
          }
          const now = drawn.now + later * 60_000;
          const left = { sessions: [...present.values()], blocks: [...standing.values()] };
          const fresh = worldOf({ ...drawn, ...left });
          const slots = searchSlots(fresh, searchOf(drawn), now);
          same(searchSlots(world, searchOf(drawn), now), slots);

          const told = JSON.parse(writeSlots(world, searchOf(drawn), now).text()) as { slots: unknown[] };
          same(told.slots, slots.map(wire));

          const some = 1 + (pick % 7);
          const cut = JSON.parse(writeSlots(world, { ...searchOf(drawn), limit: some }, now).text()) as {
            slots: unknown[];
            next?: string;
          };
          same(cut.slots, slots.slice(0, some).map(wire));
          expect(cut.next !== undefined).toBe(slots.length > some);
        }
      }),
      { numRuns: 120 },
    );
  });
});

/** `toEqual`, but quick where they are equal. */
function same(found: unknown[], expected: unknown[]) {
  if (JSON.stringify(found) !== JSON.stringify(expected)) expect(found).toEqual(expected);
}

function wire(slot: ReturnType<typeof searchSlots>[number]) {
  const instant = (at: number) => new Date(at).toISOString().replace('.000', '');
  const listPrice = { amount: 0, currency: 'EUR', minorDigits: 2 };
  return { ...slot, startsAt: instant(slot.startsAt), endsAt: instant(slot.endsAt), listPrice };
}
