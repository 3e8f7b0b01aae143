/**
 * What wall clocks show, by ICU: `Intl` alone, read once a day and halved down to the minute of each change. The domain asks Temporal,
 * which brings a time zone database of its own; so two databases and two ways of reading them are held against each other.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FROM = Date.UTC(2025, 11, 20);
const UNTIL = Date.UTC(2031, 0, 12);

interface Stretch {
  from: number;
  until: number;
  /** Milliseconds east of UTC. */
  offset: number;
}

export class ZoneOracle {
  /** Instants at which the clock jumps. */
  readonly changes: readonly number[];
  readonly #format: Intl.DateTimeFormat;
  readonly #stretches: Stretch[];

  constructor(zone: string) {
    const [numeric, two] = ['numeric', '2-digit'] as const;
    const parts = { year: numeric, month: two, day: two, hour: two, minute: two, hourCycle: 'h23' } as const;
    this.#format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', { timeZone: zone, ...parts });
    this.#stretches = this.#read();
    this.changes = this.#stretches.slice(1).map(({ from }) => from);
  }

  /** The wall clock as if it were UTC, asked of Intl for this very instant; to the minute. */
  wallAt(at: number): number {
    const parts = new Map(this.#format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type)!;
    return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  }

  /** T1, as it is written: the first instant at which the clock shows at least that much. */
  firstShowing(wall: number): { at: number; exists: boolean } {
    for (const { from, until, offset } of this.#stretches) {
      const at = Math.max(from, wall - offset);
      if (at < until) return { at, exists: at + offset === wall };
    }
    throw new Error('beyond the years that are asked about');
  }

  #read(): Stretch[] {
    const offsetAt = (at: number) => this.wallAt(at) - at;
    const stretches: Stretch[] = [{ from: FROM, until: UNTIL, offset: offsetAt(FROM) }];
    for (let day = FROM; day < UNTIL; day += DAY) {
      const { offset } = stretches.at(-1)!;
      const next = offsetAt(day + DAY);
      if (next === offset) continue;
      let [before, after] = [day, day + DAY];
      while (after - before > MINUTE) {
        const middle = before + Math.floor((after - before) / 2 / MINUTE) * MINUTE;
        if (offsetAt(middle) === offset) before = middle;
        else after = middle;
      }
      stretches.at(-1)!.until = after;
      stretches.push({ from: after, until: UNTIL, offset: next });
    }
    return stretches;
  }
}

/** The days on which the years 1404 to 1409 begin, as Iran's calendar has them: 1403 and 1408 have 366 days. */
const NEW_YEARS: readonly [year: number, gregorian: string][] = [
  [1404, '2025-03-21'],
  [1405, '2026-03-21'],
  [1406, '2027-03-21'],
  [1407, '2028-03-20'],
  [1408, '2029-03-20'],
  [1409, '2030-03-21'],
];

/** The Jalali date by counting days from the new year: six months of 31 days, then months of 30. */
export function jalaliOf(date: string): { year: number; month: number; day: number } {
  const [year, begins] = NEW_YEARS.findLast(([, from]) => from <= date)!;
  const days = Math.round((Date.parse(date) - Date.parse(begins)) / DAY);
  if (days < 186) return { year, month: 1 + Math.floor(days / 31), day: 1 + (days % 31) };
  return { year, month: 7 + Math.floor((days - 186) / 30), day: 1 + ((days - 186) % 30) };
}
