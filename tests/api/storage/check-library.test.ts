import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueCodes } from '../../../api/features/codes/issue-codes.ts';
import { sealAudit } from '../../../api/storage/audit/seal-audit.ts';
import { openLibrary, TUESDAY_10, WEDNESDAY_10, WEDNESDAY_9, type Library } from '../../support/booking-library.ts';
import { checkLibrary, checksOf } from '../../support/checker/check-library.ts';
import { writeTold } from '../../support/checker/told-file.ts';
import { ToldLog, type LoggedClient } from '../../support/checker/told-log.ts';
import { ENGINES } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';
import { root } from '../../support/source-tree.ts';

const MOVED = 3_600_000;

/** The checker itself: what it is there to find, put there by hand, one thing after the other. */
describe.each(ENGINES)('the checker finds what was put there, on $engine', ({ engine }) => {
  let library: Library;
  const log = new ToldLog();
  /** Of two patrons, an hour apart with the same counsellor in the same room; the first came with a code. */
  let [first, second, third] = ['', '', ''];
  let session = '';
  const planted = new Set<string>();

  beforeAll(async () => {
    library = await openLibrary(engine);
    const clients = await Promise.all(
      ['visitor-1', 'visitor-2', 'visitor-31'].map(async (actor) =>
        log.client(library.api, actor, await library.cookieOf(actor)),
      ),
    );
    const [code] = await issueCodes(library.api.services, 'gift-50', 1);
    first = await book(clients[0]!, WEDNESDAY_9, { codes: [code] });
    second = await book(clients[1]!, WEDNESDAY_10);
    third = await book(clients[2]!, TUESDAY_10);
    await sealAudit(library.api.services);
    [{ session }] = (await rows(`select session from booking where id = '${first}'`)) as [{ session: string }];
  });
  afterAll(() => library.api.close());

  async function book(client: LoggedClient, startsAt: string, more: object = {}): Promise<string> {
    const held = await client.ask('/api/holds', { service: 'talk', branch: 'main', mode: 'room', startsAt, ...more });
    const { id } = held.answer!.body.booking!;
    await client.ask(`/api/bookings/${id}/confirm`);
    return id;
  }
  const rows = (sql: string) => library.api.services.database.reader.rows(raw(sql), {});
  const change = async (what: string, sql: string) => {
    try {
      await library.api.services.database.write((tx) => tx.run(raw(sql), {}));
    } catch (fault) {
      throw new Error(`"${what}" cannot be put there: ${sql}`, { cause: fault });
    }
  };
  const bytes = engine === 'sqlite' ? `x'00'` : `'\\x00'`;
  const item = (id: string, event: string) =>
    `insert into check_in (id, booking, event, body_hash, occurred_at, received_at, recorded_by, side, total_minor, outcome)
     values ('${id}', '${first}', '${event}', ${bytes}, 1, 1, 'desk-1', 'desk', 0, 'applied')`;
  const payment = (id: string, number: number, amount: number) =>
    `insert into payment (id, number, booking, branch, method, amount_minor, currency, occurred_at, local_on, received_at,
       recorded_by) values ('${id}', ${number}, '${first}', 'main', 'cash', ${amount}, 'EUR', 1, '2026-11-23', 1, 'desk-1')`;
  const block = (id: string, gone: string) =>
    `insert into block (id, kind, counsellor, branch, starts_at, ends_at, made_by, created_at, gone_at, by_desk)
     values ('${id}', 'leave', 'bor', 'main', 1795593600000, 1795597200000, 'counsellor-2', 1, ${gone}, 0)`;
  const cell = (of: string) =>
    `insert into occupancy (day, cell, resource, session, booking) values (20800, 7, 'c:bor', '${of}', null)`;

  /** By what is found: what puts it there. Each is looked for before and after. */
  const PLANTS: Record<string, () => string[]> = {
    'a session does not say what was written': () => [`update session set places = 2 where id = '${session}'`],
    'somebody’s time is not its cells': () => [
      `delete from occupancy where booking = '${second}' and resource like 'p:%'`,
    ],
    'the index answers otherwise than one made afresh': () => [
      `update session set gone_at = 1 where series is null and id <> '${session}'`,
    ],
    'a session that is gone has no occupying booking and no cell': () => [
      `update session set gone_at = 1 where id = '${session}'`,
    ],
    'two sessions share their counsellor’s time': () => [
      `update session set gone_at = null`,
      `update session set counsellor_until = counsellor_until + ${MOVED} where id = '${session}'`,
    ],
    'two sessions share their room’s time': () => [
      `update session set room_until = room_until + ${MOVED} where id = '${session}'`,
    ],
    'a patron is in two places at once': () => [
      `update session set ends_at = ends_at + 900000 where id = '${session}'`,
      `update booking set patron = 'visitor-1' where id = '${second}'`,
    ],
    'places of a session are counted by its occupying bookings': () => [
      `update session set taken = 0 where id = '${session}'`,
    ],
    'an occupying booking has the cells of its talk': () => [
      `delete from occupancy where booking = '${third}' and resource like 'p:%'`,
    ],
    'a session has the cells of its counsellor': () => [
      `update occupancy set cell = cell + 1 where resource = 'c:ana' and cell = (select max(cell) from occupancy o
         where o.session = occupancy.session and o.resource = 'c:ana') and session <> '${session}'`,
    ],
    'a session has the cells of its room': () => [
      `delete from occupancy where resource like 'r:%' and session in (select session from booking where id = '${third}')`,
    ],
    'a cell belongs to a session, a booking or a block': () => [cell('no-such-session')],
    'every cell of a standing block is its own, a session’s or another block’s': () => [block('standing', 'null')],
    'cells of a block lie within its time': () => [
      block('ended', '2'),
      `delete from occupancy where day = 20800`,
      cell('ended'),
    ],
    'a discount was given more often, or for more, than it may be': () => [
      `update discount_tally set uses = 4 where discount = 'gift-50'`,
    ],
    'uses and money of a discount equal its redemptions': () => [
      `update discount_tally set spent_minor = spent_minor + 1 where discount = 'sponsored'`,
    ],
    'tallies of discounts are those of their redemptions': () => [`update patron_tally set uses = uses + 1`],
    'redemptions stand for the lines of bookings that occupy and were not missed with good cause': () => [
      `update redemption set returned_at = 1 where booking = '${first}'`,
    ],
    'a code is held by such a booking': () => [
      `update booking set state = 'cancelled', absence = null where id = '${first}'`,
    ],
    'a price is its list price less its lines, and each line was redeemed': () => [
      `update booking set total_minor = total_minor - 1 where id = '${first}'`,
    ],
    'a visit that was missed says why, and no other does': () => [
      `update booking set absence = 'excused' where id = '${second}'`,
    ],
    'the times of a visit are those of its state': () => [`update booking set arrived_at = 1 where id = '${second}'`],
    'a state came about that the table does not know': () => [
      `update booking set state = 'completed', started_at = 1 where id = '${second}'`,
    ],
    'a visit begins twice': () => [item('01', 'arrived'), item('02', 'arrived')],
    'what is paid is neither below nothing nor above the price': () => [payment('01', 1, 1_000_000)],
    'receipts of a branch are numbered without a gap': () => [payment('02', 3, 1)],
    'what was answered is not there': () => [
      `update booking set starts_at = starts_at, state = 'held', held_until = 1 where id = '${third}'`,
    ],
    'an answer is not kept under its key as it was given': () => [`delete from idempotency where actor = 'visitor-2'`],
    'the record does not verify': () => [
      engine === 'sqlite' ? 'drop trigger audit_seal_no_delete' : 'alter table audit_seal disable trigger user',
      `delete from audit_seal where seq = 1`,
    ],
    'what is nobody’s holds nothing sealed, and leads to nothing else': () => [
      `update booking set patron = '(nobody)' where id = '${third}'`,
    ],
    'nobody has neither a name nor a way in': () => [`update person set disabled_at = null where id = '(nobody)'`],
  };
  /** Not in the database: what clients say of themselves. */
  const SAID: Record<string, () => void> = {
    'what was told of a visit is not there': () => {
      const told = { id: '03', booking: first, event: 'arrived' };
      const answer = { status: 200, body: { results: [{ id: '03', outcome: 'applied' }] } };
      log.intents.push({
        actor: 'desk-1',
        key: 'k',
        path: '/api/check-ins',
        json: { items: [told] },
        tries: 1,
        answer,
      });
    },
    'one key had two effects': () => {
      const [held] = log.intents;
      const body = { booking: { ...held!.answer!.body.booking!, id: second } };
      log.intents.push({ ...held!, answer: { status: 201, body } });
    },
    'something is there that nobody asked for': () => {
      for (const one of log.intents) one.key = `not ${one.key}`;
    },
  };

  const checker = async (args: string[]) =>
    new Promise<{ code: number; said: string }>((done) => {
      const program = join(root, 'tests/check-library.ts');
      execFile(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', program, ...args],
        (error, said, complaint) => done({ code: Number(error?.code ?? 0), said: said + complaint }),
      );
    });
  const found = async (broken: string) =>
    (await (await checksOf(library.api, log)).find((one) => one.broken === broken)!.find()).length;

  test('nothing, where everything is as it was told', async () => {
    expect(await checkLibrary(library.api, log)).toEqual([]);
  });

  test('as a program, on what clients wrote down: 0 where all hold, 1 with rows where not, 2 where there is nothing', async () => {
    const { databaseUrl, dataDir } = library.api.place;
    const told = join(dataDir, 'told.ndjson');
    writeTold(log, told);
    const args = ['--database', databaseUrl, '--data-dir', dataDir, '--told', told];
    const before = engine === 'sqlite' ? readFileSync(join(dataDir, 'quietroom.db')) : undefined;
    const whole = await checker(args);
    expect(whole.said).toContain('holds   no two sessions share their counsellor’s time');
    expect(whole.said).not.toContain('BROKEN');
    expect(whole.code).toBe(0);
    if (before) expect(readFileSync(join(dataDir, 'quietroom.db')).equals(before)).toBe(true);

    // A client that was told of a booking which is not there; and its last line was cut off.
    const [line] = readFileSync(told, 'utf8').split('\n');
    writeFileSync(told, `${readFileSync(told, 'utf8')}${line!.replaceAll(first, 'b-lost')}\n${line!.slice(0, 40)}`);
    const broken = await checker(args);
    expect(broken.said).toMatch(/BROKEN {2}what was answered is not there \(1\)\n +\{.*b-lost/);
    expect(broken.code).toBe(1);

    const nowhere = engine === 'sqlite' ? `file:${join(dataDir, 'none.db')}` : `${databaseUrl}x`;
    expect((await checker(['--database', nowhere, ...args.slice(2)])).code).toBe(2);
  });

  test('each invariant, when it is broken', async () => {
    for (const [broken, plant] of Object.entries(PLANTS)) {
      const before = await found(broken);
      for (const sql of plant()) await change(broken, sql);
      expect(await found(broken), broken).toBeGreaterThan(before);
      planted.add(broken);
    }
    for (const [broken, say] of Object.entries(SAID)) {
      const before = await found(broken);
      say();
      expect(await found(broken), broken).toBeGreaterThan(before);
      planted.add(broken);
    }
    // The database itself refuses more people than places: that check has nothing to find.
    planted.add('a session has more people than places');
    const names = (await checksOf(library.api, log)).map(({ broken }) => broken);
    expect(names.filter((name) => !planted.has(name))).toEqual([]);
  });
});
