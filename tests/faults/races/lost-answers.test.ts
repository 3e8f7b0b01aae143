import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seeded } from '../../load/fill-branch.ts';
import { openLibrary, rowsOf, type Library } from '../../support/booking-library.ts';
import { assertSound, checkLibrary } from '../../support/checker/check-library.ts';
import { ToldLog, type Line } from '../../support/checker/told-log.ts';
import { ENGINES } from '../../support/engines.ts';
import { isFull } from '../../support/fault-size.ts';

/** Two of five requests fail on the line, half of them after the server has done what they asked for. */
const LOST = 0.4;
const OPERATIONS = isFull ? 10_000 : 200;
const CLIENTS = 8;

const APART_MS = 2 * 3_600_000;

describe.each(ENGINES)('a line that loses two of five, on $engine', ({ engine }) => {
  let library: Library;
  beforeAll(async () => void (library = await openLibrary(engine)));
  afterAll(() => library.api.close());

  /** Far apart, so that nobody is refused: whatever is missing or doubled then, the line did it. */
  async function startsApart(count: number): Promise<string[]> {
    const path = '/api/slots?service=talk&branch=main&mode=phone&from=2026-11-24&to=2026-12-11';
    const { slots } = (await (await library.api.request(path)).json()) as { slots: { startsAt: string }[] };
    const apart: string[] = [];
    for (const { startsAt } of slots) {
      const last = apart.at(-1);
      if (!last || Date.parse(startsAt) - Date.parse(last) >= APART_MS) apart.push(startsAt);
    }
    expect(apart.length).toBeGreaterThanOrEqual(count);
    return apart;
  }

  async function book(log: ToldLog, operations: number, freshKeys: boolean): Promise<number> {
    const starts = await startsApart(CLIENTS);
    let tries = 0;
    const client = async (n: number) => {
      const line: Line = { random: seeded(n + 1), lost: LOST };
      const actor = `visitor-${n}`;
      const own = log.client(library.api, actor, await library.cookieOf(actor), line);
      const ask = async (path: string, json?: object) => {
        const intent = await own.ask(path, json, { freshKeys });
        tries += intent.tries;
        return intent.answer;
      };
      // Each has a start of their own, holds it, confirms it and lets it go, again and again.
      const startsAt = starts[n];
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

  test(`each of ${OPERATIONS} operations happens once, however often it is sent`, async () => {
    const log = new ToldLog();
    const tries = await book(log, OPERATIONS, false);
    const done = log.intents.filter(({ answer }) => answer && answer.status < 300);
    const holds = done.filter(({ path }) => path === '/api/holds');
    console.log(`${engine}: ${log.intents.length} operations in ${tries} tries, ${holds.length} bookings`);
    expect(tries).toBeGreaterThan(OPERATIONS * 1.5);
    expect(done).toHaveLength(log.intents.length);
    expect(await rowsOf(library.api, 'select id from booking')).toHaveLength(holds.length);
    await assertSound(library.api, log);
  });

  test('control: with a new key for every try, people are told no of what they have', async () => {
    await library.clear();
    const log = new ToldLog();
    await book(log, 60, true);
    const refused = log.intents.filter(({ answer }) => answer && answer.status >= 300);
    expect(refused).not.toEqual([]);
    const broken = (await checkLibrary(library.api, log)).map((finding) => finding.broken);
    expect(broken).toContain('something is there that nobody asked for');
  });
});
