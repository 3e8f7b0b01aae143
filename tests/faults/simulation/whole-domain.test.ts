import { describe, expect, test } from 'vitest';
import { isFull } from '../../support/fault-size.ts';
import { DOMAIN, type DomainFunctions } from '../../support/simulation/domain-functions.ts';
import { reduced, simulate, toldOf } from '../../support/simulation/simulate.ts';

/** `SEED=n` runs that one alone. */
const SEEDS = process.env.SEED
  ? [Number(process.env.SEED)]
  : Array.from({ length: isFull ? 10_000 : 40 }, (_, n) => n + 1);
const OPERATIONS = 300;
/** A planted fault is found within so many seeds. */
const CONTROL_SEEDS = 40;

describe('the domain under a clock of its own', () => {
  test(`${SEEDS.length} seeds, ${OPERATIONS} operations each, and nothing that must not be`, () => {
    const done = new Map<string, number>();
    for (const seed of SEEDS) {
      const { story, broken } = simulate(seed, OPERATIONS);
      for (const line of story)
        count(
          done,
          line.includes(' holds ')
            ? 'holds'
            : line.includes('moves to')
              ? 'moves'
              : line.includes('again as')
                ? 'retakes'
                : line.includes(', now ')
                  ? 'tellings'
                  : 'others',
        );
      if (broken !== undefined) expect.fail(toldOf(seed, reduced(seed, OPERATIONS)));
    }
    const { holds = 0, moves = 0, retakes = 0, tellings = 0 } = Object.fromEntries(done);
    console.log(
      `simulation: ${SEEDS.length} seeds of ${OPERATIONS} operations, ${holds} holds, ${moves} moves, ${retakes} taken up again, ${tellings} tellings of visits, 0 broken`,
    );
    expect(holds, 'it was busy').toBeGreaterThan(SEEDS.length * 10);
  }, 3_600_000);

  const PLANTED: Record<string, Partial<DomainFunctions>> = {
    'a turn-around that is forgotten': {
      sessionTimes: (service, room, startsAt) => {
        const times = DOMAIN.sessionTimes(service, room, startsAt);
        return { ...times, roomUntil: room && times.endsAt };
      },
    },
    'a limit that is one too high': {
      quote: (input) =>
        DOMAIN.quote({
          ...input,
          usage: new Map([...input.usage].map(([id, used]) => [id, { ...used, uses: used.uses - 1 }])),
        }),
    },
    'a hold that does not run out': { stateAt: ({ state }) => state },
    'a hold that is confirmed late': { decideConfirm: () => ({ state: 'confirmed' }) },
    'a slot that is not told of': { searchSlots: (...asked) => DOMAIN.searchSlots(...asked).slice(1) },
    'a second guardian who ends the first': {
      guardianshipToEnd: (guardians, id) => guardians.find((one) => one.id === id)!,
    },
  };

  const failingSeed = (domain: DomainFunctions) =>
    Array.from({ length: CONTROL_SEEDS }, (_, n) => n + 1).find(
      (seed) => simulate(seed, OPERATIONS, { domain }).broken !== undefined,
    );

  test.each(Object.entries(PLANTED))('control: %s is found', (_, planted) => {
    expect(failingSeed({ ...DOMAIN, ...planted })).toBeDefined();
  });

  test('a failing seed is cut down to the few operations that it takes', () => {
    const domain = { ...DOMAIN, ...PLANTED['a turn-around that is forgotten'] };
    const seed = failingSeed(domain)!;
    const { story, broken } = reduced(seed, OPERATIONS, domain);
    expect(broken).toContain('both have room');
    expect(story.length).toBeLessThan(10);
    expect(toldOf(seed, { story, broken, length: 0 })).toContain(`SEED=${seed}`);
  });
});

function count(all: Map<string, number>, what: string): void {
  all.set(what, (all.get(what) ?? 0) + 1);
}
