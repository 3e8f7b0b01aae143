import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sweepAll } from '../../../api/storage/housekeeping.ts';
import { openLibrary, rowsOf, WEDNESDAY_9, type Caller, type Library } from '../../support/booking-library.ts';
import { ANA, clockAt, DESK, itemOf, tell } from '../../support/check-in-items.ts';
import { ENGINES } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';

const MINUTE = 60_000;
const DAY = 1440;
const at = (minutes: number) => Date.parse(WEDNESDAY_9) + minutes * MINUTE;
/** The midnight at the branch that ends the day of the session. */
const MIDNIGHT = 15 * 60;

describe.each(ENGINES)('what was told of a visit that is long over on $engine', ({ engine }) => {
  let library: Library;
  let desk: Caller;
  let ana: Caller;
  let patron: Caller;
  beforeAll(async () => {
    library = await openLibrary(engine);
  });
  beforeEach(async () => {
    await library.clear();
    patron = await library.patron(0);
    ana = await library.person(ANA);
    await later();
  });
  afterAll(() => library.api.close());

  /** Nobody stays signed in for two months. */
  const later = async () => {
    desk = await library.person(DESK);
  };
  const told = async () =>
    (await rowsOf<{ event: string }>(library.api, 'select event from check_in order by event')).map(
      ({ event }) => event,
    );
  const stateOf = async (id: string) =>
    (await rowsOf<{ state: string }>(library.api, `select state from booking where id = '${id}'`))[0]!.state;

  async function done(): Promise<{ id: string; arrived: object }> {
    const { id } = await patron.book(WEDNESDAY_9);
    clockAt(library, WEDNESDAY_9, 55);
    const arrived = itemOf(id, 'arrived', at(-5));
    await tell(desk, arrived, itemOf(id, 'paid', at(-4), { amount: 500 }));
    await tell(ana, itemOf(id, 'completed', at(50)), itemOf(id, 'note', at(51), { text: 'Next time room B' }));
    return { id, arrived };
  }

  test('D18 as long as something may still be told of it nothing is deleted, and what is told late counts', async () => {
    const { id, arrived } = await done();
    clockAt(library, WEDNESDAY_9, MIDNIGHT + 62 * DAY - 1);
    await later();
    await sweepAll(library.api.services.database);
    expect(await told()).toEqual(['arrived', 'completed', 'note', 'paid']);
    expect((await tell(desk, arrived, itemOf(id, 'started', at(1)))).said).toEqual(['already', 'already']);
    expect(await stateOf(id)).toBe('completed');
  });

  test('D18 a closed visit takes money only, and is left as it is; then all but money is deleted', async () => {
    const { id, arrived } = await done();
    clockAt(library, WEDNESDAY_9, MIDNIGHT + 62 * DAY);
    await later();
    const late = itemOf(id, 'arrived', at(2), { reason: 'found in a drawer' });
    expect((await tell(desk, late, itemOf(id, 'note', at(3), { text: 'late' }))).said).toEqual([
      'too_late',
      'too_late',
    ]);

    clockAt(library, WEDNESDAY_9, 70 * DAY);
    await sweepAll(library.api.services.database);
    expect(await told()).toEqual(['paid']);
    // Once more, with nothing left to hold it against: it must not make the visit anew.
    expect((await tell(desk, arrived)).said).toEqual(['too_late']);
    expect((await tell(desk, itemOf(id, 'paid', at(70 * DAY), { method: 'refunded', amount: 500 }))).said).toEqual([
      'applied',
    ]);
    expect(await stateOf(id)).toBe('completed');
    const audit = await rowsOf<{ action: string }>(
      library.api,
      `select action from audit where subject = '${id}' and action like 'check_in.%' order by id`,
    );
    expect(audit.map(({ action }) => action)).toContain('check_in.arrived');
  });

  test('D18 more than one round of them goes, and a booking that lies ahead keeps what was told of it', async () => {
    const { id } = await done();
    const ahead = await patron.book('2026-12-16T08:00:00Z');
    await tell(desk, itemOf(ahead.id, 'note', at(54), { text: 'Comes with her son' }));
    const { database } = library.api.services;
    const copies = (
      n: number,
    ) => `insert into check_in (id, booking, event, body_hash, occurred_at, received_at, recorded_by,
      side, total_minor, outcome, code)
      select 'copy-' || ${n} || '-' || number.n, booking, event, body_hash, occurred_at, received_at, recorded_by, side,
        total_minor, outcome, code from check_in, number where booking = '${id}' and event = 'arrived'
        and id not like 'copy-%'`;
    await database.write((tx) => tx.run(raw(copies(1)), {}));
    await database.write((tx) => tx.run(raw(copies(2)), {}));
    expect((await told()).length).toBeGreaterThan(4000);

    clockAt(library, WEDNESDAY_9, 66 * DAY);
    await sweepAll(database);
    expect(await told()).toEqual(['note', 'paid']);
  });
});
