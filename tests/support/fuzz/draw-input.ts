import { oddText, oddValue, oneOf, type Random } from './odd-values.ts';
import type { Remembered } from './remembered.ts';
import { resolved, type Schema, type Schemas } from './schema-fit.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const TEXTS = ['Heron', 'Birch 7', 'step-free please', 'کمی زودتر', 'Žiga Šuštar', 'Привіт', 'x', '😀 ok', 'A\nB'];
const MOST_DEPTH = 8;

export interface Drawing {
  random: Random;
  schemas: Schemas;
  remembered: Remembered;
  now: number;
}

/** A value that the schema allows; where something of that name was heard before, mostly that. */
export function drawValue(drawing: Drawing, given: Schema, name: string, depth = 0): unknown {
  const { random, schemas, remembered } = drawing;
  const schema = resolved(given, schemas);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return drawValue(drawing, oneOf(random, choices), name, depth);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return oneOf(random, schema.enum);

  switch ([schema.type ?? []].flat()[0]) {
    case 'object':
      return drawObject(drawing, schema, depth);
    case 'array':
      return drawList(drawing, schema, name, depth);
    case 'integer':
    case 'number':
      return drawNumber(random, schema);
    case 'boolean':
      return random() < 0.5;
    case 'string': {
      const known = remembered.of(name).filter((one) => typeof one === 'string');
      return known.length > 0 && random() < 0.8 ? oneOf(random, known) : drawText(drawing, schema);
    }
    default:
      return oddValue(random);
  }
}

function drawObject(drawing: Drawing, schema: Schema, depth: number): Record<string, unknown> {
  const { random, remembered } = drawing;
  const { properties = {}, required = [], additionalProperties } = schema;
  const drawn: Record<string, unknown> = {};
  if (depth > MOST_DEPTH) return drawn;

  const wanted = random() < 0.15 ? 1 : 0.25;
  for (const [name, part] of Object.entries(properties)) {
    if (required.includes(name) || random() < wanted) drawn[name] = drawValue(drawing, part, name, depth + 1);
  }
  if (typeof additionalProperties === 'object' && random() < 0.5)
    drawn.en = drawValue(drawing, additionalProperties, 'en', depth + 1);

  // What belongs together: a start at another branch is seldom one.
  const slots = remembered.of('slot') as Record<string, unknown>[];
  if ('startsAt' in drawn && slots.length > 0 && random() < 0.6) {
    const slot = oneOf(random, slots);
    for (const name of ['service', 'branch', 'mode', 'startsAt'] as const)
      if (name in drawn && slot[name] !== undefined) drawn[name] = slot[name];
  }
  return drawn;
}

function drawList(
  drawing: Drawing,
  { items, minItems = 0, maxItems = 100 }: Schema,
  name: string,
  depth: number,
): unknown[] {
  const { random } = drawing;
  const many = random() < 0.03 ? maxItems : Math.floor(random() * Math.min(maxItems + 1, 4));
  const length = Math.max(minItems, Math.min(many, 300));
  return Array.from({ length }, () => (items ? drawValue(drawing, items, name.replace(/s$/, ''), depth + 1) : null));
}

function drawNumber(random: Random, { minimum = -5, maximum = 10_000 }: Schema): number {
  if (random() < 0.25) return minimum;
  if (random() < 0.15) return maximum;
  return Math.floor(minimum + random() * Math.min(maximum - minimum, 10));
}

function drawText(
  { random, now }: Drawing,
  { format, pattern, example, minLength = 0, maxLength = 200 }: Schema,
): string {
  const at = now + Math.floor((random() * 30 - 2) * 24 * 12) * 5 * MINUTE;
  const iso = new Date(random() < 0.3 ? now : at).toISOString();
  if (format === 'date') return iso.slice(0, 10);
  if (format === 'date-time') return `${iso.slice(0, 17)}00Z`;
  if (format === 'uuid') return random() < 0.5 && typeof example === 'string' ? example : uuidOf(random);
  if (pattern?.includes('T')) return iso.slice(0, 16);
  if (typeof example === 'string' && random() < 0.5) return example;
  if (pattern)
    return oneOf(random, ['talk', 'main', 'ana', 'room-a', 'visitor-3', '09:00', 'circle', 'family', 'nobody']);

  const length = random() < 0.1 ? maxLength : minLength;
  return oneOf(random, TEXTS).padEnd(Math.min(length, 5000), 'x').slice(0, maxLength);
}

export function uuidOf(random: Random): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

export function nearDate({ random, now }: Drawing): string {
  return new Date(now + Math.floor(random() * 10 - 2) * DAY).toISOString().slice(0, 10);
}

/** The value, wrong in one place: something left out, added, or not what it should be. */
export function spoiled(random: Random, value: unknown): unknown {
  if (Array.isArray(value)) {
    if (value.length === 0 || random() < 0.2) return [...value, oddValue(random)];
    if (random() < 0.1) return Array.from({ length: 1000 }, () => value[0] as unknown);
    return value.with(Math.floor(random() * value.length), spoiled(random, oneOf(random, value)));
  }
  if (typeof value === 'object' && value !== null) {
    const names = Object.keys(value);
    const changed = { ...value } as Record<string, unknown>;
    const name = names.length === 0 ? undefined : oneOf(random, names);
    if (name === undefined || random() < 0.1) changed[oddText(random).slice(0, 5000)] = oddValue(random);
    else if (random() < 0.15) delete changed[name];
    else changed[name] = spoiled(random, changed[name]);
    return changed;
  }
  if (typeof value === 'string' && random() < 0.3)
    return oneOf(random, [`${value} `, `${value}\u0000`, value.toUpperCase(), [value]]);
  return oddValue(random);
}
