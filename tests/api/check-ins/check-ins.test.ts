import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { rowsOf, WEDNESDAY_10, WEDNESDAY_9, type Caller, type Library } from '../../support/booking-library.ts';
import {
  ANA,
  at,
  bookedForNine,
  clockAt,
  DAY,
  DESK,
  itemOf,
  rowOf,
  staffedNetwork,
  tell,
} from '../../support/check-in-items.ts';
import { ENGINES } from '../../support/engines.ts';
import { keepLibrary } from '../../support/keep-library.ts';
import { raw } from '../../support/raw-statement.ts';

describe.each(ENGINES)('check-ins on $engine', ({ engine }) => {
  let library: Library;
  let patron: Caller;
  let desk: Caller;
  let ana: Caller;
  keepLibrary(
    engine,
    async (opened) => {
      library = opened;
      patron = await library.patron(0);
      desk = await library.person(DESK);
      ana = await library.person(ANA);
    },
    { file: staffedNetwork() },
  );

  const booked = () => bookedForNine(library, patron);

  test('D3 a visit goes its way, and each step is told once', async () => {
    const id = await booked();
    const arrived = itemOf(id, 'arrived', at(-10));
    expect(await tell(desk, arrived)).toMatchObject({
      status: 200,
      results: [{ id: arrived.id, outcome: 'applied', at: '2026-11-25T07:50:00Z' }],
    });
    expect((await tell(desk, arrived)).said).toEqual(['already']);
    expect(await rowOf(desk, id, DAY)).toMatchObject({ state: 'arrived', arrivedAt: '2026-11-25T07:50:00Z' });

    expect((await tell(ana, itemOf(id, 'started', at(0)))).said).toEqual(['applied']);
    library.pass(50);
    expect((await tell(ana, itemOf(id, 'completed', at(48)))).said).toEqual(['applied']);
    expect(await rowOf(desk, id, DAY)).toMatchObject({
      state: 'completed',
      startedAt: '2026-11-25T08:00:00Z',
      endedAt: '2026-11-25T08:48:00Z',
    });
    expect((await patron.get(`/api/bookings/${id}`)).booking.state).toBe('completed');
  });

  test('D2 D3 what comes in late finds its place in time', async () => {
    const id = await booked();
    expect((await tell(ana, itemOf(id, 'started', at(0)))).said).toEqual(['applied']);
    expect((await tell(desk, itemOf(id, 'arrived', at(-10)))).said).toEqual(['already']);
    expect(await rowOf(desk, id, DAY)).toMatchObject({
      state: 'in_session',
      arrivedAt: '2026-11-25T07:50:00Z',
      startedAt: '2026-11-25T08:00:00Z',
    });
    expect((await tell(ana, itemOf(id, 'started_undone', at(0) + 1))).said).toEqual(['applied']);
    expect((await tell(desk, itemOf(id, 'arrived_undone', at(-12)))).said).toEqual(['already']);
    expect(await rowOf(desk, id, DAY)).toMatchObject({ state: 'arrived' });
    expect((await tell(desk, itemOf(id, 'arrived_undone', at(1)))).said).toEqual(['applied']);
    const row = await rowOf(desk, id, DAY);
    expect([row?.state, row?.arrivedAt, row?.startedAt]).toEqual(['confirmed', undefined, undefined]);
  });

  test('D4 a step is taken back by who told it or the desk, and an end by the counsellor', async () => {
    const id = await booked();
    await tell(desk, itemOf(id, 'arrived', at(-10)));
    expect((await tell(ana, itemOf(id, 'arrived_undone', at(-9)))).said).toEqual(['not_found']);
    await tell(ana, itemOf(id, 'completed', at(0)));
    expect((await tell(desk, itemOf(id, 'completed_undone', at(1)))).said).toEqual(['not_found']);
    expect((await tell(desk, itemOf(id, 'started_undone', at(1)))).said).toEqual(['wrong_state']);
    expect((await tell(ana, itemOf(id, 'completed_undone', at(2)))).said).toEqual(['applied']);
    expect(await rowOf(desk, id, DAY)).toMatchObject({ state: 'in_session' });
  });

  test('D1 each item is judged by when it happened, days later too', async () => {
    const { id } = await patron.book(WEDNESDAY_9);
    library.clock.now = at(-91);
    expect((await tell(desk, itemOf(id, 'arrived', at(-91)))).said).toEqual(['too_early']);
    expect((await tell(desk, itemOf(id, 'arrived', at(-90)))).said).toEqual(['applied']);
    await tell(desk, itemOf(id, 'arrived_undone', at(-90) + 1));

    library.clock.now = at(-60);
    const ahead = itemOf(id, 'arrived', at(-57));
    expect((await tell(desk, ahead)).said).toEqual(['clock_ahead']);
    library.pass(5);
    expect((await tell(desk, ahead)).said).toEqual(['applied']);

    library.clock.now = at(5 * 24 * 60);
    expect((await tell(ana, itemOf(id, 'completed', at(50)))).said).toEqual(['applied']);
    expect((await tell(ana, itemOf(id, 'completed_undone', at(16 * 60)))).said).toEqual(['too_late']);
    expect((await tell(desk, itemOf(id, 'arrived', at(16 * 60)))).said).toEqual(['too_late']);
    expect(await rowOf(desk, id, DAY)).toMatchObject({ state: 'completed' });
  });

  test('an item that can never be blocks nothing beside it, and answers stand in the order of the items', async () => {
    const id = await booked();
    const items = [
      itemOf(randomUUID(), 'arrived', at(0)),
      itemOf(id, 'arrived', at(-200)),
      itemOf(id, 'arrived', at(0)),
      itemOf(id, 'note', at(0)),
      itemOf(id, 'no_show', at(20)),
      itemOf(id, 'started', at(0)),
    ];
    const told = await tell(desk, ...items);
    expect(told.said).toEqual(['not_found', 'too_early', 'applied', 'fields_wrong', 'clock_ahead', 'applied']);
    expect(told.results.map((one) => one.id)).toEqual(items.map((one) => one.id));
    expect(await rowOf(desk, id, DAY)).toMatchObject({ state: 'in_session' });
  });

  test('an id has one effect: another body under it is refused', async () => {
    const other = (await (await library.patron(1)).book(WEDNESDAY_10)).id;
    const id = await booked();
    const arrived = itemOf(id, 'arrived', at(0));
    const twin = { ...arrived, event: 'started' };
    const sameTime = { ...arrived, occurredAt: arrived.occurredAt.replace('Z', '+00:00') };
    expect((await tell(desk, arrived, twin, sameTime)).said).toEqual(['applied', 'id_reused', 'already']);
    expect((await tell(desk, { ...arrived, booking: other })).said).toEqual(['id_reused']);
    expect(await rowsOf(library.api, 'select id from check_in')).toEqual([{ id: arrived.id }]);
  });

  test('what is held, expired or cancelled takes no check-in', async () => {
    const held = (await patron.hold(WEDNESDAY_9)).booking.id;
    const cancelled = (await patron.book(WEDNESDAY_10)).id;
    await patron.post(`/api/bookings/${cancelled}/cancel`);
    clockAt(library, WEDNESDAY_9);
    const items = [held, cancelled].flatMap((id) => [itemOf(id, 'arrived', at(0)), itemOf(id, 'paid', at(0))]);
    expect((await tell(desk, ...items)).said).toEqual(Array(4).fill('wrong_state'));
  });

  test('who may: the desk of the branch and the session’s counsellor; to all others it is not there', async () => {
    const id = await booked();
    const arrived = itemOf(id, 'arrived', at(0));
    for (const person of ['desk-far', 'counsellor-2']) {
      expect((await tell(await library.person(person), arrived)).said).toEqual(['not_found']);
    }
    for (const person of ['visitor-0', 'admin-1']) {
      const refused = await (await library.person(person)).post('/api/check-ins', { items: [arrived] });
      expect([refused.status, refused.code]).toEqual([403, 'forbidden']);
    }
    const nobody = await library.api.request('/api/check-ins', { json: { items: [arrived] } });
    expect(nobody.status).toBe(401);
    expect(await rowsOf(library.api, 'select id from check_in')).toEqual([]);
    expect((await tell(await library.person('desk-2'), arrived)).said).toEqual(['applied']);
  });

  test('a batch has 1 to 100 items and 256 KiB, and its fields are named', async () => {
    const id = await booked();
    const many = (n: number) => Array.from({ length: n }, () => itemOf(id, 'arrived', at(0)));
    expect((await tell(desk, ...many(100))).said.filter((one) => one === 'already').length).toBe(99);
    expect((await desk.post('/api/check-ins', { items: many(101) })).faults).toEqual([
      { path: 'items', code: 'too_big' },
    ]);
    expect((await desk.post('/api/check-ins', { items: [] })).faults).toEqual([{ path: 'items', code: 'too_small' }]);
    const odd = { ...itemOf(id, 'arrived', at(0)), occurredAt: 'yesterday', name: 'x' };
    expect((await desk.post('/api/check-ins', { items: [odd] })).faults).toEqual([
      { path: 'items[0].occurredAt', code: 'not_an_instant' },
      { path: 'items[0].name', code: 'unknown_field' },
    ]);

    const notes = (text: string) => Array.from({ length: 100 }, () => itemOf(id, 'note', at(0), { text }));
    expect((await desk.post('/api/check-ins', { items: notes('x'.repeat(280)) })).status).toBe(200);
    const long = await desk.post('/api/check-ins', { items: notes('x'.repeat(2600)) });
    expect([long.status, long.code]).toEqual([413, 'too_large']);
  });

  test('each item that changed something is on record, by ids and numbers only', async () => {
    const id = await booked();
    const note = itemOf(id, 'note', at(0), { text: 'planted words' });
    const paid = itemOf(id, 'paid', at(0), { method: 'card' });
    await tell(desk, itemOf(id, 'arrived', at(0)), itemOf(id, 'arrived', at(1)), note, paid);
    const lines = await rowsOf<{ action: string; role: string; facts: string }>(
      library.api,
      `select action, role, facts from audit where action like 'check_in%' and subject = '${id}' order by action`,
    );
    expect(lines.map(({ action, role }) => `${role} ${action}`)).toEqual([
      'desk check_in.arrived',
      'desk check_in.note',
      'desk check_in.paid',
    ]);
    expect(lines.map(({ facts }) => facts).join()).not.toMatch(/planted/);
  });

  test('a name given up by a missed visit and taken by another is drawn anew', async () => {
    const id = await booked();
    const { alias } = (await rowOf(desk, id, DAY))!;
    clockAt(library, WEDNESDAY_9, 20);
    await tell(desk, itemOf(id, 'no_show', at(20)));
    const other = await (await library.patron(1)).book('2026-11-26T08:00:00Z');
    await library.api.services.database.write((tx) =>
      tx.run(raw(`update booking set alias = '${alias}', local_on = '${DAY}' where id = '${other.id}'`), {}),
    );
    expect((await tell(desk, itemOf(id, 'arrived', at(20)))).said).toEqual(['applied']);
    const row = await rowOf(desk, id, DAY);
    expect(row?.state).toBe('arrived');
    expect(row?.alias).not.toBe(alias);
  });
});
