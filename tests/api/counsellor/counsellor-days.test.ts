import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { counsellorDay, counsellorDays, type CounsellorDay } from '#contract/counsellor.ts';
import { putNote, noteContext } from '../../../api/storage/stores/day/booking-note-store.ts';
import { findBooking } from '../../../api/storage/stores/bookings/booking-store.ts';
import { insertBlock, type Block } from '../../../api/storage/stores/blocks/block-store.ts';
import { itemOf, tell } from '../../support/check-in-items.ts';
import { ENGINES } from '../../support/engines.ts';
import { raw } from '../../support/raw-statement.ts';
import {
  FRIDAY_CIRCLE,
  openLibrary,
  TUESDAY_10,
  WEDNESDAY_10,
  WEDNESDAY_9,
  type Caller,
  type Library,
} from '../../support/booking-library.ts';

const BLOCK: Block = {
  id: '01936a4e-7c1e-7b6a-9d3e-2f1f0a7c5e11',
  kind: 'leave',
  counsellor: 'ana',
  room: null,
  branch: 'main',
  startsAt: Date.parse('2026-11-24T14:00:00Z'),
  endsAt: Date.parse('2026-11-25T23:00:00Z'),
  goneAt: null,
};

describe.each(ENGINES)('a counsellor’s days on $engine', ({ engine }) => {
  let library: Library;
  let ana: Caller;
  let bor: Caller;
  beforeAll(async () => {
    library = await openLibrary(engine);
    ana = await library.person('counsellor-1');
    bor = await library.person('counsellor-2');
  });
  afterEach(() => library.clear());
  afterAll(() => library.api.close());

  const day = async (caller: Caller, date: string): Promise<CounsellorDay> => {
    const { status, text } = await caller.get(`/api/counsellor/day?date=${date}`);
    expect(status, text).toBe(200);
    return counsellorDay.strict().parse(JSON.parse(text));
  };
  const visitor = (n: number) => library.patron(n);

  test('C1 C3 own sessions of the day by start, and of each visit what a counsellor needs', async () => {
    const late = await (await visitor(1)).book(WEDNESDAY_10, { features: ['step-free'] });
    const early = await (await visitor(0)).book(WEDNESDAY_9);
    await (await visitor(0)).put(`/api/bookings/${early.id}/preparations`, { preparations: ['interpreter'] });
    await (await visitor(2)).book(TUESDAY_10, { counsellor: 'bor' });

    const wednesday = await day(ana, '2026-11-25');
    expect(wednesday.sessions.map((one) => one.localStart)).toEqual(['2026-11-25T09:00', '2026-11-25T10:00']);
    expect(wednesday).toMatchObject({ date: '2026-11-25', graceMin: 15, blocks: [] });
    expect(wednesday.sessions[0]).toMatchObject({
      localEnd: '2026-11-25T09:50',
      localNotesEnd: '2026-11-25T10:00',
      room: 'room-a',
      mode: 'room',
      service: 'talk',
      places: 1,
      taken: 1,
      isDated: false,
      visits: [{ booking: early.id, alias: early.alias, people: 1, needs: ['interpreter'], state: 'confirmed' }],
    });
    expect(wednesday.sessions[1]!.visits[0]).toMatchObject({ booking: late.id, needs: ['step-free'] });
    expect((await day(bor, '2026-11-24')).sessions.map((one) => one.localStart)).toEqual(['2026-11-24T10:00']);
    expect((await day(bor, '2026-11-25')).sessions).toEqual([]);

    const { text } = await ana.get('/api/counsellor/day?date=2026-11-25');
    expect(text).not.toMatch(/visitor-|Visitor|price|ticket|patron/);
  });

  test('C1 a hold stands for its minutes, a cancelled booking does not, a dated session stands in any case', async () => {
    const held = await (await visitor(0)).hold(WEDNESDAY_9);
    expect((await day(ana, '2026-11-25')).sessions[0]).toMatchObject({ taken: 1, visits: [{ state: 'held' }] });
    library.pass(6);
    expect((await day(ana, '2026-11-25')).sessions).toEqual([]);
    expect(held.status).toBe(201);

    const booking = await (await visitor(1)).book(WEDNESDAY_10);
    await (await visitor(1)).post(`/api/bookings/${booking.id}/cancel`);
    expect((await day(ana, '2026-11-25')).sessions).toEqual([]);

    expect((await day(bor, '2026-11-27')).sessions).toMatchObject([
      { isDated: true, places: 3, taken: 0, visits: [], service: 'circle' },
    ]);
    await (await visitor(2)).book(FRIDAY_CIRCLE, { service: 'circle', people: 2 });
    expect((await day(bor, '2026-11-27')).sessions).toMatchObject([{ taken: 2, visits: [{ people: 2 }] }]);
  });

  test('C3 a note is opened for the counsellor, and one that was cleared is none', async () => {
    const { id } = await (await visitor(0)).book(WEDNESDAY_9);
    const { database, keys } = library.api.services;
    const write = (text: string, by: string) =>
      database.write(async (tx) => {
        const { wrappedKey } = (await findBooking(tx, id))!;
        const text_sealed = keys.seal(wrappedKey, noteContext(id), text);
        await putNote(tx, { booking: id, text_sealed, written_by: by, role: 'desk', item: 'i', written_at: tx.now });
      });

    await write('Came with a pram', 'desk-1');
    const note = async () => (await day(ana, '2026-11-25')).sessions[0]!.visits[0]!.note;
    expect(await note()).toEqual({ text: 'Came with a pram', at: '2026-11-23T06:00:00Z', isOwn: false });
    await write('Form B is missing', 'counsellor-1');
    expect(await note()).toMatchObject({ text: 'Form B is missing', isOwn: true });
    await write('', 'counsellor-1');
    expect(await note()).toBeUndefined();
  });

  test('C3 D4 of a visit under way the day says what its counsellor can take back, and nobody else’s steps', async () => {
    const { id, startsAt } = await (await visitor(0)).book(WEDNESDAY_9);
    const start = Date.parse(startsAt);
    library.clock.now = start + 60_000;
    const undo = async () => (await day(ana, '2026-11-25')).sessions[0]!.visits[0]!.undo;
    expect(await undo()).toBeUndefined();

    const desk = await library.person('desk-1');
    expect((await tell(desk, itemOf(id, 'arrived', start))).said).toEqual(['applied']);
    expect(await undo()).toBeUndefined();
    expect((await tell(ana, itemOf(id, 'started', start + 1000))).said).toEqual(['applied']);
    // Who began it has said that somebody is there.
    expect(await undo()).toEqual(['started_undone', 'arrived_undone']);
    for (const event of (await undo()) ?? []) {
      expect((await tell(ana, itemOf(id, event, library.clock.now))).said, event).toEqual(['applied']);
      library.clock.now += 1000;
    }
    expect(await undo()).toBeUndefined();
  });

  test('C2 hours, the library’s hours and blocks of each day', async () => {
    await library.api.services.database.write((tx) => insertBlock(tx, BLOCK, 'counsellor-1'));
    const { status, text } = await ana.get('/api/counsellor/days?from=2026-11-23&days=5');
    expect(status, text).toBe(200);
    const { days } = counsellorDays.strict().parse(JSON.parse(text));

    expect(days.map(({ date }) => date)).toEqual([
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
    ]);
    expect(days.map(({ blocks }) => blocks.length)).toEqual([0, 1, 1, 0, 0]);
    expect(days[1]!.blocks[0]).toEqual({
      id: BLOCK.id,
      kind: 'leave',
      startsAt: '2026-11-24T14:00:00Z',
      endsAt: '2026-11-25T23:00:00Z',
      localStart: '2026-11-24T15:00',
      localEnd: '2026-11-26T00:00',
    });
    expect(days[0]!.hours).toEqual([
      { branch: 'main', localStart: '2026-11-23T09:00', localEnd: '2026-11-23T12:00' },
      { branch: 'main', localStart: '2026-11-23T13:00', localEnd: '2026-11-23T16:00' },
    ]);
    expect(days[4]!.hours).toEqual([]);
    expect(days[4]!.branchHours).toEqual([
      { branch: 'main', localStart: '2026-11-27T08:00', localEnd: '2026-11-27T18:00' },
    ]);
    expect((await bor.get('/api/counsellor/day?date=2026-11-24')).text).not.toContain(BLOCK.id);
  });

  test('C1 each role: only counsellors have such a day', async () => {
    const path = '/api/counsellor/day?date=2026-11-25';
    expect((await library.api.request(path)).status).toBe(401);
    for (const id of ['visitor-0', 'desk-1', 'admin-1']) {
      const caller = await library.person(id);
      expect([
        (await caller.get(path)).code,
        (await caller.get('/api/counsellor/days?from=2026-11-25&days=2')).code,
      ]).toEqual(['forbidden', 'forbidden']);
    }
    expect((await ana.get('/api/counsellor/day?date=2026-11-31')).faults).toEqual([
      { path: 'date', code: 'not_a_date' },
    ]);
    expect((await ana.get('/api/counsellor/days?from=2026-11-25&days=15')).faults).toMatchObject([{ path: 'days' }]);
    expect((await ana.get(`${path}&counsellor=bor`)).status).toBe(422);

    await library.api.services.database.write((tx) =>
      tx.run(raw(`update role_grant set counsellor = null where person = 'counsellor-2'`), {}),
    );
    expect((await bor.get(path)).code).toBe('not_found');
    await library.api.services.database.write((tx) =>
      tx.run(raw(`update role_grant set counsellor = 'bor' where person = 'counsellor-2'`), {}),
    );
  });
});
