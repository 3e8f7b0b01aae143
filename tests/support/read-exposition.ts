/** A strict reader of the text format (https://prometheus.io/docs/instrumenting/exposition_formats/), written from its text alone. */
export interface Figures {
  /** The value under exactly these labels; undefined where there is none. */
  value(name: string, labels?: Record<string, string>): number | undefined;
  /** All values of a name added up, of samples that have these labels. */
  sum(name: string, labels?: Record<string, string>): number;
  types: Map<string, string>;
  samples: { name: string; labels: Record<string, string>; value: number }[];
}

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,(?=[a-zA-Z_])|$)/y;

/** @throws Error at the first line that the format does not allow. */
export function readExposition(text: string): Figures {
  if (text !== '' && !text.endsWith('\n')) throw new Error('the last line must end');
  const types = new Map<string, string>();
  const helped = new Set<string>();
  const samples: Figures['samples'] = [];
  let group = '';

  for (const line of text.split('\n').slice(0, -1)) {
    const comment = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line);
    if (comment) {
      const [, kind, name = '', rest = ''] = comment;
      if (!NAME.test(name)) throw new Error(`no name: ${line}`);
      const before = kind === 'HELP' ? helped.has(name) : types.has(name);
      if (before || samples.some((one) => familyOf(one.name, types) === name)) throw new Error(`said late: ${line}`);
      if (kind === 'HELP') helped.add(name);
      else if (/^(counter|gauge|histogram|summary|untyped)$/.test(rest)) types.set(name, rest);
      else throw new Error(`no type: ${line}`);
      group = name;
      continue;
    }
    const sample = /^([^{\s]+)(?:\{(.*)\})? (\S+)$/.exec(line);
    if (!sample || !NAME.test(sample[1]!)) throw new Error(`no sample: ${line}`);
    const [, name = '', labels = '', value = ''] = sample;
    if (familyOf(name, types) !== group) throw new Error(`outside its group: ${line}`);
    const one = { name, labels: labelsOf(labels), value: numberOf(value) };
    if (samples.some((other) => other.name === name && same(other.labels, one.labels)))
      throw new Error(`twice: ${line}`);
    samples.push(one);
  }
  assertHistograms(samples, types);

  const matching = (name: string, labels: Record<string, string>) =>
    samples.filter(
      (one) => one.name === name && Object.entries(labels).every(([key, text]) => one.labels[key] === text),
    );
  return {
    types,
    samples,
    value: (name, labels = {}) => matching(name, labels).find((one) => same(one.labels, labels))?.value,
    sum: (name, labels = {}) => matching(name, labels).reduce((sum, { value }) => sum + value, 0),
  };
}

function familyOf(name: string, types: Map<string, string>): string {
  const stem = name.replace(/_(bucket|sum|count)$/, '');
  return types.get(stem) === 'histogram' ? stem : name;
}

function labelsOf(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < text.length) {
    const found = LABEL.exec(text);
    const [, name = '', value = ''] = found ?? [];
    if (!found || name in labels) throw new Error(`no labels: ${text}`);
    labels[name] = value.replaceAll(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
  }
  return labels;
}

function numberOf(text: string): number {
  if (/^[+-]Inf$/.test(text)) return text === '+Inf' ? Infinity : -Infinity;
  if (text === 'NaN' || /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
  throw new Error(`no number: ${text}`);
}

function same(one: Record<string, string>, other: Record<string, string>): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}

/** Buckets only grow, the last is +Inf, and holds as many as there are. */
function assertHistograms(samples: Figures['samples'], types: Map<string, string>): void {
  for (const [name] of [...types].filter(([, type]) => type === 'histogram')) {
    const rest = ({ le, ...labels }: Record<string, string>) => JSON.stringify([labels, le === undefined]);
    const buckets = Map.groupBy(
      samples.filter((one) => one.name === `${name}_bucket`),
      ({ labels }) =>
        JSON.stringify([Object.fromEntries(Object.entries(labels).filter(([key]) => key !== 'le')), true]),
    );
    for (const [labels, series] of buckets) {
      const bounds = series.map((one) => numberOf(one.labels['le']!));
      const isGrowing = series.every(
        (one, at) => at === 0 || (one.value >= series[at - 1]!.value && bounds[at]! > bounds[at - 1]!),
      );
      const of = (suffix: string) => samples.find((one) => one.name === name + suffix && rest(one.labels) === labels);
      const isWhole =
        bounds.at(-1) === Infinity && of('_count')?.value === series.at(-1)!.value && of('_sum') !== undefined;
      if (!isGrowing || !isWhole) throw new Error(`no histogram: ${name} ${labels}`);
    }
  }
}
