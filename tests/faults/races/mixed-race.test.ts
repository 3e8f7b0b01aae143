import { describe, expect, test } from 'vitest';
import { seeded } from '../../load/fill-branch.ts';
import { assertSound, checkLibrary, type Checked } from '../../support/checker/check-library.ts';
import { rowsOf } from '../../support/booking-library.ts';
import { ToldLog } from '../../support/checker/told-log.ts';
import { ENGINES } from '../../support/engines.ts';
import { isFull } from '../../support/fault-size.ts';
import { raceHere, raceThere, type Race } from '../../support/faults/race-library.ts';
import { RacingPatron } from '../../support/faults/racing-patron.ts';

/** Everybody wants the same few times, by every way there is, at two processes (trust: 0 in 100,000 attempts). */
const ATTEMPTS = isFull ? 100_000 : 300;
const CLIENTS = 16;
/** Half of them are of those whom a sponsor pays for, out of one small budget. */
const FIRST_VISITOR = 22;
/** A control loses soon, though not in every hundred. */
const CONTROL_ATTEMPTS = 150;
const MOST_ROUNDS = 20;
const AT_ONCE = /^two sessions share|two places at once$/;

const WITHOUT_KEY = {
  sqlite: [
    'alter table occupancy rename to keyed_occupancy',
    'create table occupancy as select * from keyed_occupancy',
  ],
  postgres: ['alter table occupancy drop constraint occupancy_pkey'],
};

describe.each(ENGINES)('all ways of booking at once, on $engine', ({ engine }) => {
  async function atRace(work: (race: Race) => Promise<void>, open = isFull ? raceThere : raceHere): Promise<void> {
    const race = await open(engine);
    try {
      await work(race);
    } finally {
      await race.close();
    }
  }

  async function run(race: Race, log: ToldLog, attempts: number, seed: number): Promise<Record<string, number>> {
    const answers: Record<string, number> = {};
    let left = attempts;
    const oneOf = async (n: number) => {
      const random = seeded(seed + n);
      const patron = new RacingPatron(race, log, { patron: `visitor-${n + FIRST_VISITOR}`, random });
      while (left > 0) {
        const intents = await patron.doSomething();
        left -= intents.length;
        for (const { path, answer } of intents) {
          const said =
            answer && answer.status < 300 ? wayOf(path) : `${answer?.status} ${answer?.body.code ?? ''}`.trim();
          answers[said] = (answers[said] ?? 0) + 1;
        }
        // Holds run out meanwhile.
        if (n === 0 && random() < 0.02) race.pass(7);
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, (_, n) => oneOf(n)));
    return answers;
  }

  test(`one winner for each time, place, code and sponsor’s coin, in ${ATTEMPTS} attempts`, () =>
    atRace(async (race) => {
      const log = new ToldLog();
      const answers = await run(race, log, ATTEMPTS, 1);
      console.log(`${engine}: ${log.intents.length} attempts: ${JSON.stringify(answers)}`);
      // It was a race by every way: some won, and more did not.
      for (const way of ['holds', 'confirm', 'move', 'cancel', 'walk-ins', 'check-ins'])
        expect(answers[way], way).toBeGreaterThan(ATTEMPTS / 1_000);
      expect(answers['409 slot_taken']).toBeGreaterThan(ATTEMPTS / 60);
      expect(Object.keys(answers).filter((said) => /^(5|undefined)/.test(said))).toEqual([]);
      const given = await race.checked(discountsGiven);
      expect(given).toMatchObject({ 'gift-50': expect.any(Number), sponsored: expect.any(Number) });
      await race.checked((library) => assertSound(library, log));
      console.log(
        `races on ${engine}: ${log.intents.length} attempts at two processes, one winner each, 0 lost, 0 twice; discounts ${JSON.stringify(given)}`,
      );
    }));

  test('control: without the key on time, two get the same', () =>
    atRace(async (race) => {
      await race.run(...WITHOUT_KEY[engine]);
      const log = new ToldLog();
      let twice: string[] = [];
      for (let round = 0; twice.length === 0 && round < MOST_ROUNDS; round++) {
        await run(race, log, CONTROL_ATTEMPTS, round);
        const findings = await race.checked((library) => checkLibrary(library, log));
        twice = findings.map(({ broken }) => broken).filter((broken) => AT_ONCE.test(broken));
      }
      expect(twice).not.toEqual([]);
    }, raceHere));
});

/** How often each discount was taken, whatever came of the booking. */
async function discountsGiven(library: Checked): Promise<Record<string, number>> {
  const rows = await rowsOf<{ discount: string; uses: number }>(
    library,
    'select discount, count(*) as uses from redemption group by discount',
  );
  return Object.fromEntries(rows.map(({ discount, uses }) => [discount, Number(uses)]));
}

/** The last word of a path that is no id. */
function wayOf(path: string): string {
  return path.split('/').at(-1)!;
}
