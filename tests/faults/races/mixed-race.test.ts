import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueCodes } from '../../../api/features/codes/issue-codes.ts';
import { assertSound, checkLibrary } from '../../support/checker/check-library.ts';
import { ToldLog, type LoggedClient } from '../../support/checker/told-log.ts';
import { openLibrary, type Library } from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { isFull } from '../../support/fault-size.ts';
import { seeded } from '../../load/fill-branch.ts';
import { raw } from '../../support/raw-statement.ts';

/** Everybody wants the same few times, by every way there is, at two processes (trust: 0 in 100,000 attempts). */
const ATTEMPTS = isFull ? 100_000 : 300;
const CLIENTS = 16;
/** A control loses soon, though not in every hundred. */
const CONTROL_ATTEMPTS = 150;
const MOST_ROUNDS = 20;
const AT_ONCE = /^two sessions share|two places at once$/;

const WANTED = ['T08:00:00Z', 'T09:00:00Z', 'T10:00:00Z', 'T11:00:00Z'].flatMap((time) =>
  ['2026-11-24', '2026-11-25', '2026-11-26'].map((date) => date + time),
);
const CIRCLE = '2026-11-27T09:00:00Z';

const WITHOUT_KEY = {
  sqlite: [
    'alter table occupancy rename to keyed_occupancy',
    'create table occupancy as select * from keyed_occupancy',
  ],
  postgres: ['alter table occupancy drop constraint occupancy_pkey'],
};

describe.each(ENGINES)('all ways of booking at once, on $engine', ({ engine }) => {
  let here: Library;
  let there: Library;
  beforeAll(async () => {
    here = await openLibrary(engine);
    there = await openLibrary(engine, { place: here.api.place, clock: here.clock });
  });
  afterAll(async () => {
    await there.api.close();
    await here.api.close();
  });

  async function race(log: ToldLog, attempts: number, seed: number): Promise<Record<string, number>> {
    const codes = await issueCodes(here.api.services, 'gift-50', 6);
    const answers: Record<string, number> = {};
    let left = attempts;
    const oneOf = async (n: number) => {
      const random = seeded(seed + n);
      const library = n % 2 === 0 ? here : there;
      const actor = `visitor-${n + 20}`;
      const own = log.client(library.api, actor, await library.cookieOf(actor));
      const desk = log.client(library.api, 'desk-1', await library.cookieOf('desk-1'));
      const patron = new RacingPatron(own, desk, { random, codes });
      while (left-- > 0) {
        const { answer } = await patron.doSomething();
        const said = `${answer?.status} ${answer?.body.code ?? ''}`.trim();
        answers[said] = (answers[said] ?? 0) + 1;
        // Holds run out meanwhile.
        if (n === 0 && random() < 0.02) here.pass(7);
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, (_, n) => oneOf(n)));
    return answers;
  }

  test(`one winner for each time, place, code and sponsor’s coin, in ${ATTEMPTS} attempts`, async () => {
    const log = new ToldLog();
    const answers = await race(log, ATTEMPTS, 1);
    console.log(`${engine}: ${ATTEMPTS} attempts: ${JSON.stringify(answers)}`);
    // It was a race: some won, and more did not.
    expect(answers['201']).toBeGreaterThan(ATTEMPTS / 60);
    expect(answers['409 slot_taken']).toBeGreaterThan(ATTEMPTS / 60);
    expect(Object.keys(answers).filter((said) => /^(5|undefined)/.test(said))).toEqual([]);
    await assertSound(here.api, log);
  });

  test('control: without the key on time, two get the same', async () => {
    await here.clear();
    await here.api.services.database.write(async (tx) => {
      for (const sql of WITHOUT_KEY[engine]) await tx.run(raw(sql), {});
    });
    const log = new ToldLog();
    let twice: string[] = [];
    for (let round = 0; twice.length === 0 && round < MOST_ROUNDS; round++) {
      await race(log, CONTROL_ATTEMPTS, round);
      twice = (await checkLibrary(here.api, log)).map(({ broken }) => broken).filter((broken) => AT_ONCE.test(broken));
    }
    expect(twice).not.toEqual([]);
  });
});

/** Holds, confirms, moves, cancels, takes up again, is booked for and checked in by the desk: whatever comes to mind. */
class RacingPatron {
  readonly #own: LoggedClient;
  readonly #desk: LoggedClient;
  readonly #random: () => number;
  readonly #codes: string[];
  #bookings: string[] = [];

  constructor(own: LoggedClient, desk: LoggedClient, { random, codes }: { random: () => number; codes: string[] }) {
    this.#own = own;
    this.#desk = desk;
    this.#random = random;
    this.#codes = codes;
  }

  async doSomething() {
    const booking = this.#pick(this.#bookings);
    const chance = this.#random();
    if (!booking || chance < 0.4) return this.#hold();
    if (chance < 0.6) return this.#own.ask(`/api/bookings/${booking}/confirm`);
    if (chance < 0.75)
      return this.#own.ask(`/api/bookings/${booking}/move`, { startsAt: this.#pick(WANTED), mode: 'room' });
    if (chance < 0.9) return this.#own.ask(`/api/bookings/${booking}/cancel`);
    if (chance < 0.95) return this.#own.ask(`/api/bookings/${booking}/retake`);
    const items = [{ id: crypto.randomUUID(), booking, event: 'arrived', occurredAt: '2026-11-23T06:00:00Z' }];
    return this.#desk.ask('/api/check-ins', { items });
  }

  async #hold() {
    const isCircle = this.#random() < 0.15;
    const codes = this.#random() < 0.2 ? { codes: [this.#pick(this.#codes)] } : {};
    const held = await this.#own.ask('/api/holds', {
      service: isCircle ? 'circle' : 'talk',
      branch: 'main',
      mode: 'room',
      startsAt: isCircle ? CIRCLE : this.#pick(WANTED),
      ...(isCircle ? { people: 2 } : codes),
    });
    const id = held.answer?.body.booking?.id;
    if (id) this.#bookings = [...this.#bookings.slice(-5), id];
    return held;
  }

  #pick<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.#random() * from.length)];
  }
}
