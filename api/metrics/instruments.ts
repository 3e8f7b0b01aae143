import type { Family, Sample } from './exposition.ts';

/** Figures of this process since its start. Label values come from closed lists: nothing that a request says becomes one. */

type Values = readonly string[];
type Labels = Record<string, string>;

export class Counter {
  readonly #family: Omit<Family, 'samples'>;
  readonly #names: Values;
  readonly #counts = new Map<string, { labels: Labels; value: number }>();

  constructor(name: string, help: string, labels: Values = []) {
    this.#family = { name, help, type: 'counter' };
    this.#names = labels;
    // Present from the start, so that the first one is seen as a rise.
    if (labels.length === 0) this.#counts.set('', { labels: {}, value: 0 });
  }

  add(...values: Values): void {
    // One label needs no joining; the others are counted seldom.
    const key = values.length === 1 ? values[0]! : values.join('\0');
    const found = this.#counts.get(key);
    if (found) found.value++;
    else this.#counts.set(key, { labels: labelled(this.#names, values), value: 1 });
  }

  family(): Family {
    return { ...this.#family, samples: [...this.#counts.values()].map((count) => ({ ...count })) };
  }
}

/** Bounds in seconds, from a fast search to what a person calls broken. */
export const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export class Histogram {
  readonly #family: Omit<Family, 'samples'>;
  readonly #bounds: readonly number[];
  readonly #names: Values;
  readonly #series = new Map<string, Series>();

  constructor(name: string, help: string, bounds: readonly number[], labels: Values = []) {
    this.#family = { name, help, type: 'histogram' };
    this.#bounds = bounds;
    this.#names = labels;
  }

  /** Where observations of these label values go. Kept by callers that observe often. */
  of(...values: Values): Series {
    const key = values.join('\0');
    const found = this.#series.get(key);
    if (found) return found;
    const series = new Series(this.#bounds, labelled(this.#names, values));
    this.#series.set(key, series);
    return series;
  }

  family(): Family {
    return { ...this.#family, samples: [...this.#series.values()].flatMap((series) => series.samples()) };
  }
}

export class Series {
  readonly #bounds: readonly number[];
  readonly #labels: Labels;
  /** Of each bucket alone; the last is above all bounds. */
  readonly #counts: number[];
  #sum = 0;

  constructor(bounds: readonly number[], labels: Labels) {
    this.#bounds = bounds;
    this.#labels = labels;
    this.#counts = Array<number>(bounds.length + 1).fill(0);
  }

  observe(value: number): void {
    let at = 0;
    while (at < this.#bounds.length && value > this.#bounds[at]!) at++;
    this.#counts[at]!++;
    this.#sum += value;
  }

  samples(): Sample[] {
    let count = 0;
    const buckets = this.#counts.map((own, at): Sample => {
      count += own;
      const bound = this.#bounds[at];
      const le = bound === undefined ? '+Inf' : String(bound);
      return { suffix: '_bucket', labels: { ...this.#labels, le }, value: count };
    });
    const labels = this.#labels;
    return [...buckets, { suffix: '_sum', labels, value: this.#sum }, { suffix: '_count', labels, value: count }];
  }
}

function labelled(names: Values, values: Values): Labels {
  return Object.fromEntries(names.map((name, at) => [name, values[at] ?? '']));
}
