import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ABSENCES } from '#domain/check-in/check-in-item.ts';
import { standsOver, type NoteStamp } from '#domain/check-in/note-course.ts';
import { paymentsWith, type Counted, type Payment } from '#domain/check-in/payment-course.ts';
import { courseOf, type CourseEvent, type Telling } from '#domain/check-in/visit-course.ts';
import { modelOf } from '../../support/visit-model.ts';

const LIMITS = { lateArrivalHours: 72 };
const HOUR = 3_600_000;

const EVENTS: CourseEvent[] = [
  'arrived',
  'arrived_undone',
  'started',
  'started_undone',
  'completed',
  'completed_undone',
  'no_show',
];

const telling = fc.record({
  event: fc.constantFrom(...EVENTS),
  // Few instants, so that several fall on one.
  occurredAt: fc.nat(12),
  heardLater: fc.constantFrom(0, 1, 71 * HOUR, 73 * HOUR),
  who: fc.constantFrom('desk-1', 'desk-2', 'ana'),
  absence: fc.option(fc.constantFrom(...ABSENCES)),
  hasReason: fc.boolean(),
});

const tellings = fc.array(telling, { maxLength: 12 }).map((all) =>
  all.map(({ who, heardLater, ...told }, n): Telling => ({
    ...told,
    id: `item-${n}`,
    receivedAt: told.occurredAt + heardLater,
    by: who,
    side: who === 'ana' ? 'counsellor' : 'desk',
    absence: told.event === 'no_show' ? told.absence : null,
    hasReason: told.event === 'arrived' && who !== 'ana' && told.hasReason,
  })),
);

/** The same, in another order and some of it twice. */
function shuffled<T>(items: fc.Arbitrary<T[]>): fc.Arbitrary<{ told: T[]; heard: T[] }> {
  return items.chain((told) =>
    fc
      .tuple(fc.shuffledSubarray(told, { minLength: told.length }), fc.subarray(told))
      .chain(([once, twice]) => fc.shuffledSubarray([...once, ...twice], { minLength: once.length + twice.length }))
      .map((heard) => ({ told, heard })),
  );
}

/** As a server hears it: each id once. */
function distinct<T extends { id: string }>(heard: readonly T[]): T[] {
  return [...new Map(heard.map((one) => [one.id, one])).values()];
}

describe('a visit', () => {
  test('D2 the same items in any order and twice give the same course', () => {
    fc.assert(
      fc.property(shuffled(tellings), ({ told, heard }) => {
        expect(courseOf(distinct(heard), LIMITS)).toEqual(courseOf(told, LIMITS));
      }),
      { numRuns: 2_000 },
    );
  });

  test('D3 D4 D5 D6 the course is that of a plain reading of the rules', () => {
    fc.assert(
      fc.property(tellings, (told) => {
        const { verdicts: _, inForceAt: __, ...course } = courseOf(told, LIMITS);
        expect(course).toEqual(modelOf(told, LIMITS.lateArrivalHours));
      }),
      { numRuns: 5_000 },
    );
  });
});

const TOTAL = 9000;
const amounts = fc.constantFrom(0, 1000, 4000, 5000, TOTAL, TOTAL + 1);
const paymentsOf = (amountMinor: fc.Arbitrary<number | null>, occurredAt: fc.Arbitrary<number>, maxLength: number) =>
  fc
    .array(fc.record({ occurredAt, method: fc.constantFrom('cash', 'card', 'waived', 'refunded'), amountMinor }), {
      maxLength,
    })
    .map((all) => all.map((one, n): Payment => ({ ...one, id: `item-${n}`, totalMinor: TOTAL })));
const payments = paymentsOf(fc.option(amounts), fc.nat(8), 8);
/** Left out, an amount hangs on what was heard before it. Small ones, seldom at once: many of these fit. */
const paymentsWithAmounts = paymentsOf(fc.constantFrom(1000, 4000, 5000), fc.nat(1_000), 5);

/** What counts after each payment came in. */
function heardOf(heard: readonly Payment[]): Counted[] {
  const known: Payment[] = [];
  const counted: Counted[] = [];
  for (const told of heard) {
    const before = counted.at(-1) ?? new Map();
    const isNew = !known.some(({ id }) => id === told.id);
    if (isNew) known.push(told);
    counted.push(isNew ? paymentsWith(known, before, told) : before);
  }
  return counted;
}

/** What is paid after each counted payment, in the order of time. */
function paidOver(all: readonly Payment[], counted: Counted): number[] {
  let paid = 0;
  return all
    .filter(({ id }) => counted.has(id))
    .toSorted(
      (a, b) => a.occurredAt - b.occurredAt || Number(a.method === 'refunded') - Number(b.method === 'refunded'),
    )
    .map(({ id, method }) => (paid += counted.get(id)! * (method === 'refunded' ? -1 : 1)));
}

describe('money', () => {
  test('D9 D10 never above the price nor below nothing, and nothing that counted is taken back', () => {
    fc.assert(
      fc.property(shuffled(payments), ({ told, heard }) => {
        let before: Counted = new Map();
        for (const counted of heardOf(heard)) {
          for (const [id, amount] of before) expect(counted.get(id)).toBe(amount);
          before = counted;
        }
        const sums = paidOver(told, before);
        expect(sums.at(-1) ?? 0).toBeGreaterThanOrEqual(0);
        expect(Math.max(0, ...sums)).toBeLessThanOrEqual(TOTAL);
      }),
      { numRuns: 2_000 },
    );
  });

  test('D10 payments that fit in the order of time all count, in whatever order they come in', () => {
    let fitting = 0;
    fc.assert(
      fc.property(shuffled(paymentsWithAmounts), ({ told, heard }) => {
        const inTime = heardOf(told.toSorted((a, b) => a.occurredAt - b.occurredAt)).at(-1) ?? new Map();
        const once = told.map(({ occurredAt }) => occurredAt);
        if (inTime.size < told.length || new Set(once).size < once.length) return;

        fitting += told.length > 1 ? 1 : 0;
        const counted = heardOf(heard).at(-1) ?? new Map();
        expect(paidOver(told, counted).at(-1) ?? 0).toBe(paidOver(told, inTime).at(-1) ?? 0);
      }),
      { numRuns: 3_000 },
    );
    expect(fitting, 'the control: enough of the cases say something').toBeGreaterThan(100);
  });
});

const notes = fc
  .array(fc.record({ side: fc.constantFrom('desk', 'counsellor'), writtenAt: fc.nat(5) }), { maxLength: 8 })
  .map((all) => all.map((note, n): NoteStamp => ({ ...note, id: `item-${n}` })));

test('D11 the same notes in any order leave the same one', () => {
  const left = (heard: readonly NoteStamp[]) =>
    heard.reduce<NoteStamp | undefined>((note, told) => (!note || standsOver(told, note) ? told : note), undefined);
  fc.assert(
    fc.property(shuffled(notes), ({ told, heard }) => {
      expect(left(heard)).toEqual(left(told));
    }),
  );
});
