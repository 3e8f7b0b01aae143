import { describe, expect, test } from 'vitest';
import { roomChoices, roomSwapAnswer, type RoomChoices, type RoomSwapAnswer } from '#contract/blocks.ts';
import { json, saved, sessionOf, tuesday } from '../../support/block-steps.ts';
import {
  FRIDAY_CIRCLE,
  rowsOf,
  TUESDAY_10,
  WEDNESDAY_9,
  type Caller,
  type Library,
} from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { keepLibrary } from '../../support/keep-library.ts';

const ABSENT = '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11';

describe.each(ENGINES)('another room on $engine', ({ engine }) => {
  let library: Library;
  let desk: Caller;
  let first: Caller;
  let second: Caller;
  keepLibrary(engine, async (opened) => {
    library = opened;
    desk = await library.person('desk-1');
    first = await library.patron(0);
    second = await library.patron(1);
  });

  const choices = async (session: string) => {
    const answer = await desk.get(`/api/desk/sessions/${session}/rooms`);
    expect(answer.status, answer.text).toBe(200);
    return roomChoices.strict().parse(json<RoomChoices>(answer)).rooms;
  };
  const swap = (session: string, room: string, caller = desk, key?: string) =>
    caller.post(`/api/desk/sessions/${session}/room`, { room }, key);

  test('L6 L9 the session is in the other room for everybody; the desk is told its row and whom to tell', async () => {
    const booking = await first.book(WEDNESDAY_9, { mode: 'room' });
    const session = await sessionOf(library, booking.id);
    expect(await choices(session)).toEqual([{ room: 'room-b', isFree: true, fits: true }]);

    const answer = await swap(session, 'room-b', desk, 'swap');
    expect(answer.status, answer.text).toBe(200);
    const told = roomSwapAnswer.parse(json<RoomSwapAnswer>(answer));
    expect(told.rows).toMatchObject([{ booking: booking.id, session, room: 'room-b', state: 'confirmed' }]);
    expect(told.tell).toEqual([
      {
        booking: booking.id,
        alias: booking.alias,
        localStart: booking.localStart,
        what: 'room',
        room: 'room-b',
        messages: true,
      },
    ]);
    expect(answer.text).not.toMatch(/"service"|price|patron/);
    expect((await swap(session, 'room-b', desk, 'swap')).text).toBe(answer.text);

    expect((await first.get(`/api/bookings/${booking.id}`)).booking).toMatchObject({
      room: 'room-b',
      state: 'confirmed',
    });
    expect(await choices(session)).toEqual([{ room: 'room-a', isFree: true, fits: true }]);
    const audit = await rowsOf<{ facts: string }>(
      library.api,
      `select facts from audit where action = 'session.room' and subject = '${session}'`,
    );
    expect(audit.map(({ facts }) => JSON.parse(facts) as unknown)).toEqual([
      { branch: 'main', from: 'room-a', to: 'room-b', fits: true },
    ]);
  });

  test('L6 the old room is free at once, the new one is not', async () => {
    const booking = await first.book(TUESDAY_10, { counsellor: 'ana' });
    await swap(await sessionOf(library, booking.id), 'room-b');
    const other = await second.book(TUESDAY_10, { counsellor: 'bor' });
    expect(other.room).toBe('room-a');

    const taken = await swap(await sessionOf(library, other.id), 'room-b');
    expect([taken.status, taken.code, taken.facts.reason]).toEqual([409, 'slot_taken', 'taken']);
    expect((await second.get(`/api/bookings/${other.id}`)).booking.room).toBe('room-a');
  });

  test('L6 a room that does not fit is taken only where none that fits is free', async () => {
    const booking = await first.book(TUESDAY_10, { features: ['step-free'], counsellor: 'ana' });
    const session = await sessionOf(library, booking.id);
    expect(booking.room).toBe('room-b');
    expect(await choices(session)).toEqual([{ room: 'room-a', isFree: true, fits: false }]);

    const answer = await swap(session, 'room-a');
    expect(answer.status, answer.text).toBe(200);
    const back = await swap(session, 'room-b');
    expect(back.status, back.text).toBe(200);
    const facts = await rowsOf<{ facts: string }>(
      library.api,
      `select facts from audit where action = 'session.room' and subject = '${session}' order by id`,
    );
    expect(facts.map((row) => (JSON.parse(row.facts) as { fits: boolean }).fits)).toEqual([false, true]);
  });

  test('L6 everybody of a dated session moves with it; a hold is not told', async () => {
    for (const caller of [first, second]) await caller.book(FRIDAY_CIRCLE, { service: 'circle' });
    await (await library.patron(2)).hold(FRIDAY_CIRCLE, { service: 'circle' });
    const [dated] = await rowsOf<{ id: string }>(library.api, `select id from session where series = 'fridays'`);

    const answer = await swap(dated!.id, 'room-a');
    expect(answer.status, answer.text).toBe(200);
    const { rows, tell } = json<RoomSwapAnswer>(answer);
    expect([rows.length, tell.length]).toEqual([2, 2]);
    expect((await swap(dated!.id, 'room-b')).status).toBe(200);
  });

  test('L6 no room of another branch, none by telephone, none once it is over', async () => {
    const booking = await first.book(WEDNESDAY_9);
    const session = await sessionOf(library, booking.id);
    expect((await swap(session, 'nowhere')).faults).toEqual([{ path: 'room', code: 'unknown' }]);
    expect((await swap(session, 'room-a')).faults).toEqual([{ path: 'room', code: 'already_there' }]);

    const phone = await second.book(WEDNESDAY_9.replace('08:', '09:'), { mode: 'phone' });
    const call = await swap(await sessionOf(library, phone.id), 'room-a');
    expect([call.code, call.facts]).toEqual(['wrong_state', { state: 'no_room' }]);

    library.clock.now = Date.parse(booking.endsAt) - 1;
    expect((await swap(session, 'room-b')).status).toBe(200);
    library.clock.now = Date.parse(booking.endsAt);
    expect((await swap(session, 'room-a')).facts).toEqual({ state: 'over' });
  });

  test('L1 L6 a closed room is not free', async () => {
    const booking = await first.book(TUESDAY_10, { counsellor: 'ana' });
    await saved(desk, { room: 'room-b', from: tuesday('10:30'), until: tuesday('11:00') });
    const session = await sessionOf(library, booking.id);
    expect(await choices(session)).toEqual([{ room: 'room-b', isFree: false, fits: true }]);
    expect((await swap(session, 'room-b')).code).toBe('slot_taken');
  });

  test('L6 each role: only the desk of that branch', async () => {
    const session = await sessionOf(library, (await first.book(WEDNESDAY_9)).id);
    for (const id of ['visitor-0', 'counsellor-1', 'admin-1']) {
      const caller = await library.person(id);
      expect((await swap(session, 'room-b', caller)).code).toBe('forbidden');
      expect((await caller.get(`/api/desk/sessions/${session}/rooms`)).code).toBe('forbidden');
    }
    const far = await library.person('desk-far');
    const foreign = await swap(session, 'room-b', far);
    const absent = await swap(ABSENT, 'room-b', far);
    expect([foreign.status, foreign.text]).toEqual([404, absent.text]);
    expect((await far.get(`/api/desk/sessions/${session}/rooms`)).text).toBe(foreign.text);
    expect((await swap('none', 'room-b')).status).toBe(404);
    expect((await library.api.request(`/api/desk/sessions/${session}/rooms`)).status).toBe(401);
  });
});
