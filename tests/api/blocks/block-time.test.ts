import { describe, expect, test } from 'vitest';
import type { Block } from '#contract/blocks.ts';
import type { CounsellorDay } from '#contract/counsellor.ts';
import { preview, json, save, saved, sessionOf, TUESDAY, tuesday } from '../../support/block-steps.ts';
import { assertInvariants } from '../../support/booking-invariants.ts';
import { rowsOf, TUESDAY_10, type Caller, type Library } from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { keepLibrary } from '../../support/keep-library.ts';
import { raw } from '../../support/raw-statement.ts';

const TUESDAY_9 = '2026-11-24T08:00:00Z';
const TUESDAY_11 = '2026-11-24T10:00:00Z';
const ILL = { ...TUESDAY, kind: 'ill' };

describe.each(ENGINES)('a counsellor’s time taken away on $engine', ({ engine }) => {
  let library: Library;
  let ana: Caller;
  let bor: Caller;
  let visitors: Caller[];
  keepLibrary(engine, async (opened) => {
    library = opened;
    ana = await library.person('counsellor-1');
    bor = await library.person('counsellor-2');
    visitors = await Promise.all([0, 1, 30, 3].map((n) => library.patron(n)));
  });

  const stateOf = async (n: number, id: string) => (await visitors[n]!.get(`/api/bookings/${id}`)).booking;
  const set = (sql: string) => library.api.services.database.write((tx) => tx.run(raw(sql), {}));

  test('L2 of an ill day each session shows colleagues who are free, and other times', async () => {
    await visitors[0]!.book(TUESDAY_9);
    const ten = await visitors[1]!.book(TUESDAY_10, { counsellor: 'ana' });
    await visitors[2]!.book('2026-11-24T12:00:00Z', { counsellor: 'ana', mode: 'phone' });
    await visitors[3]!.book(TUESDAY_11, { counsellor: 'bor' });

    const affected = await preview(ana, ILL);
    expect(affected.map((one) => [one.localStart, one.counsellors, one.rooms])).toEqual([
      [tuesday('09:00'), [], []],
      [tuesday('10:00'), ['bor'], []],
      [tuesday('13:00'), ['bor'], []],
    ]);
    expect(affected[1]!.bookings.map(({ booking }) => booking)).toEqual([ten.id]);
    for (const { times } of affected) {
      expect(times.length).toBe(6);
      expect(times.filter((time) => time.counsellor === 'ana' && time.localStart.startsWith('2026-11-24'))).toEqual([]);
      expect(times[0]!.counsellor).toBe('ana');
      expect(times.some(({ counsellor }) => counsellor === 'bor')).toBe(true);
    }
    expect(await preview(bor, { ...TUESDAY, from: tuesday('12:00') })).toEqual([]);
  });

  test('L4 L5 L9 the day goes to a colleague, another time or nobody, all at once', async () => {
    const nine = await visitors[0]!.book(TUESDAY_9);
    const ten = await visitors[1]!.book(TUESDAY_10, { counsellor: 'ana' });
    const one = await visitors[2]!.book('2026-11-24T12:00:00Z', { counsellor: 'ana' });
    const ids = await Promise.all([nine, ten, one].map(({ id }) => sessionOf(library, id)));

    const { block, tell } = await saved(ana, ILL, [
      { session: ids[0]!, do: 'move', startsAt: '2026-11-25T08:00:00Z', mode: 'phone' },
      { session: ids[1]!, do: 'counsellor', counsellor: 'bor' },
      { session: ids[2]!, do: 'cancel' },
    ]);
    expect(block).toMatchObject({ kind: 'ill', localStart: TUESDAY.from, localEnd: TUESDAY.until });
    expect(tell.map(({ what, localStart, newLocalStart }) => [what, localStart, newLocalStart])).toEqual([
      ['move', tuesday('09:00'), '2026-11-25T09:00'],
      ['counsellor', tuesday('10:00'), undefined],
      ['cancel', tuesday('13:00'), undefined],
    ]);

    expect(await stateOf(0, nine.id)).toMatchObject({ counsellor: 'ana', mode: 'phone', ticket: nine.ticket });
    expect(await stateOf(1, ten.id)).toMatchObject({ counsellor: 'bor', room: ten.room, ticket: ten.ticket });
    expect(await stateOf(2, one.id)).toMatchObject({ state: 'cancelled' });
    const day = json<CounsellorDay>(await bor.get('/api/counsellor/day?date=2026-11-24'));
    expect(day.sessions.map(({ localStart }) => localStart)).toEqual([tuesday('10:00')]);
    expect(json<CounsellorDay>(await ana.get('/api/counsellor/day?date=2026-11-24'))).toMatchObject({
      sessions: [],
      blocks: [{ id: block.id, kind: 'ill' }],
    });
    expect((await visitors[3]!.hold(TUESDAY_9)).code).toBe('slot_taken');
    expect((await visitors[3]!.hold(TUESDAY_9, { counsellor: 'ana', mode: 'phone' })).code).toBe('slot_taken');
  });

  test('L5 a cancellation of ours asks no window and gives back what a discount took', async () => {
    const booking = await visitors[2]!.book(TUESDAY_9);
    expect(booking.price.total.amount).toBe(0);
    library.clock.now = Date.parse(TUESDAY_9) - 60_000;
    await saved(ana, TUESDAY, [{ session: await sessionOf(library, booking.id), do: 'cancel' }]);
    const spent = await rowsOf<{ n: number }>(library.api, 'select sum(uses + spent_minor) as n from discount_tally');
    expect(Number(spent[0]!.n)).toBe(0);
  });

  test('L5 a colleague who is away, full, busy or does not do it is refused, and nothing is done', async () => {
    const ten = await visitors[1]!.book(TUESDAY_10, { counsellor: 'ana' });
    const session = await sessionOf(library, ten.id);
    const to = (counsellor: string) => [{ session, do: 'counsellor' as const, counsellor }];
    expect((await save(ana, ILL, to('cyrus'))).faults).toEqual([
      { path: 'outcomes[0].counsellor', code: 'not_offered' },
    ]);
    expect((await save(ana, ILL, to('nobody'))).faults).toEqual([{ path: 'outcomes[0].counsellor', code: 'unknown' }]);

    await saved(bor, { from: tuesday('10:30'), until: tuesday('11:00') });
    const busy = await save(ana, ILL, to('bor'));
    expect([busy.code, busy.facts]).toEqual(['slot_taken', { reason: 'taken', alternatives: [], session }]);
    expect(await stateOf(1, ten.id)).toMatchObject({ counsellor: 'ana', state: 'confirmed' });
    expect((await preview(ana, ILL))[0]!.counsellors).toEqual([]);
  });

  test('L5 S4 nobody is given more sessions than their day may have', async () => {
    const mine = await visitors[0]!.book(TUESDAY_10, { counsellor: 'ana' });
    for (const [n, clock] of ['10:00', '11:00', '12:00'].entries()) {
      const startsAt = `2026-11-24T${clock}:00Z`;
      await visitors[n + 1]!.book(startsAt, { counsellor: 'bor', mode: 'phone' });
    }
    const outcome = { session: await sessionOf(library, mine.id), do: 'counsellor' as const, counsellor: 'bor' };
    expect((await preview(ana, ILL))[0]!.counsellors).toEqual([]);
    expect((await save(ana, ILL, [outcome])).code).toBe('slot_taken');
  });

  test('L3 L5 a hold is let go; who has arrived may be handed over; what has begun is left alone', async () => {
    const nine = await visitors[0]!.book(TUESDAY_9);
    const ten = await visitors[1]!.book(TUESDAY_10, { counsellor: 'ana' });
    const noon = await visitors[2]!.book('2026-11-24T12:00:00Z', { counsellor: 'ana' });
    library.clock.now = Date.parse(TUESDAY_9) + 25 * 60_000;
    const held = await visitors[3]!.hold('2026-11-24T13:00:00Z', { counsellor: 'ana' });
    await set(`update booking set state = 'in_session' where id = '${nine.id}'`);
    await set(`update booking set state = 'arrived' where id = '${ten.id}'`);

    const affected = await preview(ana, ILL);
    expect(affected.map((one) => [one.isUnderWay, one.times.length])).toEqual([
      [true, 0],
      [false, 0],
      [false, 6],
      [false, 0],
    ]);
    const ids = affected.map(({ session }) => session);
    const moved = await save(ana, ILL, [{ session: ids[1]!, do: 'move', startsAt: '2026-11-25T08:00:00Z' }]);
    expect(moved.faults).toEqual([{ path: 'outcomes[0].do', code: 'not_allowed' }]);

    const { tell } = await saved(ana, ILL, [
      { session: ids[1]!, do: 'counsellor', counsellor: 'bor' },
      { session: ids[2]!, do: 'cancel' },
      { session: ids[3]!, do: 'cancel' },
    ]);
    expect(tell.map(({ booking }) => booking)).toEqual([ten.id, noon.id]);
    expect(await stateOf(1, ten.id)).toMatchObject({ state: 'arrived', counsellor: 'bor' });
    expect((await visitors[3]!.get(`/api/bookings/${held.booking.id}`)).booking.state).toBe('cancelled');
    await set(`update booking set state = 'confirmed' where state in ('arrived', 'in_session')`);
  });

  test('L8 a block over a block, removed in either order; what is gone is gone', async () => {
    const remove = (id: string, caller = ana) => caller.post(`/api/counsellor/blocks/${id}/remove`);
    const lunch = await saved(ana, { from: tuesday('11:00'), until: tuesday('14:00') });
    const ill = await saved(ana, ILL);
    await remove(ill.block.id);
    expect((await visitors[0]!.hold(TUESDAY_11, { counsellor: 'ana' })).code).toBe('slot_taken');
    await assertInvariants(library.api);

    const again = await saved(ana, ILL);
    expect(json<{ block: Block }>(await remove(lunch.block.id)).block).toEqual(lunch.block);
    await assertInvariants(library.api);
    expect((await visitors[0]!.hold(TUESDAY_11, { counsellor: 'ana' })).code).toBe('slot_taken');
    expect((await remove(again.block.id, bor)).status).toBe(404);
    await remove(again.block.id);
    expect((await visitors[0]!.hold(TUESDAY_11, { counsellor: 'ana' })).status).toBe(201);
  });

  test('L4 B21 the same key again is the same block', async () => {
    const first = await save(ana, TUESDAY, [], 'once');
    expect((await save(ana, TUESDAY, [], 'once')).text).toBe(first.text);
    expect((await rowsOf<{ n: number }>(library.api, 'select count(*) as n from block'))[0]!.n).toBe(1);
  });

  test('L2 L4 each role: a counsellor, for own time only', async () => {
    for (const id of ['visitor-0', 'desk-1', 'admin-1']) {
      const caller = await library.person(id);
      expect((await save(caller, TUESDAY)).code).toBe('forbidden');
      const asked = { branch: 'main', kind: 'block', ...TUESDAY };
      expect((await caller.post('/api/counsellor/blocks/preview', asked)).code).toBe('forbidden');
      expect((await caller.post('/api/counsellor/blocks/none/remove')).code).toBe('forbidden');
    }
    const nowhere = await ana.post('/api/counsellor/blocks/preview', { branch: 'nowhere', kind: 'leave', ...TUESDAY });
    expect(nowhere.faults).toEqual([{ path: 'branch', code: 'unknown' }]);
    expect((await save(ana, { ...TUESDAY, kind: 'out_of_use' })).faults).toMatchObject([{ path: 'kind' }]);
    expect((await save(ana, { ...TUESDAY, counsellor: 'bor' })).status).toBe(422);
    expect((await library.api.request('/api/counsellor/blocks', { json: {}, key: 'k' })).status).toBe(401);
  });
});
