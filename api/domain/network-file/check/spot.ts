import type { FaultList } from '../fault-list.ts';

/** A value of the file with its path, so that whatever is wrong with it can be named. */
export class Spot {
  readonly value: unknown;
  readonly path: string;
  readonly list: FaultList;

  constructor(value: unknown, path: string, list: FaultList) {
    this.value = value;
    this.path = path;
    this.list = list;
  }

  /** An absent value was already named by `fields`, or need not be there: checks pass it over. */
  get absent(): boolean {
    return this.value === undefined;
  }

  fault(message: string): undefined {
    this.list.add(this.path, message);
    return undefined;
  }

  /** A part of the value, under the same path. */
  with(part: unknown): Spot {
    return new Spot(part, this.path, this.list);
  }

  /** A field of an object; absent where this is no object. */
  at(key: string): Spot {
    const value = isRecord(this.value) && Object.hasOwn(this.value, key) ? this.value[key] : undefined;
    return new Spot(value, pathOf(this.path, key), this.list);
  }

  /** Whether it is an object with all of `required` and nothing beyond `optional`. Absent counts as not. */
  fields(required: string, optional = ''): boolean {
    if (this.absent) return false;
    if (!isRecord(this.value)) {
      this.fault('is not an object');
      return false;
    }

    const needed = words(required);
    const known = [...needed, ...words(optional)];
    for (const key of needed) if (this.at(key).absent) this.at(key).fault('is missing');
    for (const key of Object.keys(this.value)) if (!known.includes(key)) this.at(key).fault('is not a field here');
    return true;
  }

  /** The entries of a list; none where it is absent or no list. */
  items(): Spot[] {
    if (this.absent) return [];
    if (!Array.isArray(this.value)) {
      this.fault('is not a list');
      return [];
    }
    return this.value.map((value, place) => new Spot(value ?? null, `${this.path}[${place}]`, this.list));
  }

  /** The fields of an object whose keys are data; none where it is absent or no object. */
  entries(): [string, Spot][] {
    if (this.absent) return [];
    if (!isRecord(this.value)) {
      this.fault('is not an object');
      return [];
    }
    return Object.keys(this.value).map((key) => [key, this.at(key)]);
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const words = (list: string) => list.split(' ').filter((word) => word !== '');

/** Keys of other people's making must not break a line, or fill it. */
export function pathOf(path: string, key: string): string {
  if (!/^[\w-]{1,64}$/.test(key)) return `${path}[${JSON.stringify(key.slice(0, 64))}]`;
  return path === '' ? key : `${path}.${key}`;
}
