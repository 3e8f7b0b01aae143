import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MadeCodes, PartnerView } from '#contract/oversight/partner.ts';
import { sweepAll } from '../../../api/storage/housekeeping.ts';
import { problemOf } from '../../support/api.ts';
import { openLibrary, rowsOf, type Caller, type Library } from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';
import { twoSidedNetwork } from '../../support/permissions/two-sides.ts';

const DAY_MIN = 24 * 60;
const CODE = /^[2-9A-HJ-NP-TV-Z]{4}(-[2-9A-HJ-NP-TV-Z]{4}){2}$/;

/** The clinic pays for its clients, and hands out six codes. */
function network() {
  const file = twoSidedNetwork();
  const sponsored = file.discounts.find(({ id }) => id === 'sponsored')!;
  Object.assign(sponsored, { sponsor: 'clinic', budget: 100_000, branches: ['main'] });
  file.discounts.find(({ id }) => id === 'clinic-code')!.maxUses = 6;
  return file;
}

describe.each(ENGINES)('what a partner sees and does, on $engine', ({ engine }) => {
  let library: Library;
  let partner: Caller;
  beforeAll(async () => {
    library = await openLibrary(engine, { file: network() });
    partner = await library.person('partner-1');
  });
  afterAll(() => library.api.close());

  const view = async (by = partner) => JSON.parse((await by.get('/api/partner')).text) as PartnerView;
  const programme = async (id: string) => (await view()).programmes.find((one) => one.id === id)!;
  const issue = (count: number, key?: string) =>
    partner.post('/api/partner/codes', { programme: 'clinic-code', count }, key);
  const madeOf = async (count: number, key?: string) => {
    const answer = await issue(count, key);
    expect(answer.status).toBe(201);
    return JSON.parse(answer.text) as MadeCodes;
  };
  const hold = async (code: string, startsAt: string, visitor = 1) =>
    (await library.patron(visitor)).hold(startsAt, { codes: [code] });

  test('R1 its own programmes, and of another’s nothing', async () => {
    const own = await view();
    expect(own.partners.map(({ id }) => id)).toEqual(['clinic']);
    expect(own.programmes.map(({ id }) => id).toSorted()).toEqual(['clinic-code', 'sponsored']);
    expect(own.programmes.find(({ id }) => id === 'sponsored')).toMatchObject({
      budgets: [{ budget: { amount: 100_000, currency: 'EUR', minorDigits: 2 }, tenthsLeft: 10 }],
      weeks: [],
    });
    const other = await view(await library.person('partner-far'));
    expect(other.programmes.map(({ id }) => id)).toEqual(['refuge-code']);
    for (const id of ['visitor-1', 'desk-1', 'admin-1', 'auditor-1'])
      expect((await (await library.person(id)).get('/api/partner')).status).toBe(403);
  });

  test('R4 codes are told once, kept as hashes, and open what they are for; the same key tells the same', async () => {
    const key = 'the-same';
    const made = await madeOf(2, key);
    expect(await madeOf(2, key)).toEqual(made);
    expect(made.codes).toEqual([expect.stringMatching(CODE), expect.stringMatching(CODE)]);
    const rows = JSON.stringify(await rowsOf(library.api, 'select * from code_batch'));
    for (const code of made.codes) {
      expect(rows).not.toContain(code);
      expect(JSON.stringify(await view())).not.toContain(code);
    }
    const held = await hold(made.codes[0]!, '2026-11-25T08:00:00Z');
    expect(held.booking.price.lines).toMatchObject([{ discount: 'clinic-code' }]);
    const [record] = await rowsOf(
      library.api,
      `select facts from audit where action = 'codes.issued' and actor = 'partner-1'`,
    );
    expect(JSON.parse(String(record!.facts))).toEqual({ count: 2, batch: made.batch.id });
  });

  test('R5 no more than the programme has uses, also when two ask at once; used or not is not told', async () => {
    const { codes } = await programme('clinic-code');
    expect(codes).toEqual({ left: 4 });
    const answers = await Promise.all([issue(3), issue(3)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422]);
    const refused = answers.find(({ status }) => status === 422)!;
    expect([refused.facts, refused.faults]).toEqual([{ left: 1 }, [{ path: 'count', code: 'too_many' }]]);
    expect((await programme('clinic-code')).codes).toEqual({ left: 1 });
    expect((await issue(101)).faults).toEqual([{ path: 'count', code: expect.any(String) as string }]);
  });

  test('R6 a batch that is withdrawn opens nothing more; who has an appointment with one keeps it', async () => {
    const before = (await view()).batches.filter(({ withdrawnAt }) => withdrawnAt === undefined);
    const [used] = await rowsOf<{ id: string }>(
      library.api,
      `select batch as id from partner_code where taken_by is not null`,
    );
    const withdraw = (id: string) => partner.post(`/api/partner/codes/${id}/withdraw`);
    const answers = await Promise.all(before.map(({ id }) => withdraw(id)));
    expect(answers.map(({ status, text }) => `${status}${text}`)).toEqual(before.map(() => '204'));
    expect((await withdraw(used!.id)).status).toBe(204);

    const batches = (await view()).batches;
    expect(batches.every(({ withdrawnAt }) => withdrawnAt !== undefined)).toBe(true);
    expect((await programme('clinic-code')).codes).toEqual({ left: 6 });
    const visitor = await library.patron(1);
    const own = JSON.parse((await visitor.get('/api/bookings')).text) as { bookings: { id: string; price: object }[] };
    expect(own.bookings[0]!.price).toMatchObject({ lines: [{ discount: 'clinic-code' }] });
    await visitor.post(`/api/bookings/${own.bookings[0]!.id}/cancel`);

    const fresh = await madeOf(1);
    await withdraw(fresh.batch.id);
    expect((await hold(fresh.codes[0]!, '2026-11-25T08:00:00Z')).code).toBe('code_not_usable');
    // Another partner's batch is like none.
    const stranger = await library.person('partner-far');
    const answersOf = ['x', fresh.batch.id].map(
      async (id) => (await stranger.post(`/api/partner/codes/${id}/withdraw`)).text,
    );
    const [absent, foreign] = await Promise.all(answersOf);
    expect(foreign).toBe(absent);
    const foreignProgramme = { programme: 'clinic-code', count: 1 };
    expect((await stranger.post('/api/partner/codes', foreignProgramme)).code).toBe('not_found');
    expect((await partner.post('/api/partner/codes', { programme: 'sponsored', count: 1 })).code).toBe('not_found');
  });

  test('R5 twenty batches a day, and the next day more', async () => {
    library.pass(2 * DAY_MIN);
    for (let i = 0; i < 20; i++) {
      const { batch } = await madeOf(1);
      await partner.post(`/api/partner/codes/${batch.id}/withdraw`);
    }
    expect(await problemOf(await tooMany())).toBe('429 too_many_tries');
    library.pass(DAY_MIN);
    expect((await issue(1)).status).toBe(201);

    async function tooMany() {
      const cookie = await library.cookieOf('partner-1');
      const json = { programme: 'clinic-code', count: 1 };
      return library.api.request('/api/partner/codes', { json, cookie, key: 'one-more' });
    }
  });

  test('R2 R3 four people are not told of, in no figure; five are, four days after their week, and stay', async () => {
    const client = 30;
    const times = ['01T09', '02T10', '02T12', '02T13'].map((time) => `2026-12-${time}:00:00Z`);
    for (const [place, startsAt] of times.entries()) await (await library.patron(client + place)).book(startsAt);
    const asked = async () => {
      await sweepAll(library.api.services.database);
      const { programmes } = await view();
      return programmes;
    };
    const nothing = await asked();
    library.clock.now = Date.parse('2026-12-20T12:00:00Z');
    expect(await asked()).toEqual(nothing);

    await (await library.patron(client + 4)).book('2026-12-23T09:00:00Z');
    library.clock.now = Date.parse('2026-12-30T12:00:00Z');
    expect(await asked()).toEqual(nothing);
    library.clock.now = Date.parse('2026-12-31T12:00:00Z');
    const counted = (await asked()).find(({ id }) => id === 'sponsored')!;
    expect(counted.weeks).toEqual([{ from: '2026-11-30', to: '2026-12-27', visits: 5, currency: 'EUR' }]);
    expect(counted.budgets[0]!.tenthsLeft).toBe(9);

    // Given back afterwards, and others who come: the same answer, to the letter.
    await library.api.services.database.write((tx) =>
      tx.run(raw(`update redemption set returned_at = 1 where discount = 'sponsored'`), {}),
    );
    for (const n of [5, 6]) await (await library.patron(client + n)).book(`2027-01-1${n - 3}T10:00:00Z`);
    library.clock.now = Date.parse('2027-01-21T12:00:00Z');
    expect((await asked()).find(({ id }) => id === 'sponsored')).toEqual(counted);
  });

  test('R1 no answer to a partner names anybody', async () => {
    const { text } = await partner.get('/api/partner');
    expect(text).not.toMatch(/visitor|alias|patron|booking"/);
  });
});
