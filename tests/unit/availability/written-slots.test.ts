import { expect, test } from 'vitest';
import { searchSlots, writeSlots } from '../../../api/features/slots/search-slots.ts';
import { slotCursor, slotSearchOf } from '../../../api/features/slots/slot-query.ts';
import { slots as slotsAnswer } from '#contract/slots.ts';
import type { Refusal } from '#domain/refusal.ts';
import { branch, counsellor, daily, EARLY, MONDAY, openNetwork, search, service, session } from './open-network.ts';

const query = { service: 'talk', from: MONDAY, to: MONDAY };

function faults(different: object) {
  try {
    searchSlots(openNetwork(), { ...query, ...different }, EARLY);
  } catch (refusal) {
    return (refusal as Refusal).faults;
  }
  return [];
}

test('the text is what the contract says', () => {
  const text = searchSlots(openNetwork(), query, EARLY + 999).text();
  expect(slotsAnswer.strict().parse(JSON.parse(text))).toEqual(JSON.parse(text));
  expect(JSON.parse(text).asOf).toBe('2026-12-01T07:00:00Z');
  expect(JSON.parse(text).slots[0]).toEqual({
    startsAt: '2026-12-07T08:00:00Z',
    endsAt: '2026-12-07T08:50:00Z',
    localStart: '2026-12-07T09:00',
    branch: 'main',
    mode: 'room',
    counsellors: ['ana'],
    rooms: 1,
    listPrice: { amount: 0, currency: 'EUR', minorDigits: 2 },
  });
});

test('S16 an answer that is cut goes on after its cursor, without gap or repeat', () => {
  const world = openNetwork({
    services: [service({ modes: ['room', 'phone'] })],
    sessions: [session('2026-12-08T09:00')],
  });
  const asked = slotSearchOf(world.network, { ...query, to: '2026-12-10' });
  const all = search(world, { to: '2026-12-10' });

  const told: string[] = [];
  for (let after: string | undefined, rounds = 0; rounds < 20; rounds++) {
    const cursor = after === undefined ? {} : { after: slotSearchOf(world.network, { ...query, after }).after };
    const page = JSON.parse(writeSlots(world, { ...asked, ...cursor, limit: 5 }, EARLY).text());
    told.push(...page.slots.map((slot: { localStart: string; mode: string }) => `${slot.localStart} ${slot.mode}`));
    after = page.next;
    if (after === undefined) break;
    expect(page.slots.length).toBe(5);
  }
  expect(told).toEqual(all.map((slot) => `${slot.localStart} ${slot.mode}`));
  expect(slotCursor(all[0]!)).toBe('2026-12-07T08:00:00Z~main~phone');
});

test('S16 the soonest times of a whole country come by the piece, and so does the rest', () => {
  const ids = Array.from({ length: 320 }, (_, at) => `b-${String(at).padStart(3, '0')}`);
  const world = openNetwork({
    branches: ids.map((id) => branch({ id })),
    services: [service({ modes: ['phone'] })],
    rooms: [],
    counsellors: ids.map((id) =>
      counsellor({ id: `c-${id}`, hours: [{ branch: id, weekly: daily(['09:00', '11:00']) }] }),
    ),
  });
  const told: string[] = [];
  let after: string | undefined;
  do {
    const asked = { ...query, to: '2026-12-09', limit: 700, ...(after !== undefined && { after }) };
    const page = JSON.parse(searchSlots(world, asked, EARLY).text());
    told.push(...page.slots.map((slot: { localStart: string; branch: string }) => `${slot.localStart} ${slot.branch}`));
    after = page.next;
  } while (after !== undefined);
  expect(told).toEqual(search(world, { to: '2026-12-09' }).map((slot) => `${slot.localStart} ${slot.branch}`));
  expect(told).toHaveLength(3 * 2 * 320);
});

test('S8 what the network does not know or offer is refused by name', () => {
  expect(faults({ service: 'no', branch: 'no', counsellor: 'no' })).toEqual([
    { path: 'service', code: 'unknown' },
    { path: 'branch', code: 'unknown' },
    { path: 'counsellor', code: 'unknown' },
  ]);
  expect(faults({ people: 2 })).toEqual([{ path: 'people', code: 'too_big' }]);
  expect(faults({ after: 'now~main' })).toEqual([{ path: 'after', code: 'wrong_format' }]);
});

test('S1 a search has 62 days at most, and does not end before it starts', () => {
  expect(faults({ to: '2027-02-06' })).toEqual([]);
  expect(faults({ to: '2027-02-07' })).toEqual([{ path: 'to', code: 'range_too_long' }]);
  expect(faults({ to: '2026-12-06' })).toEqual([{ path: 'to', code: 'ends_before_start' }]);
});
