import { describe, expect, it } from 'vitest';
import { DAY_WORDS, DayTable } from '../../../api/domain/availability/day-bits.ts';

/** A table in whose every day stands that day's own number, and the days it was asked to fill. */
function numbered() {
  const filled: number[] = [];
  let version = 0;
  const table = new DayTable((day, words, at) => {
    filled.push(day);
    for (let i = 0; i < DAY_WORDS; i++) words[at + i]! |= day * 1000 + version;
  });
  const read = (first: number, days: number) => {
    const at = table.cover(first, days);
    return Array.from({ length: days }, (_, i) => [
      ...table.words.subarray(at + i * DAY_WORDS, at + (i + 1) * DAY_WORDS),
    ]);
  };
  return { table, filled, read, change: () => (version += 1) };
}

const all = (days: number[], version = 0) =>
  days.map((day) => Array.from({ length: DAY_WORDS }, () => day * 1000 + version));
const range = (first: number, days: number) => Array.from({ length: days }, (_, i) => first + i);

describe('the bitmaps of one resource', () => {
  it('are filled once a day when asked for day by day, and copied a few times only', () => {
    const { table, filled, read } = numbered();
    const arrays = new Set<Int32Array>();
    for (const day of range(20, 100)) {
      expect(read(day, 1)).toEqual(all([day]));
      arrays.add(table.words);
    }

    expect(filled).toEqual(range(20, 100));
    expect(read(20, 100)).toEqual(all(range(20, 100)));
    expect(arrays.size).toBeLessThan(12);
  });

  it('keep what is known when earlier days are asked for, and when later ones are after that', () => {
    const { filled, read } = numbered();
    read(30, 5);
    read(35, 2);
    expect(read(25, 3)).toEqual(all(range(25, 3)));
    expect(read(38, 1)).toEqual(all([38]));
    expect(read(25, 14)).toEqual(all(range(25, 14)));
    expect(filled.toSorted((a, b) => a - b)).toEqual(range(25, 14));
  });

  it('are made anew where they were dropped, and nowhere else', () => {
    const { table, filled, read, change } = numbered();
    read(10, 8);
    read(18, 1);
    filled.length = 0;
    change();
    table.drop(12, 13);
    table.drop(40, 50);

    expect(read(10, 9)).toEqual([...all([10, 11]), ...all([12, 13], 1), ...all(range(14, 5))]);
    expect(filled).toEqual([12, 13]);
  });

  it('begin anew when asked for days years away, with nothing left of the days before', () => {
    const { table, read } = numbered();
    read(10, 8);
    table.drop(12, 12);
    expect(read(9000, 2)).toEqual(all([9000, 9001]));
    expect(read(9002, 3)).toEqual(all(range(9002, 3)));
    expect(read(12, 1)).toEqual(all([12]));
  });
});
