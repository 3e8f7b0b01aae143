import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import type { BookingList } from '#contract/bookings.ts';
import { ENGINES } from '../../support/engines.ts';
import {
  FRIDAY_CIRCLE,
  TUESDAY_10,
  WEDNESDAY_10,
  WEDNESDAY_9,
  type Caller,
  type Library,
} from '../../support/booking-library.ts';
import { keepLibrary } from '../../support/keep-library.ts';

const NOT_MINE = '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11';

describe.each(ENGINES)('changes on $engine', ({ engine }) => {
  let library: Library;
  let first: Caller;
  let second: Caller;
  keepLibrary(engine, async (opened) => {
    library = opened;
    first = await opened.patron(0);
    second = await opened.patron(1);
  });

  test('B5 a confirmed booking is cancelled up to and including its deadline', async () => {
    const { id, changeUntil } = await first.book(WEDNESDAY_9);
    library.clock.now = Date.parse(changeUntil) + 1;
    expect(await first.post(`/api/bookings/${id}/cancel`)).toMatchObject({
      code: 'too_late_to_cancel',
      facts: { deadlineAt: changeUntil },
    });
    expect((await first.post(`/api/bookings/${id}/move`, { startsAt: TUESDAY_10 })).code).toBe('too_late_to_move');
    library.clock.now = Date.parse(changeUntil);
    expect((await first.post(`/api/bookings/${id}/cancel`)).booking.state).toBe('cancelled');
    expect((await second.hold('2026-11-26T08:00:00Z')).status).toBe(201);
  });

  test('B5 a hold that was let go says so: it never was a booking that could be cancelled', async () => {
    const { booking: hold } = await first.hold(WEDNESDAY_9);
    const { booking: letGo } = await first.post(`/api/bookings/${hold.id}/cancel`);
    expect(letGo).toMatchObject({ state: 'cancelled', letGo: true });
    const { id } = await first.book(WEDNESDAY_9);
    expect((await first.post(`/api/bookings/${id}/cancel`)).booking).not.toHaveProperty('letGo');
    const { bookings } = JSON.parse((await first.get('/api/bookings')).text) as BookingList;
    expect(bookings.map((one) => [one.id, one.letGo]).toSorted()).toEqual(
      [
        [hold.id, true],
        [id, undefined],
      ].toSorted(),
    );
  });

  test('B6 a move keeps the old time until the new one is had', async () => {
    const booking = await first.book(WEDNESDAY_9);
    await second.book(WEDNESDAY_10);
    const path = `/api/bookings/${booking.id}`;

    const refused = await first.post(`${path}/move`, { startsAt: WEDNESDAY_10 });
    expect([refused.code, refused.facts.alternatives!.length]).toEqual(['slot_taken', 3]);
    expect((await first.get(path)).booking).toEqual(booking);
    expect((await (await library.patron(2)).hold(WEDNESDAY_9)).code).toBe('slot_taken');

    const phone = await first.post(`${path}/move`, { startsAt: WEDNESDAY_9, mode: 'phone' });
    expect(phone.booking).toMatchObject({ id: booking.id, mode: 'phone', room: null, ticket: booking.ticket });
    const moved = await first.post(`${path}/move`, { startsAt: '2026-11-25T12:00:00Z', mode: 'room' });
    expect(moved.booking).toMatchObject({ localStart: '2026-11-25T13:00', alias: booking.alias, room: booking.room });
    expect((await (await library.patron(2)).hold(WEDNESDAY_9)).status).toBe(201);
  });

  test('B6 a move to another currency, an unknown branch or of a hold is refused', async () => {
    const booking = await first.book(WEDNESDAY_9);
    const path = `/api/bookings/${booking.id}/move`;
    const far = await first.post(path, { startsAt: '2026-11-25T05:30:00Z', branch: 'far' });
    expect([far.code, far.facts]).toEqual(['other_currency', { currency: 'IRR' }]);
    expect((await first.post(path, { startsAt: WEDNESDAY_9, branch: 'nowhere' })).faults).toEqual([
      { path: 'branch', code: 'unknown' },
    ]);
    const held = await second.hold(WEDNESDAY_10);
    expect((await second.post(`/api/bookings/${held.booking.id}/move`, { startsAt: TUESDAY_10 })).code).toBe(
      'wrong_state',
    );
  });

  test('B6 B9 a move is not a second booking for any limit', async () => {
    const { id } = await first.book(WEDNESDAY_9, { service: 'family' });
    expect((await first.hold(TUESDAY_10, { service: 'family' })).code).toBe('too_many_open');
    const moved = await first.post(`/api/bookings/${id}/move`, { startsAt: '2026-11-24T09:00:00Z' });
    expect(moved.booking).toMatchObject({ state: 'confirmed', people: 2 });
  });

  test('B7 B19 a cancellation is undone for ten minutes while the time is free', async () => {
    const talk = await first.book(WEDNESDAY_9);
    const group = await first.book(FRIDAY_CIRCLE, { service: 'circle', people: 2 });
    for (const { id } of [talk, group]) await first.post(`/api/bookings/${id}/cancel`);
    await second.hold(WEDNESDAY_9);

    const taken = await first.post(`/api/bookings/${talk.id}/retake`);
    expect([taken.code, taken.facts.alternatives!.length]).toEqual(['slot_taken', 3]);
    const again = await first.post(`/api/bookings/${group.id}/retake`);
    expect(again.booking).toMatchObject({ state: 'confirmed', people: 2, startsAt: FRIDAY_CIRCLE, price: group.price });
    expect((await first.get(`/api/bookings/${group.id}`)).booking.undoUntil).toBeUndefined();
    expect((await first.post(`/api/bookings/${group.id}/retake`)).code).toBe('wrong_state');

    library.pass(10);
    expect((await first.post(`/api/bookings/${talk.id}/retake`)).facts).toEqual({ state: 'cancelled' });
  });

  test('B8 preparations change until the midnight before, at the branch', async () => {
    const { id, prepareUntil } = await first.book(WEDNESDAY_9);
    expect(prepareUntil).toBe('2026-11-24T23:00:00Z');
    const path = `/api/bookings/${id}/preparations`;
    expect((await first.put(path, { preparations: ['company'] })).booking.preparations).toEqual(['company']);
    library.clock.now = Date.parse(prepareUntil);
    expect((await first.put(path, { preparations: [] })).code).toBe('too_late_to_change');
    expect((await first.put(path, { preparations: ['cake'] })).status).toBe(422);
  });

  test('B17 own bookings are listed newest start first, and a mark that is none is refused', async () => {
    const later = await first.book(WEDNESDAY_9);
    const sooner = await first.book(TUESDAY_10);
    const list = JSON.parse((await first.get('/api/bookings')).text) as { bookings: { id: string }[] };
    expect(list.bookings.map((booking) => booking.id)).toEqual([later.id, sooner.id]);

    const rest = await first.get(`/api/bookings?after=${Date.parse(WEDNESDAY_9)}.${later.id}`);
    expect(JSON.parse(rest.text)).toMatchObject({ bookings: [{ id: sooner.id }] });
    expect((await first.get('/api/bookings?after=nonsense')).faults).toEqual([{ path: 'after', code: 'not_a_mark' }]);
    expect(JSON.parse((await second.get('/api/bookings')).text)).toMatchObject({ bookings: [] });
  });

  test('B22 a foreign booking is answered like an absent one, byte for byte, to staff too', async () => {
    const { id } = await first.book(WEDNESDAY_9);
    const desk = await library.person('desk-1');
    const counsellor = await library.person('counsellor-1');

    for (const [caller, status] of [
      [second, 404],
      [desk, 403],
      [counsellor, 403],
    ] as const) {
      for (const path of ['', '/calendar.ics']) {
        const foreign = await caller.get(`/api/bookings/${id}${path}`);
        const absent = await caller.get(`/api/bookings/${NOT_MINE}${path}`);
        expect([foreign.status, foreign.text]).toEqual([status, absent.text]);
        expect((await caller.get(`/api/bookings/no-id${path}`)).text).toBe(absent.text);
      }
    }
    for (const caller of [second, await library.person('desk-far')]) {
      for (const verb of ['extend', 'confirm', 'cancel', 'retake']) {
        const foreign = await caller.post(`/api/bookings/${id}/${verb}`);
        expect([foreign.status, foreign.text]).toEqual([
          404,
          (await caller.post(`/api/bookings/${NOT_MINE}/${verb}`)).text,
        ]);
      }
      expect((await caller.post(`/api/bookings/${id}/move`, { startsAt: TUESDAY_10 })).status).toBe(404);
      expect((await caller.put(`/api/bookings/${id}/preparations`, { preparations: [] })).status).toBe(404);
    }
    for (const staff of [desk, counsellor]) {
      const refused = [await staff.get('/api/bookings'), await staff.get('/api/me/prices')];
      expect(refused.map((answer) => answer.status)).toEqual([403, 403]);
    }
    expect((await counsellor.hold(WEDNESDAY_10)).status).toBe(403);
  });

  test('B23 the calendar file is valid, in UTC, and says nothing of the service', async () => {
    const booking = await first.book(WEDNESDAY_9);
    const { text, status } = await first.get(`/api/bookings/${booking.id}/calendar.ics`);
    expect(status).toBe(200);
    const event = new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent')!);
    expect([event.startDate.toJSDate(), event.endDate.toJSDate()]).toEqual([
      new Date(booking.startsAt),
      new Date(booking.endsAt),
    ]);
    expect(text).toContain('DTSTART:20261125T080000Z');
    expect([event.summary, event.location]).toEqual([
      'Appointment 50 min',
      'Room A, Test Library, 1 Knjižna ulica, 9240 Ljutomer',
    ]);
    expect(text).not.toMatch(/counsel|ana|individual|talk/i);

    await first.post(`/api/bookings/${booking.id}/cancel`);
    expect((await first.get(`/api/bookings/${booking.id}/calendar.ics`)).text).toContain('STATUS:CANCELLED');
  });
});
