import { describe, expect, test } from 'vitest';
import { seeded } from '../../load/fill-branch.ts';
import { rowsOf } from '../../support/booking-library.ts';
import { assertSound, checkLibrary } from '../../support/checker/check-library.ts';
import { ToldLog, type Line, type Server } from '../../support/checker/told-log.ts';
import { ENGINES } from '../../support/engines.ts';
import { isFull } from '../../support/fault-size.ts';
import { raceHere, raceThere, type Race } from '../../support/faults/race-library.ts';

/** Two of five requests fail on the line, half of them after the server has done what they asked for. */
const LOST = 0.4;
const OPERATIONS = isFull ? 10_000 : 200;
const CLIENTS = 8;
const CONTROL_OPERATIONS = 60;

describe.each(ENGINES)('a line that loses two of five, on $engine', ({ engine }) => {
  async function atTwo(work: (race: Race) => Promise<void>, open = isFull ? raceThere : raceHere): Promise<void> {
    const race = await open(engine);
    try {
      await work(race);
    } finally {
      await race.close();
    }
  }

  async function book(race: Race, log: ToldLog, operations: number, freshKeys: boolean): Promise<number> {
    let tries = 0;
    const client = async (n: number) => {
      const random = seeded(n + 1);
      const line: Line = { random, lost: LOST };
      const actor = `visitor-${n}`;
      // Asked again, it may be the other process that answers.
      const either: Server = { request: (...asked) => race.servers[random() < 0.5 ? 0 : 1].request(...asked) };
      const own = log.client(either, actor, race.cookieOf(actor), line);
      const ask = async (path: string, json?: object) => {
        const intent = await own.ask(path, json, { freshKeys });
        tries += intent.tries;
        return intent.answer;
      };
      // Each has a start of their own, holds it, confirms it and lets it go, again and again: nobody is refused, so that
      // whatever is missing or doubled then, the line did it.
      const startsAt = race.starts[n];
      while (log.intents.length < operations) {
        const held = await ask('/api/holds', { service: 'talk', branch: 'main', mode: 'phone', startsAt });
        const id = held?.body.booking?.id;
        if (!id) continue;
        await ask(`/api/bookings/${id}/confirm`);
        if (log.intents.length < operations) await ask(`/api/bookings/${id}/cancel`);
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, (_, n) => client(n)));
    return tries;
  }

  test(`each of ${OPERATIONS} operations happens once, however often it is sent`, () =>
    atTwo(async (race) => {
      const log = new ToldLog();
      const tries = await book(race, log, OPERATIONS, false);
      const done = log.intents.filter(({ answer }) => answer && answer.status < 300);
      const holds = done.filter(({ path }) => path === '/api/holds');
      expect(tries).toBeGreaterThan(OPERATIONS * 1.25);
      expect(done).toHaveLength(log.intents.length);
      await race.checked(async (library) => {
        expect(await rowsOf(library, 'select id from booking')).toHaveLength(holds.length);
        await assertSound(library, log);
      });
      console.log(
        `lost answers on ${engine}: ${log.intents.length} operations in ${tries} tries at two processes, 0 lost, 0 twice`,
      );
    }));

  test('control: with a new key for every try, people are told no of what they have', () =>
    atTwo(async (race) => {
      const log = new ToldLog();
      await book(race, log, CONTROL_OPERATIONS, true);
      const refused = log.intents.filter(({ answer }) => answer && answer.status >= 300);
      expect(refused).not.toEqual([]);
      const broken = (await race.checked((library) => checkLibrary(library, log))).map((finding) => finding.broken);
      expect(broken).toContain('something is there that nobody asked for');
    }, raceHere));
});
