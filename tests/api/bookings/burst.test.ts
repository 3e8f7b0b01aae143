import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../support/engines.ts';
import { openLibrary, rowsOf, WEDNESDAY_9, type Answer, type Library } from '../../support/booking-library.ts';
import { brokenInvariants } from '../../support/booking-invariants.ts';

const PEOPLE = 32;

describe.each(ENGINES)('many at once, two processes on one $engine', ({ engine }) => {
  let one: Library;
  let other: Library;
  beforeAll(async () => {
    one = await openLibrary(engine);
    other = await openLibrary(engine, { place: one.api.place, clock: one.clock });
  });
  afterAll(async () => {
    await other.api.close();
    await one.api.close();
  });

  async function all(work: (n: number, library: Library) => Promise<Answer>, people = PEOPLE): Promise<Answer[]> {
    return Promise.all(Array.from({ length: people }, (_, n) => work(n, n % 2 === 0 ? one : other)));
  }

  test('B10 of 32 people at one slot one has it, and 31 are offered others', async () => {
    const callers = await Promise.all(Array.from({ length: PEOPLE }, (_, n) => (n % 2 === 0 ? one : other).patron(n)));
    const answers = await all((n) => callers[n]!.hold(WEDNESDAY_9));

    expect(answers.map((answer) => answer.status).sort()).toEqual([201, ...Array(PEOPLE - 1).fill(409)]);
    for (const refused of answers.filter((answer) => answer.status === 409)) {
      expect([refused.code, refused.facts.reason]).toEqual(['slot_taken', 'taken']);
      expect(refused.facts.alternatives!.length).toBe(3);
      for (const slot of refused.facts.alternatives!) {
        expect(slot.startsAt === WEDNESDAY_9 && slot.mode === 'room').toBe(false);
      }
    }
    expect(await brokenInvariants(one.api)).toEqual([]);
  });

  test('B12 with two counsellors and two rooms two have it', async () => {
    const answers = await all(async (n, library) => (await library.patron(n)).hold('2026-11-24T10:00:00Z'), 8);
    expect(answers.filter((answer) => answer.status === 201).length).toBe(2);
    expect(answers.filter((answer) => answer.status === 409).length).toBe(6);
    expect(await brokenInvariants(one.api)).toEqual([]);
  });

  test('S4 B12 the most sessions of a day are not exceeded, at whatever times', async () => {
    const times = ['2026-11-26T09:00:00Z', '2026-11-26T10:00:00Z', '2026-11-26T11:00:00Z', '2026-11-26T12:00:00Z'];
    const answers = await all(
      async (n, library) => (await library.patron(20 + n)).hold(times[n]!, { counsellor: 'bor' }),
      times.length,
    );
    expect(answers.filter((answer) => answer.status === 201).length).toBe(3);
  });

  test('B19 a group’s places are filled exactly', async () => {
    const circle = { service: 'circle' };
    const answers = await all(async (n, library) => (await library.patron(n)).hold('2026-11-27T09:00:00Z', circle), 12);
    expect(answers.filter((answer) => answer.status === 201).length).toBe(3);
    const [session] = await rowsOf<{ taken: number; places: number }>(
      one.api,
      `select taken, places from session where series = 'fridays'`,
    );
    expect(session).toMatchObject({ taken: 3, places: 3 });
    expect(await brokenInvariants(one.api)).toEqual([]);
  });

  test('B9 one patron at many times at once has no more open than the service allows', async () => {
    const patron = await one.patron(35);
    const hours = [13, 14, 15].map((hour) => `2026-11-30T${hour - 1}:00:00Z`);
    const answers = await Promise.all(hours.map((startsAt) => patron.hold(startsAt)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 201, 409]);
    expect(answers.find((answer) => answer.status === 409)).toMatchObject({
      code: 'too_many_open',
      facts: { open: 2, max: 2 },
    });
  });

  test('B21 the same key and body at once have one effect', async () => {
    const patron = await one.patron(36);
    const body = { service: 'talk', branch: 'main', mode: 'phone', startsAt: '2026-12-01T12:00:00Z' };
    const twins = await Promise.all([1, 2, 3].map(() => patron.post('/api/holds', body, 'one-intent')));
    const made = twins.filter((answer) => answer.status === 201);
    expect(made.length).toBeGreaterThan(0);
    expect(twins.filter((answer) => answer.status !== 201).every((answer) => answer.code === 'twin_running')).toBe(
      true,
    );

    const replayed = await patron.post('/api/holds', body, 'one-intent');
    expect(replayed.text).toBe(made[0]!.text);
    const other = await patron.post('/api/holds', { ...body, mode: 'room' }, 'one-intent');
    expect([other.status, other.code]).toEqual([422, 'idempotency_key_reused']);
  });
});
