import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openLibrary, WEDNESDAY_10, WEDNESDAY_9, type Library } from '../../support/booking-library.ts';
import { checkLibrary } from '../../support/checker/check-library.ts';
import { ToldLog, type LoggedClient } from '../../support/checker/told-log.ts';
import { ENGINES } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';

/** The checker itself: what it is there to find, put there by hand. */
describe.each(ENGINES)('the checker finds what was put there, on $engine', ({ engine }) => {
  let library: Library;
  let log: ToldLog;
  let booking: string;
  let session: string;

  beforeAll(async () => void (library = await openLibrary(engine)));
  afterAll(() => library.api.close());
  beforeEach(async () => {
    await library.clear();
    log = new ToldLog();
    const ana = log.client(library.api, 'visitor-1', await library.cookieOf('visitor-1'));
    const bor = log.client(library.api, 'visitor-2', await library.cookieOf('visitor-2'));
    booking = await book(ana, WEDNESDAY_9);
    await book(bor, WEDNESDAY_10);
    [{ session }] = (await rows(`select session from booking where id = '${booking}'`)) as [{ session: string }];
  });

  async function book(client: LoggedClient, startsAt: string): Promise<string> {
    const held = await client.ask('/api/holds', { service: 'talk', branch: 'main', mode: 'room', startsAt });
    const { id } = held.answer!.body.booking!;
    await client.ask(`/api/bookings/${id}/confirm`);
    return id;
  }
  const rows = (sql: string) => library.api.services.database.reader.rows(raw(sql), {});
  const change = (sql: string) => library.api.services.database.write((tx) => tx.run(raw(sql), {}));
  const broken = async () => (await checkLibrary(library.api, log)).map((finding) => finding.broken);

  test('nothing, where everything is as it was told', async () => {
    expect(await checkLibrary(library.api, log)).toEqual([]);
  });

  test.each([
    [
      'two sessions share their counsellor’s time',
      () => `update session set counsellor_until = counsellor_until + 600000 where id = '${session}'`,
    ],
    [
      'places of a session are counted by its occupying bookings',
      () => `update session set taken = 0 where id = '${session}'`,
    ],
    ['an occupying booking has the cells of its talk', () => `delete from occupancy where booking = '${booking}'`],
    [
      'a state came about that the table does not know',
      () => `update booking set state = 'in_session', arrived_at = 1, started_at = 1 where id = '${booking}'`,
    ],
    ['something is there that nobody asked for', () => `delete from idempotency where actor = 'visitor-1'`],
    ['what was answered is not there', () => `update booking set total_minor = 1 where id = '${booking}'`],
    [
      'a discount was given more often, or for more, than it may be',
      () => `insert into discount_tally (discount, currency, uses, spent_minor) values ('gift-50', '', 4, 0)`,
    ],
    [
      'the index answers otherwise than one made afresh',
      () => `update session set gone_at = 1 where id = '${session}'`,
    ],
  ])('%s', async (finding, sql) => {
    await change(sql());
    expect(await broken()).toContain(finding);
  });
});
