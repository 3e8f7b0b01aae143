import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { DeskPatron, EntitlementAnswer } from '#contract/desk.ts';
import { issueCodes } from '../../../api/features/codes/issue-codes.ts';
import { assertInvariants } from '../../support/booking-invariants.ts';
import {
  bookingNetwork,
  FRIDAY_CIRCLE,
  openLibrary,
  rowsOf,
  TUESDAY_10,
  WEDNESDAY_10,
  WEDNESDAY_9,
  type Answer,
  type Caller,
  type Library,
} from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';

const body = (answer: Answer) => JSON.parse(answer.text) as EntitlementAnswer;

/** Students pay half, until 2,500 are spent; whoever is a member too, a little less still. */
function network() {
  const file = bookingNetwork();
  file.concessions.push(
    { id: 'student', name: { en: 'Students' }, evidence: 'desk', validMonths: 6 },
    { id: 'carer', name: { en: 'Carers' }, evidence: 'desk', validMonths: 1 },
  );
  file.discounts.push(
    {
      id: 'student-50',
      name: { en: 'Half' },
      percent: 50,
      concession: 'student',
      stacks: false,
      budget: { EUR: 2500, IRR: 900_000 },
    },
    { id: 'carer-10', name: { en: 'A tenth' }, percent: 10, concession: 'carer', stacks: true, maxUses: 1 },
  );
  file.services.find(({ id }) => id === 'talk')!.maxOpenPerPatron = 9;
  return file;
}

