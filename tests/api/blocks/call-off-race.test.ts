import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#domain/time/local-date.ts';
import { saved } from '../../support/block-steps.ts';
import { assertInvariants } from '../../support/booking-invariants.ts';
import { bookingNetwork, openLibrary, rowsOf, type Caller, type Library } from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';

const WEEKS = 4;

describe.each(ENGINES)('a group called off while people join it, two processes on one $engine', ({ engine }) => {
  let one: Library;
  let other: Library;
  let bor: Caller;
  let visitors: Caller[];
  beforeAll(async () => {
    const file = bookingNetwork();
    file.groups[0]!.repeat = { everyDays: 7, times: WEEKS };
    one = await openLibrary(engine, { file });
    other = await openLibrary(engine, { place: one.api.place, clock: one.clock });
    bor = await other.person('counsellor-2');
    visitors = await Promise.all([0, 1, 2, 3, 4, 5].map((n) => (n % 2 === 0 ? one : other).patron(n)));
  });
  afterAll(async () => {
    await other.api.close();
    await one.api.close();
  });

  test('L4 L5 nobody is left with a place in a session that is gone', async () => {
    const sessions = await rowsOf<{ id: string; local_on: string; starts_at: number }>(
      one.api,
      `select id, local_on, starts_at from session where series = 'fridays' order by starts_at`,
    );
    for (const [week, { id, local_on: date, starts_at: startsAt }] of sessions.entries()) {
      const join = (n: number) => visitors[n]!.hold(new Date(startsAt).toISOString(), { service: 'circle' });
      const joining = visitors.map((_, n) => (n < week + 1 ? join(n) : Promise.resolve().then(() => join(n))));
      const range = { from: `${date}T00:00`, until: `${addDays(date, 1)}T00:00` };
      const [answers] = await Promise.all([Promise.all(joining), saved(bor, range, [{ session: id, do: 'cancel' }])]);

      for (const answer of answers) expect([201, 409]).toContain(answer.status);
      const left = await rowsOf(one.api, `select id from booking where session = '${id}' and state <> 'cancelled'`);
      expect(left).toEqual([]);
      await assertInvariants(one.api);
    }
  });
});
