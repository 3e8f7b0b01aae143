import { describe, expect, test } from 'vitest';
import { ENGINES } from '../../support/engines.ts';
import {
  FRIDAY_CIRCLE,
  rowsOf,
  TUESDAY_10,
  WEDNESDAY_10,
  WEDNESDAY_9,
  type Caller,
  type Library,
} from '../../support/booking-library.ts';
import { keepLibrary } from '../../support/keep-library.ts';

describe.each(ENGINES)('holds on $engine', ({ engine }) => {
  let library: Library;
  let first: Caller;
  let second: Caller;
  keepLibrary(engine, async (opened) => {
    library = opened;
    first = await opened.patron(0);
    second = await opened.patron(1);
  });

  test('B2 B3 B4 a hold is extended once, runs out, and its time is free for others', async () => {
    const { booking } = await first.hold(WEDNESDAY_9);
    const path = `/api/bookings/${booking.id}`;
    expect((await first.post(`${path}/extend`)).booking).toMatchObject({
      heldUntil: '2026-11-23T06:12:00Z',
      extendable: false,
    });
    expect((await first.post(`${path}/extend`)).code).toBe('already_extended');

    library.pass(11);
    expect((await second.hold(WEDNESDAY_9)).code).toBe('slot_taken');
    library.pass(1);
    expect((await first.get(path)).booking).toMatchObject({ state: 'expired' });
    expect((await first.post(`${path}/confirm`)).code).toBe('hold_expired');
    expect((await second.hold(WEDNESDAY_9)).status).toBe(201);
    expect((await first.post(`${path}/confirm`)).code).toBe('hold_expired');
    expect((await first.post(`${path}/cancel`)).facts).toEqual({ state: 'expired' });
    const swept = await rowsOf(
      library.api,
      `select actor from audit where action = 'booking.expire' and subject = '${booking.id}'`,
    );
    expect(swept).toEqual([{ actor: null }]);
  });

  test('B4 confirming twice is refused with another key, and answered alike with the same', async () => {
    const { booking } = await first.hold(WEDNESDAY_9);
    const path = `/api/bookings/${booking.id}/confirm`;
    const confirmed = await first.post(path, {}, 'intent');
    expect((await first.post(path, {}, 'intent')).text).toBe(confirmed.text);
    expect(await first.post(path)).toMatchObject({ code: 'wrong_state', facts: { state: 'confirmed' } });
  });

  test('B9 open bookings are limited per service, and only those to come count', async () => {
    await first.book(TUESDAY_10);
    await first.hold(WEDNESDAY_9);
    expect((await first.hold(WEDNESDAY_10)).facts).toEqual({ open: 2, max: 2 });
    expect((await first.hold(FRIDAY_CIRCLE, { service: 'circle' })).status).toBe(201);

    library.pass(6);
    expect((await first.hold(WEDNESDAY_10)).status).toBe(201);
    library.clock.now = Date.parse(TUESDAY_10);
    expect((await first.hold(WEDNESDAY_9)).status).toBe(201);
  });

  test('B10 a taken slot names others, nearest first; other refusals say why', async () => {
    await first.book(WEDNESDAY_9);
    const taken = await second.hold(WEDNESDAY_9);
    expect([taken.code, taken.facts.reason]).toEqual(['slot_taken', 'taken']);
    expect(taken.facts.alternatives!.map((slot) => slot.startsAt)).toEqual([
      WEDNESDAY_10,
      '2026-11-25T10:00:00Z',
      '2026-11-25T12:00:00Z',
    ]);
    const offered = await second.hold(taken.facts.alternatives![0]!.startsAt);
    expect(offered.status).toBe(201);

    for (const [startsAt, reason] of [
      ['2026-11-25T08:05:00Z', 'not_offered'],
      ['2026-11-23T07:00:00Z', 'not_offered'],
      ['2026-11-23T06:30:00Z', 'too_soon'],
      ['2027-03-01T08:00:00Z', 'too_late'],
    ]) {
      const refused = await (await library.patron(2)).hold(startsAt!);
      expect([startsAt, refused.code]).toEqual([startsAt, 'slot_taken']);
      if (startsAt !== '2026-11-23T07:00:00Z') expect(refused.facts.reason).toBe(reason);
    }
  });

  test('B11 a patron is in one place at a time, group or not', async () => {
    await first.book(FRIDAY_CIRCLE, { service: 'circle' });
    expect((await first.hold(FRIDAY_CIRCLE, { service: 'circle' })).code).toBe('patron_busy');
    await first.book(TUESDAY_10);
    expect((await first.hold(TUESDAY_10)).code).toBe('patron_busy');
    expect((await first.hold('2026-11-24T10:00:00Z')).status).toBe(201);
  });

  test('B13 the alias is drawn, and no two of a branch and day are alike', async () => {
    const aliases = [];
    for (const [n, hour] of [8, 9, 10, 12, 13, 14].entries()) {
      const visitor = await library.patron(n + 3);
      aliases.push((await visitor.hold(`2026-11-25T${String(hour).padStart(2, '0')}:00:00Z`)).booking.alias);
    }
    expect(new Set(aliases).size).toBe(6);
    expect(aliases.join()).not.toMatch(/visitor/i);
  });

  test('B18 a family is one booking, with one price and a room for all', async () => {
    const family = await first.hold(WEDNESDAY_9, { service: 'family', people: 3 });
    expect(family.booking).toMatchObject({ people: 3, room: 'room-b', price: { total: { amount: 3000 } } });
    const cells = await rowsOf(library.api, `select distinct resource from occupancy where resource like 'p:%'`);
    expect(cells).toEqual([{ resource: 'p:visitor-0' }]);
    expect((await second.hold(WEDNESDAY_10, { service: 'family' })).booking.people).toBe(2);
    for (const people of [1, 4]) {
      const refused = await second.hold(TUESDAY_10, { service: 'family', people });
      expect([refused.status, refused.faults]).toEqual([422, [{ path: 'people', code: 'out_of_range' }]]);
    }
  });

  test('B19 a group is booked by places, and stands when it is empty again', async () => {
    const two = await first.book(FRIDAY_CIRCLE, { service: 'circle', people: 2 });
    const full = await second.hold(FRIDAY_CIRCLE, { service: 'circle', people: 2 });
    expect([full.code, full.facts.reason]).toEqual(['slot_taken', 'taken']);
    expect((await second.hold(FRIDAY_CIRCLE, { service: 'circle' })).booking).toMatchObject({
      people: 1,
      counsellor: 'bor',
    });

    await first.post(`/api/bookings/${two.id}/cancel`);
    library.pass(6);
    expect((await second.hold(FRIDAY_CIRCLE, { service: 'circle', people: 3 })).status).toBe(201);
  });

  test('what cannot be looked up is named, field by field', async () => {
    const faults = async (more: object) => (await first.hold(WEDNESDAY_9, more)).faults;
    expect(await faults({ service: 'nothing', branch: 'nowhere', counsellor: 'nobody' })).toEqual([
      { path: 'service', code: 'unknown' },
      { path: 'branch', code: 'unknown' },
      { path: 'counsellor', code: 'unknown' },
    ]);
    expect(await faults({ mode: 'video' })).toEqual([{ path: 'mode', code: 'not_offered' }]);
    expect(await faults({ service: 'family', branch: 'far' })).toEqual([{ path: 'branch', code: 'not_offered' }]);
    expect(await faults({ patron: 'visitor-1' })).toEqual([{ path: 'patron', code: 'not_allowed' }]);
    expect((await rowsOf(library.api, 'select id from booking')).length).toBe(0);
  });
});
