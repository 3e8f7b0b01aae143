import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CheckInItem } from '#contract/check-ins.ts';
import { ABSENCES } from '#domain/check-in/check-in-item.ts';
import type { CourseEvent, Telling } from '#domain/check-in/visit-course.ts';
import { brokenInvariants } from '../../support/booking-invariants.ts';
import { openLibrary, rowsOf, type Caller, type Library } from '../../support/booking-library.ts';
import { dayOf, DESK, itemOf, staffedNetwork, tell } from '../../support/check-in-items.ts';
import { ENGINES } from '../../support/engines.ts';
import { modelOf } from '../../support/visit-model.ts';

/** Thursday: Ana from nine, Bor from ten, three at most of his. */
const DAY = '2026-11-26';
const HOURS = [8, 9, 10, 12, 13, 14];
const EVENING = Date.parse('2026-11-26T20:00:00Z');
const MINUTE = 60_000;

interface Visit {
  id: string;
  startsAt: number;
  counsellor: string;
}

const EVENTS: CourseEvent[] = [
  'arrived',
  'arrived',
  'arrived_undone',
  'started',
  'started_undone',
  'completed',
  'completed_undone',
  'no_show',
];

/** What one device told, away from the network all day. */
const happening = fc.record({
  visit: fc.nat(100),
  device: fc.constantFrom('desk-1', 'desk-2', 'counsellor'),
  event: fc.constantFrom(...EVENTS),
  minute: fc.integer({ min: -60, max: 60 }),
  absence: fc.option(fc.constantFrom(...ABSENCES), { nil: undefined }),
});

describe.each(ENGINES)('a day without a network, two processes on $engine', ({ engine }) => {
  let one: Library;
  let other: Library;
  beforeAll(async () => {
    one = await openLibrary(engine, { file: staffedNetwork() });
    other = await openLibrary(engine, { place: one.api.place, clock: one.clock });
  });
  afterEach(() => one.clear());
  afterAll(async () => {
    await other.api.close();
    await one.api.close();
  });

  async function visitsOfDay(): Promise<Visit[]> {
    const visits: Visit[] = [];
    for (const [n, hour] of [...HOURS, ...HOURS.slice(1, 4)].entries()) {
      const startsAt = `${DAY}T${String(hour).padStart(2, '0')}:00:00Z`;
      const booking = await (await one.patron(n)).book(startsAt);
      visits.push({ id: booking.id, startsAt: Date.parse(startsAt), counsellor: booking.counsellor });
    }
    return visits;
  }

  /** Each device's items shuffled and some of them twice, all devices at once, in batches, to either process. */
  async function deliver(queues: Map<string, CheckInItem[]>, shuffle: <T>(items: T[]) => T[]): Promise<string[]> {
    const said = await Promise.all(
      [...queues].map(async ([person, items], n) => {
        const caller: Caller = await (n % 2 === 0 ? one : other).person(person);
        const queue = shuffle([...items, ...shuffle(items).slice(0, items.length / 2)]);
        const answers: string[] = [];
        for (let from = 0; from < queue.length; from += 40) {
          answers.push(...(await tell(caller, ...queue.slice(from, from + 40))).said);
        }
        return answers;
      }),
    );
    return said.flat();
  }

  test.each([1, 2, 3])(
    'D2 D10 200 events of three devices, shuffled and doubled, end as the model does (%i)',
    async (seed) => {
      const visits = await visitsOfDay();
      const [told] = fc.sample(fc.array(happening, { minLength: 200, maxLength: 200 }), { numRuns: 1, seed });
      const random = seeded(seed);
      const queues = new Map<string, CheckInItem[]>();
      const model = new Map<string, Telling[]>(visits.map(({ id }) => [id, []]));
      one.clock.now = EVENING;

      for (const { visit, device, event, minute, absence } of told!) {
        const { id, startsAt, counsellor } = visits[visit % visits.length]!;
        const person = personOf(device, counsellor);
        const at = startsAt + (event === 'no_show' ? 15 + Math.abs(minute) : minute) * MINUTE;
        const item = itemOf(id, event, at, event === 'no_show' && absence ? { absence } : {});
        (queues.get(person) ?? queues.set(person, []).get(person)!).push(item);
        model.get(id)!.push(tellingOf(item, person));
      }
      // Money that fits in the order of time: paid, given back, paid again, by whoever.
      for (const [n, { id, startsAt }] of visits.entries()) {
        const steps = ['cash', 'refunded', 'card'].slice(0, n % 4);
        for (const [step, method] of steps.entries()) {
          const item = itemOf(id, 'paid', startsAt + step * MINUTE, { method: method as 'cash' });
          queues.get(step % 2 === 0 ? DESK : 'desk-2')!.push(item);
        }
      }

      const said = await deliver(queues, (items) => shuffled(items, random));
      expect(new Set(said)).toSatisfy((all: Set<string>) =>
        [...all].every((answer) => ['applied', 'already', 'wrong_state', 'not_found', 'amount_wrong'].includes(answer)),
      );

      const rows = await rowsOf<Record<string, unknown>>(
        one.api,
        `select id, state, arrived_at, started_at, ended_at, absence, absence_confirmed_at from booking`,
      );
      for (const row of rows) {
        const wanted = modelOf(model.get(row.id as string)!, 72);
        expect({ ...row }).toEqual({
          id: row.id,
          state: wanted.state,
          arrived_at: wanted.arrivedAt,
          started_at: wanted.startedAt,
          ended_at: wanted.endedAt,
          absence: wanted.absence,
          absence_confirmed_at: wanted.absenceConfirmedAt,
        });
      }
      expect(new Set(rows.map(({ state }) => state)).size, 'the control: not all days are alike').toBeGreaterThan(1);

      const day = await dayOf(await one.person(DESK), DAY);
      const paid = new Map(day.rows.map((row) => [row.booking, row.paid.amount]));
      expect(visits.map(({ id }) => paid.get(id))).toEqual(visits.map((_, n) => (n % 2 === 1 ? 2000 : 0)));
      expect(await brokenInvariants(one.api)).toEqual([]);
    },
  );
});

function personOf(device: string, counsellor: string): string {
  if (device !== 'counsellor') return device;
  return counsellor === 'ana' ? 'counsellor-1' : 'counsellor-2';
}

function tellingOf(item: CheckInItem, person: string): Telling {
  return {
    id: item.id,
    event: item.event as CourseEvent,
    occurredAt: Date.parse(item.occurredAt),
    receivedAt: EVENING,
    by: person,
    side: person.startsWith('desk') ? 'desk' : 'counsellor',
    absence: item.absence ?? null,
    hasReason: false,
  };
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** mulberry32: the same for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
