import { describe, expect, test } from 'vitest';
import { nextAnswer, nextTimes, type NextAnswer, type NextTimes } from '#contract/counsellor.ts';
import type { Booking, BookingList } from '#contract/bookings.ts';
import { json, saved, TUESDAY } from '../../support/block-steps.ts';
import {
  FRIDAY_CIRCLE,
  rowsOf,
  TUESDAY_10,
  WEDNESDAY_10,
  WEDNESDAY_9,
  type Caller,
  type Library,
} from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { keepLibrary } from '../../support/keep-library.ts';

const NEXT_WEDNESDAY_9 = '2026-12-02T08:00:00Z';
const ABSENT = '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11';

describe.each(ENGINES)('the next appointment on $engine', ({ engine }) => {
  let library: Library;
  let ana: Caller;
  let bor: Caller;
  let visitor: Caller;
  keepLibrary(engine, async (opened) => {
    library = opened;
    ana = await library.person('counsellor-1');
    bor = await library.person('counsellor-2');
    visitor = await library.patron(30);
  });

  const path = (id: string) => `/api/counsellor/bookings/${id}/next`;
  const suggestions = async (id: string) => {
    const answer = await ana.get(path(id));
    expect(answer.status, answer.text).toBe(200);
    return nextTimes.strict().parse(json<NextTimes>(answer)).suggestions;
  };
  const bookings = async (): Promise<Booking[]> => json<BookingList>(await visitor.get('/api/bookings')).bookings;

  test('C4 C5 in two steps: the same hour of next week is suggested, and booked as it was', async () => {
    const first = await visitor.book(WEDNESDAY_9, { features: ['step-free'] });
    await visitor.put(`/api/bookings/${first.id}/preparations`, { preparations: ['interpreter'] });
    expect(first.room).toBe('room-b');

    const [next] = await suggestions(first.id);
    expect(next).toEqual({
      startsAt: NEXT_WEDNESDAY_9,
      localStart: '2026-12-02T09:00',
      mode: 'room',
      room: 'room-b',
      isSameHour: true,
    });

    const answer = await ana.post(path(first.id), { startsAt: next!.startsAt }, 'next');
    expect(answer.status, answer.text).toBe(201);
    const { session, undoUntil } = nextAnswer.strict().parse(json<NextAnswer>(answer));
    expect(session).toMatchObject({
      localStart: '2026-12-02T09:00',
      room: 'room-b',
      visits: [{ state: 'confirmed', needs: ['step-free', 'interpreter'] }],
    });
    expect(Date.parse(undoUntil) - library.clock.now).toBe(10 * 60_000);
    expect((await ana.post(path(first.id), { startsAt: next!.startsAt }, 'next')).text).toBe(answer.text);

    const [made] = await bookings();
    expect(made).toMatchObject({
      id: session.visits[0]!.booking,
      state: 'confirmed',
      service: 'talk',
      counsellor: 'ana',
      preparations: ['interpreter'],
      price: { total: { amount: 0 }, lines: [{ discount: 'sponsored' }] },
    });
    expect(made!.ticket?.code).toMatch(/^\d{6}$/);
    expect(made!.alias).toBe(session.visits[0]!.alias);
    const audit = await rowsOf<{ actor: string; facts: string }>(
      library.api,
      `select actor, facts from audit where action = 'booking.next' and subject = '${made!.id}'`,
    );
    expect(audit[0]!.actor).toBe('counsellor-1');
    expect(JSON.parse(audit[0]!.facts)).toMatchObject({ after: first.id });
  });

  test('C5 the same room is kept although a smaller one is free', async () => {
    await (await library.patron(1)).book(TUESDAY_10, { counsellor: 'bor' });
    const first = await visitor.book(TUESDAY_10, { counsellor: 'ana' });
    expect(first.room).toBe('room-b');
    await ana.post(path(first.id), { startsAt: '2026-12-01T09:00:00Z' });
    expect((await bookings())[0]).toMatchObject({ room: 'room-b', counsellor: 'ana', localStart: '2026-12-01T10:00' });
  });

  test('C5 B9 the limit of open bookings holds; a visit that has begun does not count', async () => {
    const first = await visitor.book(WEDNESDAY_9);
    expect((await ana.post(path(first.id), { startsAt: NEXT_WEDNESDAY_9 })).status).toBe(201);
    const third = await ana.post(path(first.id), { startsAt: '2026-12-09T08:00:00Z' });
    expect([third.status, third.code, third.facts]).toEqual([409, 'too_many_open', { open: 2, max: 2 }]);

    library.clock.now = Date.parse(WEDNESDAY_9) + 60_000;
    expect((await ana.post(path(first.id), { startsAt: '2026-12-09T08:00:00Z' })).status).toBe(201);
  });

  test('C5 a time that is taken, blocked, not offered or the patron’s own is refused', async () => {
    const first = await visitor.book(WEDNESDAY_9);
    await (await library.patron(1)).book(WEDNESDAY_10);
    const taken = await ana.post(path(first.id), { startsAt: WEDNESDAY_10 });
    expect([taken.code, taken.facts.reason, taken.facts.alternatives!.length]).toEqual(['slot_taken', 'taken', 3]);
    await saved(ana, TUESDAY);
    expect((await ana.post(path(first.id), { startsAt: TUESDAY_10 })).code).toBe('slot_taken');
    expect((await ana.post(path(first.id), { startsAt: '2026-12-02T08:05:00Z' })).facts.reason).toBe('not_offered');
    expect((await ana.post(path(first.id), { startsAt: WEDNESDAY_9 })).code).toBe('patron_busy');
    expect((await ana.post(path(first.id), { startsAt: NEXT_WEDNESDAY_9, mode: 'video' })).faults).toEqual([
      { path: 'mode', code: 'not_offered' },
    ]);
    const phone = await ana.post(path(first.id), { startsAt: NEXT_WEDNESDAY_9, mode: 'phone' });
    expect(json<NextAnswer>(phone).session).toMatchObject({ mode: 'phone', room: null });
  });

  test('C4 C5 a cancelled booking is not followed; a group’s other dates are places like any', async () => {
    const first = await visitor.book(WEDNESDAY_9);
    await visitor.post(`/api/bookings/${first.id}/cancel`);
    const refused = await ana.post(path(first.id), { startsAt: NEXT_WEDNESDAY_9 });
    expect([refused.code, refused.facts]).toEqual(['wrong_state', { state: 'cancelled' }]);
    expect((await ana.get(path(first.id))).code).toBe('wrong_state');

    const circle = await visitor.book(FRIDAY_CIRCLE, { service: 'circle' });
    const none = await bor.get(path(circle.id));
    expect(json<NextTimes>(none).suggestions).toEqual([]);
    expect((await bor.post(path(circle.id), { startsAt: '2026-12-04T09:00:00Z' })).facts.reason).toBe('not_offered');
  });

  test('C5 each role: the counsellor of that visit only', async () => {
    const { id } = await visitor.book(WEDNESDAY_9);
    const input = { startsAt: NEXT_WEDNESDAY_9 };
    for (const person of ['visitor-30', 'desk-1', 'admin-1']) {
      const caller = await library.person(person);
      expect([(await caller.post(path(id), input)).code, (await caller.get(path(id))).code]).toEqual([
        'forbidden',
        'forbidden',
      ]);
    }
    const foreign = await bor.post(path(id), input);
    expect([foreign.status, foreign.text]).toEqual([404, (await bor.post(path(ABSENT), input)).text]);
    expect((await bor.get(path(id))).text).toBe((await bor.get(path('none'))).text);
    expect((await library.api.request(path(id))).status).toBe(401);
  });

  const takeBack = (id: string) => `/api/counsellor/bookings/${id}/take-back`;
  const made = async (first: { id: string }): Promise<string> => {
    const answer = await ana.post(path(first.id), { startsAt: NEXT_WEDNESDAY_9 });
    return json<NextAnswer>(answer).session.visits[0]!.booking;
  };

  test('C6 taken back, its time, its discounts and the patron’s own time are free again', async () => {
    const id = await made(await visitor.book(WEDNESDAY_9));
    const first = await ana.post(takeBack(id), {}, 'back');
    expect([first.status, first.text]).toEqual([200, JSON.stringify({ booking: id })]);
    expect((await ana.post(takeBack(id), {}, 'back')).text).toBe(first.text);

    expect((await bookings()).find((one) => one.id === id)).toMatchObject({ state: 'cancelled' });
    expect(
      await rowsOf(library.api, `select booking from redemption where booking = '${id}' and returned_at is null`),
    ).toEqual([]);
    await visitor.book(NEXT_WEDNESDAY_9, { counsellor: 'ana' });
    const again = await ana.post(takeBack(id), {});
    expect([again.code, again.facts]).toEqual(['wrong_state', { state: 'cancelled' }]);
  });

  test('C6 for ten minutes, and only what was booked so', async () => {
    const first = await visitor.book(WEDNESDAY_9);
    expect((await ana.post(takeBack(first.id), {})).code).toBe('wrong_state');

    const id = await made(first);
    library.clock.now += 10 * 60_000 - 1;
    expect((await bor.post(takeBack(id), {})).text).toBe((await bor.post(takeBack(ABSENT), {})).text);
    expect((await (await library.person('desk-1')).post(takeBack(id), {})).code).toBe('forbidden');
    expect((await visitor.post(takeBack(id), {})).code).toBe('forbidden');
    library.clock.now += 1;
    expect((await ana.post(takeBack(id), {})).code).toBe('wrong_state');
  });

  test('C6 what the patron took up again is the patron’s', async () => {
    const id = await made(await visitor.book(WEDNESDAY_9));
    await visitor.post(`/api/bookings/${id}/cancel`);
    const taken = json<{ booking: Booking }>(await visitor.post(`/api/bookings/${id}/retake`)).booking;
    expect(taken.state).toBe('confirmed');
    expect((await ana.post(takeBack(taken.id), {})).code).toBe('wrong_state');
  });
});
