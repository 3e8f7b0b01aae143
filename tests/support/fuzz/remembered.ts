const MOST_OF_A_NAME = 40;
const LONGEST = 300;

/** Under which name a path's `{id}` is told elsewhere, where that is not the path's own word. */
const ALSO_CALLED: Record<string, string> = {
  'room-closure': 'block',
  'counsellor-block': 'block',
  'called-off': 'calledOff',
  'sign-in': 'signIn',
  code: 'batch',
};

/** What the fuzzer has heard so far, by the name it had: so that a booking that one answer told is confirmed by the next request. */
export class Remembered {
  readonly #known = new Map<string, unknown[]>();

  /** All ids and texts of an answer, or of whatever is known from the start. */
  take(value: unknown, name = ''): void {
    if (typeof value === 'string' || typeof value === 'number') {
      if (name !== '' && String(value).length <= LONGEST) this.#add(name, value);
    } else if (Array.isArray(value)) {
      for (const item of value.slice(0, MOST_OF_A_NAME)) this.take(item, singular(name));
    } else if (typeof value === 'object' && value !== null) {
      if ('startsAt' in value && 'branch' in value) this.#add('slot', value);
      for (const [key, part] of Object.entries(value)) {
        this.take(part, key);
        if (key === 'id') this.take(part, singular(name));
      }
    }
  }

  /** What was heard under that name, the newest last. */
  of(name: string): readonly unknown[] {
    return this.#known.get(name) ?? [];
  }

  /** Of a parameter of a path: `id` behind `/bookings/` is a booking's. */
  ofParameter(name: string, path: string): readonly unknown[] {
    if (name !== 'id') return this.of(name);
    const before = singular(/([\w-]+)\/\{id\}/.exec(path)?.[1] ?? '');
    return this.of(ALSO_CALLED[before] ?? before);
  }

  #add(name: string, value: unknown): void {
    const known = this.#known.get(name) ?? [];
    if (known.includes(value)) return;
    this.#known.set(name, [...known.slice(1 - MOST_OF_A_NAME), value]);
  }
}

function singular(name: string): string {
  return name.replace(/ies$/, 'y').replace(/s$/, '');
}
