import { describe, expect, test } from 'vitest';
import { walkInAnswer, walkInTimes, type WalkInAnswer, type WalkInTimes } from '#contract/desk.ts';
import {
  FRIDAY_CIRCLE,
  openLibrary,
  rowsOf,
  TUESDAY_10,
  WEDNESDAY_9,
  type Answer,
  type Caller,
  type Library,
} from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { keepLibrary } from '../../support/keep-library.ts';

const body = (answer: Answer) => JSON.parse(answer.text) as WalkInAnswer;

describe.each(ENGINES)('walk-ins on $engine', ({ engine }) => {
  let library: Library;
  let desk: Caller;
  keepLibrary(engine, async (opened) => {
    library = opened;
    desk = await library.person('desk-1');
  });

  const walkIn = (more: object = {}, caller = desk, key?: string) =>
    caller.post('/api/desk/walk-ins', { branch: 'main', service: 'talk', ...more }, key);
  const timesOf = async (more = '', caller = desk) => {
    const answer = await caller.get(`/api/desk/walk-in-times?branch=main&service=talk${more}`);
    return { ...answer, times: JSON.parse(answer.text) as WalkInTimes };
  };
  /** On that Tuesday, at a time of the wall there. */
  const tuesdayAt = (clock: string) => void (library.clock.now = Date.parse(`2026-11-24T${clock}Z`) - 3_600_000);

  test('K5 K8 somebody new begins at the running five minutes, there already, with a card and a price', async () => {
    tuesdayAt('10:04:59');
    const answer = await walkIn({ alias: 'Juniper' }, desk, 'walk-1');
    expect(answer.status, answer.text).toBe(201);
    const made = body(answer);
    expect(walkInAnswer.strict().parse(made)).toEqual(made);
    expect(made.booking).toMatchObject({
      state: 'arrived',
      arrivedAt: '2026-11-24T09:04:59Z',
      localStart: '2026-11-24T10:00',
      localEnd: '2026-11-24T10:50',
      alias: 'Juniper',
      counsellor: 'ana',
      room: 'room-a',
      mode: 'room',
      due: { amount: 2000 },
    });
    expect(made.booking.ticket?.code).toMatch(/^\d{6}$/);
    expect((await walkIn({ alias: 'Juniper' }, desk, 'walk-1')).text).toBe(answer.text);

    const own = library.caller(await library.api.signInCard(made.codeCard!.card, made.codeCard!.pin));
    expect((await own.get(`/api/bookings/${made.booking.booking}`)).booking).toMatchObject({
      state: 'arrived',
      service: 'talk',
      price: { total: { amount: 2000 } },
    });
    const undone = { id: crypto.randomUUID(), booking: made.booking.booking, event: 'arrived_undone' };
    const told = await desk.post('/api/check-ins', { items: [{ ...undone, occurredAt: '2026-11-24T09:05:00Z' }] });
    expect(told.text).toContain('"applied"');
    expect((await own.get(`/api/bookings/${made.booking.booking}`)).booking.state).toBe('confirmed');
    expect((await rowsOf(library.api, `select actor from audit where action = 'desk.walk_in'`)).at(-1)).toEqual({
      actor: 'desk-1',
    });
  });

  test('K8 somebody known keeps their rights, and the limit of open bookings does not count', async () => {
    const member = await library.patron(30);
    await member.book(WEDNESDAY_9);
    await member.book('2026-11-26T08:00:00Z');
    expect((await member.hold('2026-11-26T12:00:00Z')).code).toBe('too_many_open');

    tuesdayAt('10:30:00');
    const made = body(await walkIn({ patron: 'visitor-30', features: ['step-free'] }));
    expect(made).toMatchObject({
      patron: 'visitor-30',
      booking: { due: { amount: 0 }, room: 'room-b', needs: ['step-free'] },
    });
    expect(made.codeCard).toBeUndefined();
    expect((await walkIn({ patron: 'visitor-30' })).code).toBe('patron_busy');
    for (const patron of ['nobody', 'desk-1', '']) {
      expect((await walkIn({ patron })).faults).toEqual([{ path: 'patron', code: 'unknown' }]);
    }
  });

  test('K8 everything else must fit: hours, leave, room, turn-around, and how many a day', async () => {
    const state = async (more: object = {}) => {
      const answer = await walkIn(more);
      return answer.status === 201
        ? `${body(answer).booking.counsellor} ${body(answer).booking.room}`
        : answer.facts.reason;
    };
    tuesdayAt('08:55:00');
    expect(await state()).toBe('not_offered');
    tuesdayAt('11:15:00');
    expect(await state({ counsellor: 'ana' })).toBe('not_offered');
    expect([await state(), await state()]).toEqual(['bor room-a', 'taken']);
    tuesdayAt('12:10:00');
    expect(await state()).toBe('taken');
    tuesdayAt('12:15:00');
    expect(await state()).toBe('bor room-a');
    tuesdayAt('13:10:00');
    expect([await state({ counsellor: 'ana' }), await state({ service: 'family', people: 2 })]).toEqual([
      'ana room-b',
      'taken',
    ]);
    expect(await state({ startsAt: '2026-11-24T14:20:00Z' })).toBe('not_offered');
    expect(await state({ startsAt: '2026-11-24T14:10:00Z' })).toBe('ana room-a');
  });

  test('K8 K9 a room that is out of use is not walked into, nor a counsellor who is away', async () => {
    tuesdayAt('10:00:00');
    const hour = { from: '2026-11-24T10:00', until: '2026-11-24T11:00', outcomes: [] };
    const closed = await desk.post('/api/desk/room-closures', { ...hour, room: 'room-a' });
    expect(closed.status, closed.text).toBe(201);
    expect((await timesOf()).times.now.map(({ room }) => room)).toEqual(['room-b', 'room-b']);
    expect(body(await walkIn()).booking.room).toBe('room-b');
    expect((await walkIn()).facts.reason).toBe('taken');

    const bor = await library.person('counsellor-2');
    const away = { branch: 'main', kind: 'block', ...hour };
    expect((await timesOf('&mode=phone')).times.now.length).toBe(1);
    expect((await bor.post('/api/counsellor/blocks', away)).status).toBe(201);
    expect((await timesOf('&mode=phone')).times.now).toEqual([]);
    expect((await walkIn({ mode: 'phone' })).facts.reason).toBe('taken');
  });

  test('K8 a later time of today is confirmed; one that has just passed is now, others are none', async () => {
    tuesdayAt('10:21:00');
    const later = body(await walkIn({ startsAt: '2026-11-24T12:10:00Z', mode: 'phone' }));
    expect(later.booking).toMatchObject({ state: 'confirmed', localStart: '2026-11-24T13:10', room: null });
    const reason = async (startsAt: string) => (await walkIn({ startsAt })).facts.reason;
    expect(await reason('2026-11-25T09:00:00Z')).toBe('too_late');
    expect(await reason('2026-11-24T09:00:00Z')).toBe('too_soon');
    expect(await reason('2026-11-24T10:01:00Z')).toBe('not_offered');
    expect(body(await walkIn({ startsAt: '2026-11-24T09:05:00Z' })).booking).toMatchObject({
      state: 'arrived',
      localStart: '2026-11-24T10:20',
    });
  });

  test('K8 when nobody is free, today’s nearest times are told, and nobody was made', async () => {
    tuesdayAt('10:00:00');
    expect([(await walkIn()).status, (await walkIn()).status]).toEqual([201, 201]);
    const people = async () => (await rowsOf(library.api, 'select id from person')).length;
    const before = await people();
    const refused = await walkIn();
    expect([refused.status, refused.code, refused.facts.reason]).toEqual([409, 'slot_taken', 'taken']);
    expect(refused.facts.alternatives!.map(({ localStart }) => localStart)).toEqual([
      '2026-11-24T11:00',
      '2026-11-24T11:05',
      '2026-11-24T11:10',
    ]);
    expect(refused.text).not.toMatch(/"service"|talk/);
    expect(await people()).toBe(before);
  });

  test('K8 a group that begins is walked into by its places', async () => {
    library.clock.now = Date.parse(FRIDAY_CIRCLE) + 60_000;
    const made = body(await walkIn({ service: 'circle', people: 2 }));
    expect(made.booking).toMatchObject({ state: 'arrived', people: 2, counsellor: 'bor', room: 'room-b' });
    expect((await walkIn({ service: 'circle', people: 2 })).facts.reason).toBe('taken');
    expect((await walkIn({ service: 'circle' })).status).toBe(201);
  });

  test('K8 K9 faults are named, and only a desk of the branch is answered', async () => {
    tuesdayAt('10:00:00');
    expect((await walkIn({ service: 'nothing', counsellor: 'nobody' })).faults).toEqual([
      { path: 'service', code: 'unknown' },
      { path: 'counsellor', code: 'unknown' },
    ]);
    expect((await walkIn({ people: 3, mode: 'video' })).faults).toEqual([
      { path: 'mode', code: 'not_offered' },
      { path: 'people', code: 'out_of_range' },
    ]);
    for (const id of ['visitor-0', 'counsellor-1', 'admin-1']) {
      const other = await library.person(id);
      expect([(await walkIn({}, other)).code, (await timesOf('', other)).code]).toEqual(['forbidden', 'forbidden']);
    }
    const far = await library.person('desk-far');
    expect([(await walkIn({}, far)).status, (await timesOf('', far)).status]).toEqual([404, 404]);
    expect((await walkIn({}, library.caller(''))).status).toBe(401);
  });

  test('K9 who could begin now, and today’s other times with where free time begins', async () => {
    tuesdayAt('10:07:00');
    await walkIn({ counsellor: 'ana' });
    const { times, text } = await timesOf();
    expect(walkInTimes.strict().parse(times)).toEqual(times);
    const shown = (list: WalkInTimes['now']) =>
      list.map((one) => `${one.localStart.slice(11)} ${one.counsellor} ${one.room}`);
    expect(shown(times.now)).toEqual(['10:05 bor room-b']);
    expect(shown(times.later)).toEqual([
      '11:00 bor room-b',
      '12:00 bor room-a',
      '13:00 bor room-a',
      '14:00 ana room-a',
      '15:00 ana room-a',
    ]);
    expect(times.price).toMatchObject({ amount: 2000, currency: 'EUR' });
    expect(text).not.toMatch(/talk|"service"/);

    await walkIn({ counsellor: 'bor' });
    const after = (await timesOf()).times;
    expect(after.now).toEqual([]);
    expect(shown(after.later).slice(0, 3)).toEqual(['11:05 ana room-a', '12:00 bor room-a', '13:00 ana room-a']);
    const circle = await desk.get('/api/desk/walk-in-times?branch=main&service=circle');
    expect(JSON.parse(circle.text)).toMatchObject({ now: [], later: [] });
    expect((await timesOf('&mode=phone')).times.now).toEqual([]);
  });

  test('K9 what is said to be free now can be had', async () => {
    for (const clock of ['09:00:00', '09:31:00', '11:09:59', '12:58:00', '15:10:00', '15:11:00']) {
      tuesdayAt(clock);
      const { now } = (await timesOf()).times;
      const made = await walkIn();
      expect([clock, made.status]).toEqual([clock, now.length > 0 ? 201 : 409]);
      if (made.status === 201)
        expect(body(made).booking).toMatchObject({ counsellor: now[0]!.counsellor, room: now[0]!.room });
    }
  });

  test('K8 of walk-ins and holds at one room one has it, whichever process is asked', async () => {
    library.clock.now = Date.parse(TUESDAY_10) - 3 * 3_600_000;
    const other = await openLibrary(engine, { place: library.api.place, clock: library.clock });
    const startsAt = '2026-11-24T10:00:00Z';
    const wanted = { startsAt, features: ['step-free'] };
    const desks = [desk, await other.person('desk-1')];
    const patrons = await Promise.all(Array.from({ length: 16 }, (_, n) => (n % 2 ? other : library).patron(n)));

    const answers = await Promise.all([
      ...patrons.map((patron) => patron.hold(startsAt, { features: ['step-free'] })),
      ...Array.from({ length: 16 }, (_, n) => walkIn(wanted, desks[n % 2])),
    ]);
    await other.api.close();
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(31).fill(409)]);
    for (const { status, code } of answers) expect(status === 201 || code === 'slot_taken').toBe(true);
  });
});
