import { seeded } from '../../load/fill-branch.ts';
import { DOMAIN, type DomainFunctions } from './domain-functions.ts';
import { assertSameIndex, assertSoundModel } from './model-invariants.ts';
import { ModelLibrary } from './model-library.ts';
import { Broken, doSomething } from './model-operations.ts';

/** So often the index is held against one that is made afresh. */
const TO_AN_INDEX = 50;

export interface Simulated {
  /** Of each operation what it did, up to the one after which something was broken. */
  story: string[];
  broken: string | undefined;
  /** How many operations it took. */
  length: number;
}

/**
 * One seed: each operation draws from numbers of its own, so that one that is left out changes none of the others.
 *
 * @param isKept which operations are done; all by default.
 */
export function simulate(
  seed: number,
  operations: number,
  { domain = DOMAIN, isKept = () => true }: { domain?: DomainFunctions; isKept?: (place: number) => boolean } = {},
): Simulated {
  const library = new ModelLibrary(seed, domain);
  const story: string[] = [];
  for (let place = 0; place < operations; place++) {
    if (!isKept(place)) continue;
    try {
      const { said, isRefused } = doSomething(library, seeded(seed * 1000 + place));
      story.push(`${place}. ${said}`);
      if (!isRefused) assertSoundModel(library);
      if (place % TO_AN_INDEX === TO_AN_INDEX - 1) assertSameIndex(library);
    } catch (fault) {
      if (!(fault instanceof Broken)) throw fault;
      return { story, broken: `after operation ${place}: ${fault.message}`, length: place + 1 };
    }
  }
  return { story, broken: undefined, length: operations };
}

/**
 * A failing seed cut down: to its shortest failing beginning, and of that what can be left out, many operations at once and then
 * fewer, so long as something is broken still.
 */
export function reduced(seed: number, operations: number, domain: DomainFunctions = DOMAIN): Simulated {
  let failing = simulate(seed, operations, { domain });
  if (failing.broken === undefined) return failing;

  const { length } = failing;
  let kept = Array.from({ length }, (_, place) => place);
  for (let many = 2 ** Math.floor(Math.log2(length)); many >= 1; many /= 2) {
    for (let from = kept.length - many; from > -many; from -= many) {
      const left = kept.toSpliced(Math.max(from, 0), many + Math.min(from, 0));
      const those = new Set(left);
      const again = simulate(seed, length, { domain, isKept: (place) => those.has(place) });
      if (again.broken !== undefined) [failing, kept] = [again, left];
    }
  }
  return failing;
}

export function toldOf(seed: number, { story, broken }: Simulated): string {
  return [`SEED=${seed} replays it: ${broken}`, ...story.map((line) => `  ${line}`)].join('\n');
}
