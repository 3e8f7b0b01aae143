import { describe, expect, test } from 'vitest';
import { deskBooking } from '#contract/desk.ts';
import type { DeskBooking } from '#contract/desk.ts';
import {
  rowsOf,
  TUESDAY_10,
  WEDNESDAY_10,
  WEDNESDAY_9,
  type Answer,
  type Caller,
  type Library,
} from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { keepLibrary } from '../../support/keep-library.ts';

const told = (answer: Answer) => answer.booking as unknown as DeskBooking;

describe.each(ENGINES)('the desk books for people on $engine', ({ engine }) => {
  let library: Library;
  let desk: Caller;
  let far: Caller;
  let visitor: Caller;
  keepLibrary(engine, async (opened) => {
    library = opened;
    desk = await library.person('desk-1');
    far = await library.person('desk-far');
    visitor = await library.patron(0);
  });

  test('K1 K2 the desk holds, extends, confirms and prepares for a patron, and is told its own answer', async () => {
    const held = await desk.hold(WEDNESDAY_9, { patron: 'visitor-30', codes: [] });
    expect(held.status, held.text).toBe(201);
    expect(deskBooking.strict().parse(held.booking)).toEqual(held.booking);
    expect(held.booking).toMatchObject({
      state: 'held',
      counsellor: 'ana',
      room: 'room-a',
      heldUntil: '2026-11-23T06:06:00Z',
      extendable: true,
      publicName: { en: 'Appointment 50 min' },
      due: { amount: 0, currency: 'EUR' },
      paid: { amount: 0 },
      changeUntil: WEDNESDAY_9,
    });

    const path = `/api/bookings/${told(held).booking}`;
    expect(told(await desk.post(`${path}/extend`))).toMatchObject({ heldUntil: '2026-11-23T06:12:00Z' });
    const confirmed = await desk.post(`${path}/confirm`, { preparations: ['interpreter'] });
    expect(told(confirmed)).toMatchObject({ state: 'confirmed', needs: ['interpreter'] });
    expect(told(confirmed).ticket?.code).toMatch(/^\d{6}$/);
    const prepared = await desk.put(`${path}/preparations`, { preparations: ['company'] });
    expect(told(prepared)).toMatchObject({ needs: ['company'] });
    for (const answer of [held, confirmed, prepared]) expect(answer.text).not.toMatch(/"service"|"price"|sponsored/);

    const own = await (await library.patron(30)).get(path);
    expect(own.booking).toMatchObject({ service: 'talk', state: 'confirmed', price: { total: { amount: 0 } } });
    const [audit] = await rowsOf(
      library.api,
      `select actor, role from audit where action = 'booking.hold'
      and subject = '${told(held).booking}'`,
    );
    expect(audit).toEqual({ actor: 'desk-1', role: 'desk' });
  });

  test('K1 a patron names nobody, the desk somebody, and somebody who is there', async () => {
    expect((await visitor.hold(WEDNESDAY_9, { patron: 'visitor-1' })).faults).toEqual([
      { path: 'patron', code: 'not_allowed' },
    ]);
    expect((await desk.hold(WEDNESDAY_9)).faults).toEqual([{ path: 'patron', code: 'missing' }]);
    for (const patron of ['nobody', 'desk-1']) {
      expect((await desk.hold(WEDNESDAY_9, { patron })).faults).toEqual([{ path: 'patron', code: 'unknown' }]);
    }
    expect((await desk.hold(WEDNESDAY_9, { patron: 'visitor-1' })).status).toBe(201);
    expect((await desk.hold(WEDNESDAY_9, { patron: 'visitor-2' })).code).toBe('slot_taken');
  });

  test('K1 at another branch there is nothing for the desk, and other roles hold for nobody', async () => {
    const booking = await visitor.book(WEDNESDAY_9);
    const hold = await far.hold(WEDNESDAY_10, { patron: 'visitor-1' });
    const cancel = await far.post(`/api/bookings/${booking.id}/cancel`);
    expect([hold.status, cancel.status, hold.text]).toEqual([404, 404, cancel.text]);

    for (const id of ['counsellor-1', 'admin-1']) {
      const other = await library.person(id);
      expect((await other.hold(WEDNESDAY_10, { patron: 'visitor-1' })).code).toBe('forbidden');
      expect((await other.post(`/api/bookings/${booking.id}/cancel`)).code).toBe('forbidden');
    }
    expect((await library.caller('').hold(WEDNESDAY_10, { patron: 'visitor-1' })).status).toBe(401);
  });

  test('K3 the desk cancels up to the start, and takes up again', async () => {
    const { id } = await visitor.book(WEDNESDAY_9);
    const late = await visitor.book(WEDNESDAY_10);
    library.clock.now = Date.parse(WEDNESDAY_9) - 60_000;
    expect((await visitor.post(`/api/bookings/${id}/cancel`)).code).toBe('too_late_to_cancel');

    const cancelled = await desk.post(`/api/bookings/${id}/cancel`);
    expect(told(cancelled)).toMatchObject({
      booking: id,
      state: 'cancelled',
      due: { amount: 0 },
      undoUntil: WEDNESDAY_9,
    });
    const again = await desk.post(`/api/bookings/${id}/retake`);
    expect([again.status, told(again).state]).toEqual([201, 'confirmed']);

    library.clock.now = Date.parse(WEDNESDAY_9);
    expect((await desk.post(`/api/bookings/${told(again).booking}/cancel`)).status).toBe(200);
    library.clock.now = Date.parse(WEDNESDAY_10) + 1;
    expect(await desk.post(`/api/bookings/${late.id}/cancel`)).toMatchObject({
      code: 'too_late_to_cancel',
      facts: { deadlineAt: WEDNESDAY_10 },
    });
  });

  test('K3 the desk moves within the day, without notice, among its branches', async () => {
    const { id } = await visitor.book(TUESDAY_10);
    library.clock.now = Date.parse(TUESDAY_10) - 30 * 60_000;
    const path = `/api/bookings/${id}/move`;
    expect((await visitor.post(path, { startsAt: '2026-11-24T12:00:00Z' })).code).toBe('too_late_to_move');

    const moved = await desk.post(path, { startsAt: '2026-11-24T10:00:00Z' });
    expect(moved.status, moved.text).toBe(200);
    expect(told(moved)).toMatchObject({ booking: id, localStart: '2026-11-24T11:00' });
    expect((await desk.post(path, { startsAt: WEDNESDAY_9, branch: 'far' })).status).toBe(404);
    const refused = await desk.post(path, { startsAt: '2026-11-24T17:00:00Z' });
    expect([refused.code, refused.facts.reason]).toEqual(['slot_taken', 'not_offered']);
    expect(refused.text).not.toMatch(/"service"|talk/);
  });
});
