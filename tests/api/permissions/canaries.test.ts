import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY, itemOf } from '../../support/check-in-items.ts';
import { rowsOf } from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { firstOrAll } from '../../support/fault-size.ts';
import { keepLetters } from '../../support/kept-letters.ts';
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
  phone: ['patron'],
  email: ['patron'],
  card: ['patron'],
  pin: [],
  code: [],
  oneTimeCode: [],
  linkToken: [],
  invitationToken: [],
  invitee: ['branch admin', 'network admin'],
  consent: ['patron'],
  agent: [],
  childName: ['patron'],
  alias: ['patron', 'counsellor', 'desk'],
  note: ['patron', 'counsellor', 'desk'],
  reason: ['patron'],
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

// What is told hangs on the verbs, which are the same on both.
describe.each(firstOrAll(ENGINES))('words planted in every field about a person, on $engine', ({ engine }) => {
  let guarded: GuardedLibrary;
  let planted: Planted;
  /** By field and caller, the operations that told it. */
  const told = new Map<string, Set<string>>();
  const foreignTold: string[] = [];
  const files: string[] = [];
  const kept = keepLetters();
  let everyWord: string[];
  /** The planted words that stand in what somebody could come to see. */
  const leaks = (seen: unknown) => {
    const text = typeof seen === 'string' ? seen : JSON.stringify(seen);
    return everyWord.filter((word) => text.includes(word));
  };

  beforeAll(async () => {
    guarded = await openGuardedLibrary(engine, plantedNetwork(), { outlets: kept.outlets });
    planted = await plantWords(guarded, kept);
    everyWord = [OWN_WORDS, FOREIGN_WORDS, planted.own, planted.foreign].flatMap((words) => Object.values(words));
    guarded.opened.clock.now = Date.parse(NOON);
    const own = Object.entries({ ...OWN_WORDS, ...planted.own });
    // Services and prices are the network's: they say something of somebody only beside a booking.
    const { service: _service, discount: _discount, ...aboutThem } = FOREIGN_WORDS;
    const foreign = Object.entries({ ...aboutThem, ...planted.foreign });
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
          // To whom every branch belongs, nobody who works there is foreign.
          const isTheirs = (field: string) => field === 'invitee' && caller.isEverywhere === true;
          for (const [field] of seen(foreign).filter((one) => !isTheirs(one[0])))
            foreignTold.push(`${caller.name} was told ${field} by ${operationId}`);
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
    expect(leaks(own)).toEqual([]);
    expect(leaks(own[0]!.replace('BEGIN:VEVENT', `BEGIN:VEVENT\nSUMMARY:${OWN_WORDS.service}`))).toEqual([
      OWN_WORDS.service,
    ]);
  });

  test('stand in no log, also where a message did not go out', async () => {
    const { api } = guarded.opened;
    const { log } = api;
    kept.broken = true;
    for (const contact of [OWN_WORDS.email, OWN_WORDS.phone])
      await api.request('/api/sign-in/code', { json: { contact, locale: 'en' } });
    await expect.poll(() => log.filter(({ event }) => event === 'not_sent').length).toBe(2);
    expect(leaks(log)).toEqual([]);
    expect(leaks([...log, { event: 'asked', fault: OWN_WORDS.email }])).toEqual([OWN_WORDS.email]);
  });

  test('stand in no subject and no text that is sent, but for the code of a code’s own', () => {
    const { letters } = kept;
    expect(letters.map(({ to }) => to)).toEqual(expect.arrayContaining([OWN_WORDS.phone, OWN_WORDS.email]));
    expect(leaks(letters.map(({ subject }) => subject ?? ''))).toEqual([]);
    const told = letters.map(({ to, text }) => ({ to, leaks: leaks(text) })).filter((one) => one.leaks.length > 0);
    expect(told).toEqual([
      { to: OWN_WORDS.email, leaks: [planted.own.oneTimeCode] },
      { to: FOREIGN_WORDS.email, leaks: [planted.foreign.oneTimeCode] },
    ]);
  });

  test('stand in no line of the record of what was done', async () => {
    // Which discount codes were made for is the network's own.
    const asked = `select action, subject, facts from audit where action <> 'codes.issued'`;
    const lines = await rowsOf(guarded.opened.api, asked);
    expect(lines.length).toBeGreaterThan(20);
    expect(leaks(lines)).toEqual([]);
    expect(leaks([...lines, { facts: { note: OWN_WORDS.note } }])).toEqual([OWN_WORDS.note]);
  });
});

describe('the database’s own files', () => {
  test('hold none of the sealed words, in no encoding that a text search finds; a control word is found', async () => {
    const kept = keepLetters();
    const guarded = await openGuardedLibrary('sqlite', plantedNetwork(), { outlets: kept.outlets });
    const planted = await plantWords(guarded, kept);
    const { dataDir } = guarded.opened.api.place;
    const files = globSync('*', { cwd: dataDir }).filter((name) => name.startsWith('quietroom.db'));
    expect(files.some((name) => name.endsWith('-wal'))).toBe(true);
    const bytes = Buffer.concat(files.map((name) => readFileSync(join(dataDir, name))));

    const { service, discount, alias, consent, ...sealed } = OWN_WORDS;
    // What the network's file says of itself, which text was agreed to, and the word by which somebody is called, stand there
    // plainly.
    for (const word of [service, discount, alias, consent]) expect(bytes.includes(word), word).toBe(true);
    const foreign = { ...FOREIGN_WORDS, alias: '-', service: '-', discount: '-', consent: '-' };
    const words = [sealed, foreign, planted.own, planted.foreign].flatMap((some) => Object.values(some));
    const found = words.filter(
      (word) => word !== '-' && [word, word.toUpperCase(), word.toLowerCase()].some((as) => bytes.includes(as)),
    );
    expect(found).toEqual([]);
    await guarded.opened.api.close();
  });
});
