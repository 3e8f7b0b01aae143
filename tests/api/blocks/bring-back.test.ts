import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { arranged, broughtBack, ownCalledOff, type BroughtBack, type CalledOff } from '#contract/desk-work/arranged.ts';
import type { Booking } from '#contract/bookings.ts';
import { issueCodes } from '../../../api/features/codes/issue-codes.ts';
import { auditOf, json, preview, saved } from '../../support/block-steps.ts';
import { assertInvariants } from '../../support/booking-invariants.ts';
import { FRIDAY_CIRCLE, openLibrary, rowsOf, type Caller, type Library } from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';

const FRIDAY = { from: '2026-11-27T09:00', until: '2026-11-27T12:00' };
const ROOM = { room: 'room-b', ...FRIDAY };

describe.each(ENGINES)('a dated session that was called off, on $engine', ({ engine }) => {
  let library: Library;
  let desk: Caller;
  let bor: Caller;
  let visitors: Caller[];
  beforeAll(async () => {
    library = await openLibrary(engine);
    desk = await library.person('desk-1');
    bor = await library.person('counsellor-2');
    visitors = await Promise.all([0, 1, 2, 3].map((n) => library.patron(n)));
  });
  afterEach(async () => {
    await assertInvariants(library.api);
    await set('delete from call_off_place');
    await set('delete from call_off');
    await library.clear();
    // Cleared or not, the circle stands again for the next test.
    await set('update session set gone_at = null, arranged_at = null where series is not null and gone_at is not null');
    await set(`delete from occupancy where session in (select id from session where series is not null)`);
    await set(`insert into occupancy (day, cell, resource, session)
      select (s.starts_at / 300000 + n) / 288, (s.starts_at / 300000 + n) % 288, 'c:' || s.counsellor, s.id
      from session s, number where s.series is not null and n < (s.counsellor_until - s.starts_at) / 300000`);
    await set(`insert into occupancy (day, cell, resource, session)
      select (s.starts_at / 300000 + n) / 288, (s.starts_at / 300000 + n) % 288, 'r:' || s.room, s.id
      from session s, number where s.series is not null and n < (s.room_until - s.starts_at) / 300000`);
    await library.clear();
  });
  afterAll(() => library.api.close());

  const set = (sql: string) => library.api.services.database.write((tx) => tx.run(raw(sql), {}));
  const join = (n: number, more: object = {}) => visitors[n]!.book(FRIDAY_CIRCLE, { service: 'circle', ...more });
  const stateOf = async (n: number, id: string) => (await visitors[n]!.get(`/api/bookings/${id}`)).booking;
  const lists = async () => ({
    desk: arranged.strict().parse(json(await desk.get('/api/desk/arranged?branch=main'))).calledOff,
    bor: ownCalledOff.strict().parse(json(await bor.get('/api/counsellor/called-off'))).calledOff,
  });

  /** Called off by the counsellor's block, or by closing the room; the time itself is free again afterwards. */
  async function calledOffBy(who: 'desk' | 'bor', { free = true } = {}): Promise<CalledOff> {
    const [caller, range] = who === 'desk' ? [desk, ROOM] : [bor, FRIDAY];
    const [circle] = await preview(caller, range);
    const { block } = await saved(caller, range, [{ session: circle!.session, do: 'cancel' }]);
    const path =
      who === 'desk' ? `/api/desk/room-closures/${block.id}/reopen` : `/api/counsellor/blocks/${block.id}/remove`;
    if (free) expect((await caller.post(path)).status).toBe(200);
    return (await lists())[who][0]!;
  }
  const pathOf = (who: 'desk' | 'bor', id: string) =>
    `/api/${who === 'desk' ? 'desk' : 'counsellor'}/called-off/${id}/bring-back`;
  async function back(who: 'desk' | 'bor', { id }: CalledOff): Promise<BroughtBack> {
    const answer = await (who === 'desk' ? desk : bor).post(pathOf(who, id));
    expect(answer.status, answer.text).toBe(200);
    return broughtBack.strict().parse(json(answer));
  }

  test.each(['desk', 'bor'] as const)('L12 L13 the %s brings it back, with all who had a place', async (who) => {
    const booked: Booking[] = [await join(0), await join(1)];
    const off = await calledOffBy(who);
    expect(off).toMatchObject({ localStart: '2026-11-27T10:00', room: 'room-b', counsellor: 'bor', people: 2 });
    expect((await lists())[who === 'desk' ? 'bor' : 'desk']).toEqual([]);
    const since = auditOf(library);
    await since();

    const answer = await back(who, off);
    expect(answer.left).toEqual([]);
    expect(answer.back.map(({ booking }) => booking).sort()).toEqual(booked.map(({ id }) => id).sort());
    expect(answer.back.map(({ alias }) => alias).sort()).toEqual(booked.map(({ alias }) => alias).sort());
    for (const [n, before] of booked.entries()) {
      expect(await stateOf(n, before.id)).toMatchObject({
        state: 'confirmed',
        ticket: before.ticket,
        price: before.price,
      });
    }
    expect((await since()).sort()).toEqual(['booking.bring_back', 'booking.bring_back', 'session.bring_back']);
    expect(await lists()).toEqual({ desk: [], bor: [] });
    // Two of three places are taken again.
    expect((await visitors[2]!.hold(FRIDAY_CIRCLE, { service: 'circle' })).status).toBe(201);
    expect((await visitors[3]!.hold(FRIDAY_CIRCLE, { service: 'circle' })).code).toBe('slot_taken');
  });

  test('L13 who has something else by now is left out, and named with the reason; a hold is not brought back', async () => {
    const [kept, busy] = [await join(0), await join(1)];
    await visitors[2]!.hold(FRIDAY_CIRCLE, { service: 'circle' });
    const off = await calledOffBy('bor');
    expect(off.people).toBe(2);
    await set(`insert into occupancy (day, cell, resource, session) select starts_at / 86400000,
      starts_at / 300000 % 288, 'p:visitor-1', 'elsewhere' from session where series = 'fridays'`);

    const answer = await back('bor', off);
    expect(answer.back.map(({ booking }) => booking)).toEqual([kept.id]);
    expect(answer.left).toMatchObject([{ booking: busy.id, reason: 'patron_busy' }]);
    expect((await stateOf(1, busy.id)).state).toBe('cancelled');
    await set(`delete from occupancy where session = 'elsewhere'`);
  });

  test('L13 a discount whose code is somebody else’s by now: left out; else it is taken once more', async () => {
    const [one, two] = await issueCodes(library.api.services, 'gift-circle', 2);
    const first = await join(0, { codes: [one] });
    const second = await join(1, { codes: [two] });
    expect([first.price.total.amount, second.price.total.amount]).toEqual([250, 250]);
    const off = await calledOffBy('desk');
    await set(`update partner_code set taken_by = null`);
    await set(`update partner_code set taken_by = '${first.id}' where code_index = (select code_index from redemption
      where booking = '${second.id}')`);

    const answer = await back('desk', off);
    expect(answer.left).toMatchObject([{ booking: second.id, reason: 'discount_gone' }]);
    expect(answer.back.map(({ booking }) => booking)).toEqual([first.id]);
    expect((await stateOf(0, first.id)).price).toEqual(first.price);
    await set(`update partner_code set taken_by = null where code_index = (select code_index from redemption
      where booking = '${second.id}')`);
  });

  test('L12 while a block has the time it is refused and nothing is done; the same key has one effect', async () => {
    const booked = await join(0);
    const off = await calledOffBy('bor', { free: false });
    const refused = await bor.post(pathOf('bor', off.id));
    expect([refused.status, refused.code]).toEqual([409, 'slot_taken']);
    expect((await stateOf(0, booked.id)).state).toBe('cancelled');
    expect((await lists()).bor).toEqual([off]);

    const blocks = await rowsOf<{ id: string }>(library.api, 'select id from block where gone_at is null');
    await bor.post(`/api/counsellor/blocks/${blocks[0]!.id}/remove`);
    const first = await bor.post(pathOf('bor', off.id), {}, 'back-once');
    expect((await bor.post(pathOf('bor', off.id), {}, 'back-once')).text).toBe(first.text);
    expect(await bor.post(pathOf('bor', off.id))).toMatchObject({
      code: 'wrong_state',
      facts: { state: 'brought_back' },
    });
  });

  test('L12 once it would have begun it stays off', async () => {
    await join(0);
    const off = await calledOffBy('bor');
    library.clock.now = Date.parse(FRIDAY_CIRCLE);
    expect(await bor.post(pathOf('bor', off.id))).toMatchObject({ code: 'wrong_state', facts: { state: 'over' } });
    expect(await lists()).toEqual({ desk: [], bor: [] });
  });

  test('L12 called off and back and off again: of two at once one brings it back', async () => {
    const booked = await join(0);
    await back('bor', await calledOffBy('bor'));
    const off = await calledOffBy('bor');
    const answers = await Promise.all([bor.post(pathOf('bor', off.id)), bor.post(pathOf('bor', off.id))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await stateOf(0, booked.id)).state).toBe('confirmed');
  });

  test('L12 each role: who called it off, of the same side', async () => {
    await join(0);
    const own = await calledOffBy('bor');
    expect((await desk.post(pathOf('desk', own.id))).code).toBe('not_found');
    const ana = await library.person('counsellor-1');
    expect((await ana.post(pathOf('bor', own.id))).code).toBe('not_found');
    expect((await bor.post(pathOf('bor', 'no-such'))).code).toBe('not_found');
    await back('bor', own);

    const theirs = await calledOffBy('desk');
    expect((await bor.post(pathOf('bor', theirs.id))).code).toBe('not_found');
    expect((await (await library.person('desk-far')).post(pathOf('desk', theirs.id))).code).toBe('not_found');
    for (const id of ['visitor-0', 'counsellor-1']) {
      expect((await (await library.person(id)).post(pathOf('desk', theirs.id))).code).toBe('forbidden');
    }
    for (const id of ['visitor-0', 'desk-1', 'admin-1']) {
      const caller = await library.person(id);
      expect((await caller.post(pathOf('bor', theirs.id))).code).toBe('forbidden');
      expect((await caller.get('/api/counsellor/called-off')).code).toBe('forbidden');
    }
    expect((await (await library.person('admin-1')).post(pathOf('desk', theirs.id))).status).toBe(200);
    expect((await library.api.request(pathOf('desk', theirs.id), { json: {}, key: 'k' })).status).toBe(401);
  });
});
