import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashSecret, verifySecret } from '../../../api/storage/sealing/secret-hash.ts';
import { cookiesOf, openApi, PATRON, type TestApi } from '../../support/api.ts';
import { ENGINES } from '../../support/engines.ts';
import { isFull } from '../../support/fault-size.ts';
import { keepLetters } from '../../support/kept-letters.ts';

const DAY = 24 * 3_600_000;
const SAMPLES = 2_000;
/** A hash that is felt among the rest of the request, and does not hide it, as the real one would. */
const HASHING = { memory: 1_024, passes: 1, lanes: 1 };
const NO_HASHING = { memory: 8, passes: 1, lanes: 1 };
const BAND = 0.03;

/** The chance that of two samples, one of each, the second is the slower one; 0.5: nobody can tell them apart. */
function auc(a: number[], b: number[]): number {
  const all = [...a.map((ms) => ({ ms, own: 0 })), ...b.map((ms) => ({ ms, own: 1 }))].toSorted((x, y) => x.ms - y.ms);
  const ranks = all.reduce((sum, { own }, place) => sum + (own ? place + 1 : 0), 0);
  return (ranks - (b.length * (b.length + 1)) / 2) / (a.length * b.length);
}

/** A way in, asked for somebody whom the library knows and for somebody who does not exist. */
interface Way {
  name: string;
  path: string;
  known: object;
  unknown: object;
  status: number;
  /** So many of each before the clock goes on to another day: the throttles of the product stay as they are. */
  aDay: number;
}

const CODE = '/api/sign-in/code';
const ADA = 'ada@home.example';
const WAYS: Way[] = [
  {
    name: 'card and PIN',
    path: '/api/sign-in/card',
    known: { card: PATRON.card, pin: '0' },
    unknown: { card: '11111111', pin: '0' },
    status: 401,
    aDay: 9,
  },
  {
    name: 'name and password',
    path: '/api/sign-in/password',
    known: { name: 'desk-1', password: 'not this one' },
    unknown: { name: 'desk-9', password: 'not this one' },
    status: 401,
    aDay: 9,
  },
  {
    name: 'one-time code',
    path: CODE,
    known: { contact: ADA, locale: 'en' },
    unknown: { contact: 'eve@home.example', locale: 'en' },
    status: 204,
    aDay: 4,
  },
];

test('a control: what takes a tenth longer is told apart', () => {
  const times = Array.from({ length: SAMPLES }, (_, i) => 10 + (i % 100) / 100);
  const slower = times.map((ms) => ms * 1.1);
  expect(auc(times, times)).toBeCloseTo(0.5, 1);
  expect(auc(times, slower)).toBeGreaterThan(0.9);
});

describe.each(ENGINES)('an account that does not exist, on $engine', ({ engine }) => {
  let api: TestApi;
  let now = Date.UTC(2026, 10, 23, 8);
  beforeAll(async () => {
    const kept = keepLetters();
    api = await openApi(engine, { clock: () => now, hashing: HASHING, app: { outlets: kept.outlets } });
    const asked = await api.request(CODE, { json: { contact: ADA, locale: 'en' } });
    const json = { code: kept.codeTo(ADA) };
    expect((await api.request(`${CODE}/check`, { json, cookie: cookiesOf(asked) })).status).toBe(204);
  });
  afterAll(() => api.close());

  const timesOf = async ({ path, known, unknown, status, aDay }: Way, samples: number) => {
    const times = { known: [] as number[], unknown: [] as number[] };
    const timed = async (who: keyof typeof times, json: object) => {
      const began = performance.now();
      const answer = await api.request(path, { json });
      times[who].push(performance.now() - began);
      expect(answer.status).toBe(status);
    };
    for (let i = 0; i < samples; i++) {
      if (i % aDay === 0) now += 2 * DAY;
      // The order is drawn, so that neither always goes first.
      const both = [() => timed('known', known), () => timed('unknown', unknown)];
      for (const one of Math.random() < 0.5 ? both : both.toReversed()) await one();
    }
    return times;
  };

  test('costs the hash of one that does, neither more nor less', async () => {
    const { keys } = api.services;
    let hashed = 0;
    const pepper = keys.pepper.bind(keys);
    keys.pepper = (secret) => (hashed++, pepper(secret));
    const stored = await hashSecret(keys, '1');
    for (const { path, known, unknown, status } of WAYS.slice(0, 2)) {
      now += 2 * DAY;
      for (const json of [known, unknown]) {
        hashed = 0;
        expect((await api.request(path, { json })).status).toBe(status);
        expect(hashed).toBe(1);
      }
    }
    expect(await verifySecret(keys, '1', stored)).toBe(true);
    keys.pepper = pepper;
  });

  test('a control: without its hash it is told apart at once', async () => {
    const { keys } = api.services;
    const skipping = keys as { hashing: typeof HASHING };
    skipping.hashing = NO_HASHING;
    let told = 0.5;
    // A few samples may drown in what else the machine does: so they are taken again.
    for (let tries = 0; tries < 5 && Math.abs(told - 0.5) <= BAND; tries++) {
      const { known, unknown } = await timesOf(WAYS[0]!, isFull ? SAMPLES : 100);
      told = auc(known, unknown);
    }
    skipping.hashing = HASHING;
    if (isFull) process.stdout.write(`AUC with the hash skipped, ${engine}: ${told.toFixed(3)}\n`);
    expect(Math.abs(told - 0.5)).toBeGreaterThan(BAND);
  });

  // Times of a few samples say nothing either way; what is counted above stands for them in `npm test`.
  for (const way of isFull ? WAYS : [])
    test(`${way.name}: answered in the same time, ${SAMPLES} of each`, async () => {
      const { known, unknown } = await timesOf(way, SAMPLES);
      const told = auc(known, unknown);
      process.stdout.write(`AUC of ${way.name}, unknown against known, ${engine}: ${told.toFixed(3)}\n`);
      expect(Math.abs(told - 0.5)).toBeLessThanOrEqual(BAND);
    });
});
