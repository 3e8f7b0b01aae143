import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkNetworkFile } from '#domain/network-file/check-network-file.ts';
import { NetworkFaults } from '#domain/network-file/fault-list.ts';
import { parseNetworkFile } from '#domain/network-file/parse-network-file.ts';

const demo = readFileSync(new URL('../../../api/cli/demo-network.json', import.meta.url), 'utf8');

/** Every place of the demonstration network at which something stands. */
const places: (string | number)[][] = [];
(function walk(value: unknown, path: (string | number)[]) {
  if (path.length > 0) places.push(path);
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    walk((value as Record<string, unknown>)[key], [...path, Array.isArray(value) ? Number(key) : key]);
  }
})(JSON.parse(demo), []);

const anything = fc.oneof(
  fc.constantFrom(null, true, -1, 0.5, 1e21, '', '24:00', '2026-02-30', '__proto__', 'ilam', [], {}, [[]]),
  fc.integer(),
  fc.string(),
  fc.jsonValue({ maxDepth: 3 }),
);

function put(file: unknown, path: (string | number)[], value: unknown): void {
  let at = file as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as typeof at;
  at[path.at(-1)!] = value;
}

test('N1 whatever stands in a file, it is checked to the end: no fault, or faults with paths', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(places.length - 1), anything), { minLength: 1, maxLength: 4 }), (spoils) => {
      const file = JSON.parse(demo) as unknown;
      for (const [place, value] of spoils.toReversed()) {
        try {
          put(file, places[place]!, value);
        } catch (error) {
          // The place went with one that was spoilt before it.
          expect(error).toBeInstanceOf(TypeError);
        }
      }
      try {
        checkNetworkFile(file, { people: true });
      } catch (error) {
        expect(error).toBeInstanceOf(NetworkFaults);
        for (const line of (error as NetworkFaults).lines) expect(line).toMatch(/^[^\n]+: [^\n]+$/);
      }
    }),
    { numRuns: 60 },
  );
});

test('N1 a field that goes missing or is not known is named by its path', () => {
  const fields = places.filter((path) => typeof path.at(-1) === 'string');
  fc.assert(
    fc.property(fc.constantFrom(...fields), (path) => {
      const file = JSON.parse(demo) as unknown;
      put(file, [...path.slice(0, -1), 'no-such-field'], 1);
      const text = path.slice(0, -1).map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`));
      const where = text.join('').replace(/^\./, '');
      expect(() => checkNetworkFile(file, { people: true })).toThrow(NetworkFaults);
      try {
        checkNetworkFile(file, { people: true });
      } catch (error) {
        expect(
          (error as NetworkFaults).lines.some((line) => line.startsWith(`${where === '' ? '' : `${where}.`}no-such`)),
        ).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});

test('N3 JSON without repeated fields is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(parseNetworkFile(text)).toEqual(JSON.parse(text));
    }),
  );
});
