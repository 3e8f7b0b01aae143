import { describe, expect, test } from 'vitest';
import type { Block } from '#contract/blocks.ts';
import { auditOf, json, preview, save, saved, sessionOf, tuesday } from '../../support/block-steps.ts';
import { assertInvariants } from '../../support/booking-invariants.ts';
import { rowsOf, TUESDAY_10, type Caller, type Library } from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { keepLibrary } from '../../support/keep-library.ts';

const MORNING = { room: 'room-a', from: tuesday('09:00'), until: tuesday('12:00') };
const TUESDAY_9 = '2026-11-24T08:00:00Z';
const TUESDAY_11 = '2026-11-24T10:00:00Z';

describe.each(ENGINES)('a room out of use on $engine', ({ engine }) => {
  let library: Library;
  let desk: Caller;
  let visitors: Caller[];
  keepLibrary(engine, async (opened) => {
    library = opened;
    desk = await library.person('desk-1');
    visitors = await Promise.all([0, 1, 2, 3].map((n) => library.patron(n)));
  });

  const rows = async () => (await rowsOf<{ n: number }>(library.api, 'select count(*) as n from block'))[0]!.n;
  const reopen = (id: string, caller = desk) => caller.post(`/api/desk/room-closures/${id}/reopen`);

  test('L2 who is affected, and what could become of each; nothing is written', async () => {
    const nine = await visitors[0]!.book(TUESDAY_9);
    const held = await visitors[1]!.hold(TUESDAY_10, { counsellor: 'ana' });
    const ten = (await visitors[1]!.post(`/api/bookings/${held.booking.id}/confirm`, { messages: 'none' })).booking;
    const beside = await visitors[2]!.book(TUESDAY_10, { counsellor: 'bor' });
    expect([nine.room, ten.room, beside.room]).toEqual(['room-a', 'room-a', 'room-b']);

    const affected = await preview(desk, MORNING);
    expect(affected.map((one) => [one.localStart, one.rooms, one.counsellors])).toEqual([
      [tuesday('09:00'), ['room-b'], []],
      [tuesday('10:00'), [], []],
    ]);
    expect(affected[0]).toMatchObject({
      localEnd: tuesday('09:50'),
      room: 'room-a',
      mode: 'room',
      counsellor: 'ana',
      isDated: false,
      isUnderWay: false,
      bookings: [{ booking: nine.id, alias: nine.alias, people: 1, messages: true }],
    });
    expect(affected[1]!.bookings).toEqual([{ booking: ten.id, alias: ten.alias, people: 1, messages: false }]);
    const times = affected[1]!.times.map((time) => `${time.counsellor} ${time.localStart.slice(5)} ${time.mode}`);
    expect(times).toContain('ana 11-24T11:00 room');
    expect(times).not.toContain('ana 11-24T10:00 room');
    expect(await rows()).toBe(0);
    expect((await preview(desk, { ...MORNING, from: tuesday('11:00') })).length).toBe(0);
    // Turn-around counts: room A is being cleared until 11:00.
    expect((await preview(desk, { ...MORNING, from: tuesday('10:55') })).length).toBe(1);
  });

  test('L4 L5 L9 room, time and cancellation at once; the closed room is had by nobody', async () => {
    const nine = await visitors[0]!.book(TUESDAY_9);
    const ten = await visitors[1]!.book(TUESDAY_10, { counsellor: 'ana' });
    const eleven = await visitors[2]!.book(TUESDAY_11, { counsellor: 'ana' });
    const ids = await Promise.all([nine, ten, eleven].map(({ id }) => sessionOf(library, id)));
    const audit = auditOf(library);
    await audit();

    const later = '2026-11-24T13:00:00Z';
    const { block, tell } = await saved(desk, MORNING, [
      { session: ids[0]!, do: 'room', room: 'room-b' },
      { session: ids[1]!, do: 'move', startsAt: later },
      { session: ids[2]!, do: 'cancel' },
    ]);
    expect(block).toMatchObject({ kind: 'out_of_use', localStart: MORNING.from, localEnd: MORNING.until });
    expect(tell.map(({ booking, what, room, newLocalStart }) => [booking, what, room, newLocalStart])).toEqual([
      [nine.id, 'room', 'room-b', undefined],
      [ten.id, 'move', 'room-a', tuesday('14:00')],
      [eleven.id, 'cancel', null, undefined],
    ]);
    expect((await audit()).sort()).toEqual(['block.make', 'booking.cancel', 'booking.move', 'session.room']);

    const now = await Promise.all([nine, ten, eleven].map((one, n) => visitors[n]!.get(`/api/bookings/${one.id}`)));
    expect(now.map(({ booking }) => [booking.state, booking.room, booking.localStart])).toEqual([
      ['confirmed', 'room-b', tuesday('09:00')],
      ['confirmed', 'room-a', tuesday('14:00')],
      ['cancelled', 'room-a', tuesday('11:00')],
    ]);
    expect(now[1]!.booking).toMatchObject({ ticket: ten.ticket, price: ten.price, alias: ten.alias });

    // Only room B is left at 10:00 and at 11:00.
    expect((await visitors[3]!.book(TUESDAY_10)).room).toBe('room-b');
    expect((await visitors[0]!.hold(TUESDAY_10)).code).toBe('slot_taken');
    expect((await visitors[0]!.hold(TUESDAY_11)).booking.room).toBe('room-b');
  });

  test('L4 what nobody decided on is named, and nothing is done', async () => {
    const nine = await visitors[0]!.book(TUESDAY_9);
    const ten = await visitors[1]!.book(TUESDAY_10, { counsellor: 'ana' });
    const outcomes = [{ session: await sessionOf(library, nine.id), do: 'cancel' as const }];

    const answer = await save(desk, MORNING, outcomes);
    expect([answer.status, answer.code]).toEqual([409, 'affected_left']);
    expect(answer.facts.affected).toEqual((await preview(desk, MORNING)).slice(1));
    expect((await visitors[0]!.get(`/api/bookings/${nine.id}`)).booking.state).toBe('confirmed');
    expect(await rows()).toBe(0);

    // Cancelled by the patron meanwhile: an outcome too many does no harm.
    await desk.post(`/api/bookings/${ten.id}/cancel`);
    await saved(desk, MORNING, [...outcomes, { session: await sessionOf(library, ten.id), do: 'cancel' }]);
  });

  test('L4 an outcome that cannot be had undoes all of it, and is named', async () => {
    const nine = await visitors[0]!.book(TUESDAY_9);
    const ten = await visitors[1]!.book(TUESDAY_10, { counsellor: 'ana' });
    await visitors[2]!.book(TUESDAY_10, { counsellor: 'bor' });
    const [a, b] = [await sessionOf(library, nine.id), await sessionOf(library, ten.id)];
    const first = { session: a, do: 'cancel' as const };

    const taken = await save(desk, MORNING, [first, { session: b, do: 'room', room: 'room-b' }]);
    expect([taken.code, taken.facts]).toEqual(['slot_taken', { reason: 'taken', alternatives: [], session: b }]);
    const gone = await save(desk, MORNING, [first, { session: b, do: 'move', startsAt: '2026-11-24T13:05:00Z' }]);
    expect([gone.code, gone.facts.reason, gone.facts.session]).toEqual(['slot_taken', 'not_offered', b]);
    const unknown = await save(desk, MORNING, [first, { session: b, do: 'room', room: 'nowhere' }]);
    expect(unknown.faults).toEqual([{ path: 'outcomes[1].room', code: 'unknown' }]);
    const nobody = await save(desk, MORNING, [first, { session: b, do: 'counsellor', counsellor: 'bor' }]);
    expect(nobody.faults).toEqual([{ path: 'outcomes[1].do', code: 'not_allowed' }]);
    const inside = await save(desk, { ...MORNING, until: tuesday('18:00') }, [
      first,
      { session: b, do: 'move', startsAt: '2026-11-24T09:00:00Z' },
    ]);
    expect([inside.code, inside.facts.session]).toEqual(['slot_taken', b]);

    expect((await visitors[0]!.get(`/api/bookings/${nine.id}`)).booking.state).toBe('confirmed');
    expect(await rows()).toBe(0);
  });

  test('L3 what is under way stays where it is, and the room is closed around it', async () => {
    const nine = await visitors[0]!.book(TUESDAY_9);
    const eleven = await visitors[1]!.book(TUESDAY_11, { counsellor: 'ana' });
    library.clock.now = Date.parse(TUESDAY_9) + 20 * 60_000;
    expect((await preview(desk, MORNING)).map((one) => [one.isUnderWay, one.rooms.length])).toEqual([
      [true, 0],
      [false, 1],
    ]);
    const { tell } = await saved(desk, MORNING, [
      { session: await sessionOf(library, eleven.id), do: 'room', room: 'room-b' },
    ]);
    expect(tell.map(({ booking }) => booking)).toEqual([eleven.id]);
    expect((await visitors[0]!.get(`/api/bookings/${nine.id}`)).booking.room).toBe('room-a');
  });

  test('L8 reopened, the room is free for what lies ahead; what has passed stays', async () => {
    const { block } = await saved(desk, MORNING);
    const again = await reopen(block.id);
    expect(json<{ block: Block }>(again).block).toEqual(block);
    expect((await reopen(block.id)).facts).toEqual({ state: 'gone' });
    expect((await visitors[0]!.book(TUESDAY_9)).room).toBe('room-a');
    await library.clear();

    const other = await saved(desk, MORNING);
    library.clock.now = Date.parse('2026-11-24T08:41:10Z');
    const cut = json<{ block: Block }>(await reopen(other.block.id)).block;
    expect([cut.localStart, cut.localEnd]).toEqual([tuesday('09:00'), tuesday('09:45')]);
    expect((await reopen(other.block.id)).facts).toEqual({ state: 'over' });
  });

  test('L8 two closures over one another: the time is free when the last of them goes', async () => {
    const one = await saved(desk, MORNING);
    const two = await saved(desk, { ...MORNING, from: tuesday('11:00'), until: tuesday('15:00') });
    await reopen(one.block.id);
    await assertInvariants(library.api);
    expect((await visitors[0]!.book(TUESDAY_9)).room).toBe('room-a');
    expect((await visitors[1]!.book(TUESDAY_11)).room).toBe('room-b');
    await reopen(two.block.id);
    expect((await visitors[2]!.book(TUESDAY_11, { counsellor: 'ana' })).room).toBe('room-a');
  });

  test('L1 L10 a closure of 62 days has all its cells', async () => {
    const { block } = await saved(desk, { room: 'room-a', from: tuesday('00:00'), until: '2027-01-25T00:00' });
    const [cells] = await rowsOf<{ n: number }>(
      library.api,
      `select count(*) as n from occupancy where session = '${block.id}'`,
    );
    expect(cells!.n).toBe(62 * 288);
    await reopen(block.id);
  });

  test('L2 L4 each role: only the desk of that branch', async () => {
    for (const id of ['visitor-0', 'counsellor-1', 'admin-1']) {
      const caller = await library.person(id);
      expect((await save(caller, MORNING)).code).toBe('forbidden');
      expect((await caller.post('/api/desk/room-closures/preview', MORNING)).code).toBe('forbidden');
      expect((await reopen('01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11', caller)).code).toBe('forbidden');
    }
    const far = await library.person('desk-far');
    const { block } = await saved(desk, MORNING);
    const absent = await save(far, { ...MORNING, room: 'nowhere' });
    expect([absent.status, (await save(far, MORNING)).text]).toEqual([404, absent.text]);
    expect((await far.post('/api/desk/room-closures/preview', MORNING)).text).toBe(absent.text);
    expect((await reopen(block.id, far)).text).toBe((await reopen('none', far)).text);
    expect(
      (await (await library.person('counsellor-1')).post(`/api/counsellor/blocks/${block.id}/remove`)).status,
    ).toBe(404);
    expect((await save(desk, { ...MORNING, until: MORNING.from })).faults).toEqual([
      { path: 'until', code: 'ends_before_start' },
    ]);
    expect((await library.api.request('/api/desk/room-closures', { json: MORNING, key: 'k' })).status).toBe(401);
  });
});
