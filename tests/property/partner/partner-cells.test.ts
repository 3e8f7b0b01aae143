import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  closeCells,
  FEWEST,
  tenthsLeft,
  weekStart,
  type PartnerCell,
  type ProgrammeVisit,
} from '#domain/partner/partner-cells.ts';
import { addDays } from '#domain/time/local-date.ts';

const BEGIN = '2026-09-05';
const FIRST = weekStart(BEGIN, 'sat');
const BUDGET = 100_000;

const visits = fc.array(
  fc.record({
    on: fc.integer({ min: 0, max: 120 }).map((day) => addDays(BEGIN, day)),
    patron: fc.integer({ min: 0, max: 11 }).map(String),
    minor: fc.integer({ min: 1, max: 900 }),
  }),
  { maxLength: 120 },
);
/** When somebody looks: days after the beginning. */
const looks = fc.uniqueArray(fc.integer({ min: 0, max: 150 }), { minLength: 2, maxLength: 12 });

interface Answer {
  cells: PartnerCell[];
  tenths: number;
}

/** What a partner is told on a day: what was counted before, and what has become countable since. */
function look(kept: readonly PartnerCell[], known: readonly ProgrammeVisit[], day: number): Answer {
  const from = kept.length === 0 ? FIRST : addDays(kept.at(-1)!.to, 1);
  const cells = [...kept, ...closeCells(known, { from, today: addDays(BEGIN, day), firstDay: 'sat' })];
  return {
    cells,
    tenths: tenthsLeft(
      BUDGET,
      cells.reduce((sum, { minor }) => sum + minor, 0),
    ),
  };
}

/** All answers of a run: visits happen, and some are taken back after they were counted. */
function answersOf(all: readonly ProgrammeVisit[], days: readonly number[], takenBack: ReadonlySet<number>): Answer[] {
  let kept: PartnerCell[] = [];
  return days
    .toSorted((a, b) => a - b)
    .map((day) => {
      const known = all.filter(
        (visit, place) => visit.on <= addDays(BEGIN, day) && !(takenBack.has(place) && day > 60),
      );
      const answer = look(kept, known, day);
      kept = answer.cells;
      return answer;
    });
}

/** How many visits the second answer tells of that the first did not. */
const difference = (one: Answer, other: Answer) => {
  const sum = ({ cells }: Answer) => cells.reduce((total, cell) => total + cell.visits, 0);
  return sum(other) - sum(one);
};

describe('R2 what a partner is told', () => {
  test('R2 no difference of two answers, and no cell of one, is of fewer than five people', () => {
    fc.assert(
      fc.property(visits, looks, fc.uniqueArray(fc.nat(120)), (all, days, back) => {
        const answers = answersOf(all, days, new Set(back));
        for (const [place, one] of answers.entries()) {
          for (const { from, to } of one.cells) {
            const people = new Set(all.filter(({ on }) => from <= on && on <= to).map(({ patron }) => patron));
            expect(people.size).toBeGreaterThanOrEqual(FEWEST);
          }
          for (const other of answers.slice(place + 1)) {
            const told = difference(one, other);
            expect(told === 0 || told >= FEWEST).toBe(true);
            // What was told once stays as it is, and what is left moves with whole cells alone.
            expect(other.cells.slice(0, one.cells.length)).toEqual(one.cells);
            if (told === 0) expect(other.tenths).toBe(one.tenths);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('R2 cells are whole weeks, one after the other, and nothing that came in time is lost', () => {
    fc.assert(
      fc.property(visits, (all) => {
        const { cells } = look([], all, 400);
        let next = FIRST;
        for (const { from, to, visits: count, minor } of cells) {
          expect([from, weekStart(from, 'sat'), weekStart(addDays(to, 1), 'sat')]).toEqual([
            next,
            from,
            addDays(to, 1),
          ]);
          const inside = all.filter(({ on }) => from <= on && on <= to);
          expect([count, minor]).toEqual([inside.length, inside.reduce((sum, one) => sum + one.minor, 0)]);
          next = addDays(to, 1);
        }
        expect(new Set(all.filter(({ on }) => on >= next).map(({ patron }) => patron)).size).toBeLessThan(FEWEST);
      }),
    );
  });

  test('R2 a control: hiding small weeks beside a running total tells of single people', () => {
    const naive = (all: readonly ProgrammeVisit[], day: number) =>
      all.filter(({ on }) => on <= addDays(BEGIN, day)).length;
    const findsOne = fc.check(
      fc.property(visits, looks, (all, days) => {
        const totals = days.toSorted((a, b) => a - b).map((day) => naive(all, day));
        return totals.every((total, place) => {
          const told = place === 0 ? 0 : total - totals[place - 1]!;
          return told === 0 || told >= FEWEST;
        });
      }),
    );
    expect(findsOne.failed).toBe(true);
  });

  test('R2 a control: five visits of one person are nobody’s to count', () => {
    const alone = Array.from({ length: 9 }, (_, day) => ({ on: addDays(BEGIN, day), patron: 'one', minor: 10 }));
    expect(look([], alone, 200).cells).toEqual([]);
  });
});