describe.each(ENGINES)('concessions at the desk on $engine', ({ engine }) => {
  let library: Library;
  let desk: Caller;
  let visitor: Caller;
  beforeAll(async () => {
    library = await openLibrary(engine, { file: network() });
    desk = await library.person('desk-1');
    visitor = await library.patron(0);
  });
  afterEach(async () => {
    await assertInvariants(library.api);
    const { database } = library.api.services;
    await database.write((tx) => tx.run(raw(`delete from entitlement where recorded_by is not null`), {}));
    await library.clear();
  });
  afterAll(() => library.api.close());

  const entitle = (more: object = {}, caller = desk, patron = 'visitor-0') =>
    caller.post(`/api/desk/patrons/${patron}/entitlements`, {
      branch: 'main',
      concession: 'student',
      until: '2027-02-28',
      evidenceSeen: true,
      ...more,
    });
  const tell = async (item: object) => {
    const answer = await desk.post('/api/check-ins', { items: [{ id: crypto.randomUUID(), ...item }] });
    expect(answer.text).toContain('"applied"');
  };
  const totalOf = async ({ id }: { id: string }) =>
    (await visitor.get(`/api/bookings/${id}`)).booking.price.total.amount;

  test('K6 the desk records what it has seen, with its end, and who saw it', async () => {
    const answer = await entitle({}, desk);
    expect(answer.status, answer.text).toBe(200);
    const { patron, repriced } = body(answer);
    expect(repriced).toEqual([]);
    expect(patron.entitlements).toMatchObject([{ concession: 'student', from: '2026-11-23', until: '2027-02-28' }]);
    expect(
      await rowsOf(
        library.api,
        `select concession, evidence, recorded_by from entitlement where recorded_by is not null`,
      ),
    ).toEqual([{ concession: null, evidence: 'desk', recorded_by: 'desk-1' }]);
    const [audit] = await rowsOf<{ actor: string; facts: string }>(
      library.api,
      `select actor, facts from audit where action = 'desk.entitle' order by id desc limit 1`,
    );
    expect(audit?.actor).toBe('desk-1');
    expect(JSON.parse(audit!.facts)).toEqual({
      branch: 'main',
      entitlement: expect.any(String),
      until: '2027-02-28',
    });

    const held = await visitor.hold(WEDNESDAY_9);
    expect(held.booking.price.total.amount).toBe(1000);
  });

  test('K6 an end before today or beyond what the concession is valid for, a partner’s and an unknown one are faults', async () => {
    const faults = async (more: object) => (await entitle(more)).faults;
    expect(await faults({ until: '2026-11-22' })).toEqual([{ path: 'until', code: 'too_small' }]);
    expect(await faults({ until: '2027-05-23' })).toEqual([{ path: 'until', code: 'too_big' }]);
    expect((await entitle({ until: '2027-05-22' })).status).toBe(200);
    expect((await entitle({ until: '2026-11-23' })).status).toBe(200);
    expect(await faults({ concession: 'client' })).toEqual([{ path: 'concession', code: 'not_allowed' }]);
    expect(await faults({ concession: 'nothing' })).toEqual([{ path: 'concession', code: 'unknown' }]);
    expect((await entitle({ evidenceSeen: false })).status).toBe(422);
    expect((await entitle({ concession: 'member', until: '2027-11-22' })).status).toBe(200);
  });

  test('K6 what a partner vouches for is not told to the desk', async () => {
    const known = JSON.parse((await desk.get('/api/desk/patrons/visitor-30?branch=main')).text) as DeskPatron;
    expect(known.entitlements).toEqual([]);
    expect(body(await entitle({}, desk, 'visitor-30')).patron.entitlements).toMatchObject([{ concession: 'student' }]);
  });

  test('K6 only a desk of the branch, and only for a patron', async () => {
    expect((await entitle({}, visitor)).code).toBe('forbidden');
    for (const id of ['counsellor-1', 'admin-1'])
      expect((await entitle({}, await library.person(id))).code).toBe('forbidden');
    const far = await library.person('desk-far');
    const refused = [await entitle({}, far), await entitle({ branch: 'far' }), await entitle({}, desk, 'desk-1')];
    for (const { status, text } of refused) expect([status, text]).toEqual([404, refused[0]!.text]);
    expect((await entitle({}, library.caller(''))).status).toBe(401);
  });

  test('K7 held, confirmed and arrived bookings follow at once, and the budget is not exceeded', async () => {
    const first = await visitor.book(TUESDAY_10);
    const second = await visitor.book(WEDNESDAY_9);
    const { booking: third } = await visitor.hold(WEDNESDAY_10);
    expect([await totalOf(first), await totalOf(second), await totalOf(third)]).toEqual([2000, 2000, 2000]);
    library.clock.now = Date.parse(TUESDAY_10);
    await tell({ booking: first.id, event: 'arrived', occurredAt: TUESDAY_10 });
    expect((await visitor.post(`/api/bookings/${third.id}/extend`)).code).toBe('hold_expired');
    const { booking: again } = await visitor.hold(WEDNESDAY_10);

    const { repriced } = body(await entitle({ until: '2026-12-01' }));
    expect(repriced.map(({ due }) => due.amount).sort()).toEqual([1000, 1000, 1500]);
    expect(repriced.map(({ booking }) => booking).sort()).toEqual([first.id, second.id, again.id].sort());
    expect((await totalOf(first)) + (await totalOf(second)) + (await totalOf(again))).toBe(6000 - 2500);

    await visitor.post(`/api/bookings/${again.id}/cancel`);
    expect(body(await entitle()).repriced).toEqual([]);
  });

  test('K7 what is paid, over or at another branch stays as it is', async () => {
    const paid = await visitor.book(TUESDAY_10);
    const far = await visitor.book('2026-11-25T05:30:00Z', { branch: 'far', mode: 'phone' });
    const gone = await visitor.book(WEDNESDAY_9);
    await visitor.post(`/api/bookings/${gone.id}/cancel`);
    await tell({ booking: paid.id, event: 'paid', occurredAt: '2026-11-23T06:00:00Z', amount: 2000 });

    expect(body(await entitle()).repriced).toEqual([]);
    expect([await totalOf(paid), await totalOf(far)]).toEqual([2000, 900_000]);
  });

  test('K7 a code that the price no longer needs is free again, one that it needs stays', async () => {
    const { services } = library.api;
    const [fifth] = await issueCodes(services, 'gift-20', 1);
    const booking = await visitor.book(WEDNESDAY_9, { codes: [fifth] });
    expect(await totalOf(booking)).toBe(1600);
    expect(body(await entitle({ concession: 'carer', until: '2026-12-01' })).repriced).toMatchObject([
      { due: { amount: 1440 } },
    ]);
    const another = await library.patron(1);
    expect((await another.hold(WEDNESDAY_10, { codes: [fifth] })).code).toBe('code_not_usable');

    expect(body(await entitle()).repriced).toMatchObject([{ due: { amount: 900 } }]);
    expect((await another.hold(WEDNESDAY_10, { codes: [fifth] })).status).toBe(201);

    await visitor.post(`/api/bookings/${booking.id}/cancel`);
    const retaken = await visitor.post(`/api/bookings/${booking.id}/retake`);
    expect(retaken.booking.price).toMatchObject({
      total: { amount: 900 },
      lines: [{ discount: 'student-50' }, { discount: 'carer-10' }],
    });
  });

  test('K7 a group’s place follows too, and never gets dearer', async () => {
    const booking = await visitor.book(FRIDAY_CIRCLE, { service: 'circle', people: 2 });
    expect(body(await entitle()).repriced).toMatchObject([{ booking: booking.id, due: { amount: 250 } }]);
    expect(body(await entitle()).repriced).toEqual([]);
    const { booking: cheap } = await visitor.hold(WEDNESDAY_9);
    expect(body(await entitle({ concession: 'member', until: '2027-01-01' })).repriced).toEqual([]);
    expect(await totalOf(cheap)).toBe(1000);
  });

  test('K7 holds and concessions at once leave no booking at the dearer price', async () => {
    const times = ['2026-11-26T08:00:00Z', '2026-11-26T12:00:00Z', '2026-11-26T13:00:00Z'];
    const [, ...holds] = await Promise.all([entitle(), ...times.map((startsAt) => visitor.hold(startsAt))]);
    const totals = await Promise.all(holds.map(({ booking }) => totalOf(booking)));
    expect(totals.reduce((sum, total) => sum + total, 0)).toBe(6000 - 2500);
  });
});
