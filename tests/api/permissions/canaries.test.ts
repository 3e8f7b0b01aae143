import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY, itemOf } from '../../support/check-in-items.ts';
import { ENGINES } from '../../support/engines.ts';
import { INPUTS } from '../../support/permissions/operation-inputs.ts';
import { CALLERS, openGuardedLibrary, type GuardedLibrary } from '../../support/permissions/guarded-library.ts';
import {
  FOREIGN_WORDS,
  OWN_WORDS,
  plantedNetwork,
  plantWords,
  type Field,
  type Planted,
} from '../../support/permissions/planted-words.ts';
import { walkPermissions } from '../../support/permissions/walk-permissions.ts';

/** Who may be told what of a patron (docs/threat-model.md). Nobody is told anything of a patron who is not theirs. */
const MAY_KNOW: Record<Field, string[]> = {
  legalName: ['patron'],
  phone: [],
  card: [],
  pin: [],
  code: [],
  agent: [],
  alias: ['patron', 'counsellor', 'desk'],
  note: ['counsellor', 'desk'],
  reason: [],
  service: ['patron', 'counsellor'],
  discount: ['patron'],
};

const NOON = '2026-11-25T10:00:00Z';

/** Asked on the day of the booking; a note keeps the word, whoever writes last. */
const ON_THE_DAY: typeof INPUTS = {
  ...INPUTS,
  readDeskDay: ({ branch }) => ({ query: { branch, date: DAY } }),
  recordCheckIns: ({ booking }) => {
    const item = { ...itemOf(booking, 'note', Date.parse(NOON), { text: OWN_WORDS.note }) };
    return { json: { items: [{ ...item, id: '01936a4e-7c1e-4b6a-9d3e-2f1f0a7c5e22' }] }, isItemwise: true };
  },
};

describe.each(ENGINES)('words planted in every field about a person, on $engine', ({ engine }) => {
  let guarded: GuardedLibrary;
  let planted: Planted;
  /** By field and caller, the operations that told it. */
  const told = new Map<string, Set<string>>();
  const foreignTold: string[] = [];
  const files: string[] = [];

  beforeAll(async () => {
    guarded = await openGuardedLibrary(engine, plantedNetwork());
    planted = await plantWords(guarded);
    guarded.opened.clock.now = Date.parse(NOON);
    const own = Object.entries({ ...OWN_WORDS, code: planted.codes.own });
    // Services and prices are the network's: they say something of somebody only beside a booking.
    const { service: _service, discount: _discount, ...aboutThem } = FOREIGN_WORDS;
    const foreign = Object.entries({ ...aboutThem, code: planted.codes.foreign });
    const about: GuardedLibrary = {
      ...guarded,
      thingsFor: async (caller) => {
        const things = await guarded.thingsFor(caller);
        return { ...things, own: { ...things.own, booking: planted.booking } };
      },
    };

    // The desk first, whose note a counsellor's hides; the patron last, who cancels.
    const order = [
      'desk',
      ...CALLERS.map(({ name }) => name).filter((name) => !/^(desk|patron)$/.test(name)),
      'patron',
    ];
    for (const name of order) {
      const caller = CALLERS.find((one) => one.name === name)!;
      await walkPermissions(about, caller, {
        inputs: ON_THE_DAY,
        hear: ({ operationId, permission }, answer) => {
          if (operationId === 'readCalendarFile') files.push(answer);
          // The catalogue is for anyone, and names services and prices.
          const seen = (words: [string, string][]) =>
            words.filter(([field, word]) => answer.includes(word) && (permission || !/service|discount/.test(field)));
          for (const [field] of seen(own)) {
            const key = `${field} ${caller.name}`;
            told.set(key, (told.get(key) ?? new Set()).add(operationId));
          }
          for (const [field] of seen(foreign)) foreignTold.push(`${caller.name} was told ${field} by ${operationId}`);
        },
      });
    }
  });
  afterAll(() => guarded.opened.api.close());

  test('are told to those who may know them, and to nobody else', () => {
    const faults = [...told]
      .filter(([key]) => !MAY_KNOW[key.split(' ')[0] as Field].includes(key.slice(key.indexOf(' ') + 1)))
      .map(([key, operations]) => `${key}: ${[...operations].join(', ')}`);
    expect(faults).toEqual([]);
    expect(foreignTold).toEqual([]);
  });

  test('a control: those who may know them were told', () => {
    const expected = Object.entries(MAY_KNOW).flatMap(([field, names]) => names.map((name) => `${field} ${name}`));
    expect(expected.filter((key) => !told.has(key))).toEqual([]);
  });

  test('stand in no calendar file', () => {
    const own = files.filter((file) => file.includes('BEGIN:VCALENDAR'));
    expect(own.length).toBeGreaterThan(0);
    const words = [...Object.values(OWN_WORDS), planted.codes.own];
    expect(own.flatMap((file) => words.filter((word) => file.includes(word)))).toEqual([]);
  });

  test('stand in no log', () => {
    const { log } = guarded.opened.api;
    const words = [...Object.values(OWN_WORDS), ...Object.values(FOREIGN_WORDS), ...Object.values(planted.codes)];
    expect(words.filter((word) => JSON.stringify(log).includes(word))).toEqual([]);
  });
});

describe('the database’s own files', () => {
  test('hold none of the sealed words, in no encoding that a text search finds; a control word is found', async () => {
    const guarded = await openGuardedLibrary('sqlite', plantedNetwork());
    const { codes } = await plantWords(guarded);
    const { dataDir } = guarded.opened.api.place;
    const files = globSync('*', { cwd: dataDir }).filter((name) => name.startsWith('quietroom.db'));
    expect(files.some((name) => name.endsWith('-wal'))).toBe(true);
    const bytes = Buffer.concat(files.map((name) => readFileSync(join(dataDir, name))));

    const { service, discount, alias, ...sealed } = OWN_WORDS;
    // What the network's file says of itself, and the word by which somebody is called, stand there plainly.
    for (const word of [service, discount, alias]) expect(bytes.includes(word), word).toBe(true);
    const foreign = { ...FOREIGN_WORDS, alias: '-', service: '-', discount: '-' };
    const words = [...Object.values(sealed), ...Object.values(foreign), ...Object.values(codes)];
    const found = words.filter(
      (word) => word !== '-' && [word, word.toUpperCase(), word.toLowerCase()].some((as) => bytes.includes(as)),
    );
    expect(found).toEqual([]);
    await guarded.opened.api.close();
  });
});
