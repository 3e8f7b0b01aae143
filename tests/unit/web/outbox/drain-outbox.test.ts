import { describe, expect, test } from 'vitest';
import type { CheckInResult, SealedItem } from '#contract/check-ins.ts';
import { drainOutbox, type Drain } from '../../../../web/offline/outbox/drain-outbox.ts';
import type { OutboxRow } from '../../../../web/offline/outbox/outbox-rows.ts';
import { Problem } from '../../../../web/platform/problem.ts';

const row = (seq: number, more: Partial<OutboxRow> = {}): OutboxRow => ({
  seq,
  id: `item-${seq}`,
  thread: `booking-${seq}`,
  grant: 'grant',
  sealed: `sealed-${seq}`,
  signature: 'signed',
  appendedAt: seq,
  state: 'waiting',
  tries: 0,
  notBefore: 0,
  ...more,
});
const rowsOf = (count: number) => Array.from({ length: count }, (_, at) => row(at + 1));

type Answer = (items: SealedItem[]) => CheckInResult[] | Problem;
const applied: Answer = (items) => items.map(({ sealed }) => ({ id: sealed, outcome: 'applied' }));

/** An outbox in memory, and a server that answers as it is told. */
function bench(rows: OutboxRow[], answer: Answer) {
  const kept = new Map(rows.map((one) => [one.id, one]));
  const batches: string[][] = [];
  const drain: Drain = {
    readRows: async () => [...kept.values()],
    changeRows: async (changed) => changed.forEach((one) => kept.set(one.id, one)),
    now: () => 1000,
    send: async (items) => {
      batches.push(items.map(({ sealed }) => sealed.replace('sealed-', '')));
      const results = answer(items);
      if (results instanceof Problem) throw results;
      return { results, asOf: '2026-11-24T06:30:00Z' };
    },
  };
  const states = () => [...kept.values()].map(({ state }) => state);
  return { drain, batches, kept, states };
}

describe('in order', () => {
  test('what happened first goes first, at most a hundred at a time', async () => {
    const { drain, batches, states } = bench(rowsOf(250), applied);
    expect(await drainOutbox(drain)).toMatchObject({ answered: 250, isCut: false });
    expect(batches.map(({ length }) => length)).toEqual([100, 100, 50]);
    expect(batches.flat()).toEqual(rowsOf(250).map(({ seq }) => String(seq)));
    expect(new Set(states())).toEqual(new Set(['gone']));
  });

  test('a body stays below what the API takes', async () => {
    const big = rowsOf(100).map((one) => ({ ...one, sealed: `${one.sealed}${'x'.repeat(3900)}` }));
    const { drain, batches } = bench(big, applied);
    await drainOutbox(drain);
    expect(Math.max(...batches.map((batch) => batch.join('').length))).toBeLessThan(256 * 1024);
    expect(batches.flat()).toHaveLength(100);
  });

  test('what has to wait holds back only what came after it about the same booking', async () => {
    const rows = [row(1, { thread: 'a', notBefore: 5000 }), row(2, { thread: 'b' }), row(3, { thread: 'a' })];
    const { drain, batches, states } = bench(rows, applied);
    expect(await drainOutbox(drain)).toMatchObject({ answered: 1, againInMs: 4000 });
    expect(batches).toEqual([['2']]);
    expect(states()).toEqual(['waiting', 'gone', 'waiting']);
  });

  test('a pause that a clock wrote which has been set back since does not last', async () => {
    const { drain } = bench([row(1, { notBefore: 86_400_000 })], applied);
    expect(await drainOutbox(drain)).toMatchObject({ answered: 1 });
  });
});

describe('an answer', () => {
  test('of “applied” and of “already” takes an entry away; a refusal keeps it, with its reason', async () => {
    const { drain, kept, states } = bench(rowsOf(3), () => [
      { id: 'item-1', outcome: 'applied' },
      { id: 'item-2', outcome: 'refused', code: 'wrong_state', at: '2026-11-24T06:00:00Z' },
      { id: 'item-3', outcome: 'already' },
    ]);
    await drainOutbox(drain);
    expect(states()).toEqual(['gone', 'refused', 'gone']);
    expect(kept.get('item-2')?.refused).toEqual({ code: 'wrong_state', at: '2026-11-24T06:00:00Z' });
  });

  test('that names nobody counts by its place: a seal that did not open is refused', async () => {
    const { drain, states } = bench(rowsOf(2), () => [
      { id: '', outcome: 'refused', code: 'grant_ended' },
      { id: 'item-2', outcome: 'applied' },
    ]);
    await drainOutbox(drain);
    expect(states()).toEqual(['refused', 'gone']);
  });

  test('that got lost leaves everything as it was: the same ids go again, and have one effect', async () => {
    const done = new Set<string>();
    let isLost = true;
    const { drain, states } = bench(rowsOf(3), (items) => {
      const results = items.map(({ sealed }): CheckInResult => {
        const outcome = done.has(sealed) ? 'already' : 'applied';
        done.add(sealed);
        return { id: sealed, outcome };
      });
      return isLost ? new Problem('unclear') : results;
    });
    expect(await drainOutbox(drain)).toMatchObject({ answered: 0, isCut: true });
    expect(states()).toEqual(['waiting', 'waiting', 'waiting']);
    isLost = false;
    expect(await drainOutbox(drain)).toMatchObject({ answered: 3, isCut: false });
    expect(done.size).toBe(3);
  });

  test('that has fewer results than were asked for is no answer', async () => {
    const { drain, states } = bench(rowsOf(1), () => []);
    expect(await drainOutbox(drain)).toMatchObject({ answered: 0 });
    expect(states()).toEqual(['waiting']);
  });

  test('that says how long to wait is heard', async () => {
    const { drain } = bench(rowsOf(1), () => new Problem('too_many_tries', 429, { retryAfterSec: 7 }));
    expect(await drainOutbox(drain)).toEqual({ answered: 0, isCut: true, againInMs: 7000, isTold: true });
  });
});

describe('an entry that can never succeed', () => {
  const stumbling =
    (status: number): Answer =>
    (items) =>
      items.some(({ sealed }) => sealed === 'sealed-42')
        ? new Problem(status === 500 ? 'unclear' : 'invalid', status)
        : applied(items);

  test('which the API does not take is refused alone, and blocks nothing before or behind it', async () => {
    const { drain, kept, batches } = bench(rowsOf(200), stumbling(422));
    expect(await drainOutbox(drain)).toMatchObject({ answered: 199, isCut: false });
    expect(kept.get('item-42')).toMatchObject({ state: 'refused', refused: { code: 'unreadable' } });
    expect(batches.length).toBeLessThan(25);
  });

  test('over which the server stumbles waits alone, and is tried again', async () => {
    const { drain, kept } = bench(rowsOf(200), stumbling(500));
    const end = await drainOutbox(drain);
    expect(end).toMatchObject({ answered: 199, isCut: false, againInMs: 1000 });
    expect(kept.get('item-42')).toMatchObject({ state: 'waiting', tries: 1, notBefore: 2000 });
  });

  test('is told from a server that stumbles over everything, which is left in peace', async () => {
    const { drain, batches } = bench(rowsOf(200), () => new Problem('internal', 500));
    expect(await drainOutbox(drain)).toMatchObject({ answered: 0, isCut: true });
    expect(batches.length).toBeLessThan(12);
  });
});
