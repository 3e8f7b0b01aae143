/** What nobody types and everybody sends sooner or later. */

const TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\u202Eneves\u202C',
  '\u2066x\u2069',
  '\uD800',
  'x\uDFFFy',
  '\uFEFFheron',
  '\uFFFE',
  '\u200B',
  'e\u0301'.repeat(40),
  'ﷺ',
  '۱۲۳۴۵۶۷۸',
  '١٢٣',
  '👩‍👩‍👧‍👦',
  'ß'.repeat(300),
  'heron'.repeat(200),
  'x'.repeat(70_000),
  "'; drop table booking; --",
  '${7*7}',
  '%00',
  '%ed%a0%80',
  '../../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  'true',
  '-1',
  '0x10',
  '1e400',
  '2026-02-30',
  '0000-01-01',
  '9999-12-31',
  '-000001-01-01',
  '2026-11-24T24:00:00Z',
  '2026-11-24T10:00:60Z',
  '2026-11-24T10:00:00.123Z',
  '2026-11-24T10:00:00+23:59',
  '9999-12-31T23:59:59Z',
  '0000-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  '2026-11-24t10:00:00z',
  '2026-11-24T10:00',
  '9999-12-31T23:55',
  '0000-00-00T00:00',
  '2026-W48-2',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  'FFFFFFFF-FFFF-4FFF-8FFF-FFFFFFFFFFFF',
];

const OTHERS = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  1,
  0.5,
  500,
  501,
  2 ** 31,
  2 ** 31 - 1,
  -(2 ** 31) - 1,
  2 ** 53,
  -(2 ** 53),
  1e21,
  1e308,
  5e-324,
  [],
  {},
  [null],
  [[]],
  [{}],
  { id: 1 },
  { length: 5 },
  { toString: 1 },
  Array.from({ length: 1000 }, (_, n) => n),
  Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`field${n}`, n])),
];

export type Random = () => number;

export function oneOf<T>(random: Random, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)]!;
}

export function oddText(random: Random): string {
  return oneOf(random, TEXTS);
}

export function oddValue(random: Random): unknown {
  return random() < 0.6 ? oddText(random) : oneOf(random, OTHERS);
}

/** Bodies that are no JSON, or none that anybody means. */
const BODIES: (string | Uint8Array)[] = [
  '',
  ' ',
  'null',
  'true',
  '0',
  '"text"',
  '[]',
  '[{}]',
  '{',
  '{"a":1,}',
  '{"a":1e999}',
  '{"a":1,"a":2}',
  String.raw`{"\u0061":1,"a":2}`,
  '{"__proto__":{"role":"admin"}}',
  '{"constructor":{"prototype":{}}}',
  '\uFEFF{}',
  '{} {}',
  '{"a":NaN}',
  "{'a':1}",
  '[1]'.repeat(30_000).slice(0, 65_536),
  '['.repeat(21),
  '['.repeat(60_000),
  `${'['.repeat(20)}${']'.repeat(20)}`,
  `${'{"a":'.repeat(21)}1${'}'.repeat(21)}`,
  `{"a":"${'x'.repeat(65_528)}"}`,
  `{"a":"${'x'.repeat(65_529)}"}`,
  `{"items":[${'{},'.repeat(20_000)}{}]}`,
  'x'.repeat(300_000),
  new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  new Uint8Array([0xed, 0xa0, 0x80]),
  new Uint8Array([0xc0, 0x80]),
  new Uint8Array(1000),
];

export function oddBody(random: Random): string | Uint8Array {
  return oneOf(random, BODIES);
}
