import { describe, expect, test } from 'vitest';
import type { BookingTimes } from '#contract/slots.ts';
import { deskPatron, type DeskPatron, type LookUpAnswer, type NewPatronAnswer } from '#contract/desk.ts';
import { countTry } from '../../../api/storage/stores/throttle-store.ts';
import {
  rowsOf,
  TUESDAY_10,
  WEDNESDAY_9,
  type Answer,
  type Caller,
  type Library,
} from '../../support/booking-library.ts';
import { ENGINES } from '../../support/engines.ts';
import { keepLibrary } from '../../support/keep-library.ts';

const body = <T>(answer: Answer) => JSON.parse(answer.text) as T;

describe.each(ENGINES)('people at the desk on $engine', ({ engine }) => {
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

  const lookUp = (caller: Caller, by: object, branch = 'main') => caller.post('/api/desk/look-up', { branch, ...by });
  const found = async (by: object) => body<LookUpAnswer>(await lookUp(desk, by)).found;
  const audits = (action: string) =>
    rowsOf<{ subject: string; facts: string }>(
      library.api,
      `select subject, facts from audit where action = '${action}'
      order by id`,
    );

  test('K4 alias, six digits and ticket find people of these days, without a trace', async () => {
    const booking = await visitor.book(TUESDAY_10);
    const later = await visitor.book('2026-11-26T09:00:00Z');
    const before = (await rowsOf(library.api, 'select id from audit')).length;
    const { alias, ticket } = booking;

    for (const by of [
      { alias: `  ${alias.toUpperCase()} ` },
      { alias: alias.slice(0, 3) },
      { code: ticket!.code },
      { code: [...ticket!.code].map((digit) => '۰۱۲۳۴۵۶۷۸۹'[Number(digit)]).join(' ') },
      { token: ticket!.token },
    ]) {
      const [patron, ...more] = await found(by);
      expect(more).toEqual([]);
      expect(deskPatron.strict().parse(patron)).toEqual(patron);
      expect(patron).toMatchObject({
        patron: 'visitor-0',
        alias: null,
        hasCard: false,
        locale: 'en',
        entitlements: [],
      });
      expect(patron!.rows.map((row) => row.booking)).toEqual([booking.id]);
    }
    for (const by of [
      { code: later.ticket!.code },
      { token: later.ticket!.token },
      { alias: 'Nobody' },
      { code: '1' },
    ]) {
      expect(await found(by)).toEqual([]);
    }
    expect((await rowsOf(library.api, 'select id from audit')).length).toBe(before);

    library.clock.now = Date.parse(TUESDAY_10) + 2 * 24 * 3_600_000;
    const own = await library.person('desk-1');
    expect(body<LookUpAnswer>(await lookUp(own, { code: ticket!.code })).found).toEqual([]);
  });

  test('K4 a hold that nobody confirmed is nobody’s visit', async () => {
    const held = await visitor.hold(TUESDAY_10);
    expect(await found({ alias: held.booking.alias })).toEqual([]);
  });

  test('K4 a card is found in the whole network, on record, and bounded by the hour', async () => {
    const [patron] = await found({ card: '۲۹۰۰ ۰۰۰۱' });
    expect(patron).toMatchObject({ patron: 'patron-1', hasCard: true, rows: [], locale: 'sl' });
    expect(patron!.entitlements).toMatchObject([{ concession: 'member', until: '2027-11-22' }]);
    expect(await found({ card: '11111111' })).toEqual([]);
    expect((await audits('desk.look_up')).slice(-2)).toEqual([
      { subject: 'patron-1', facts: '{"branch":"main","by":"card","found":true}' },
      { subject: 'main', facts: '{"branch":"main","by":"card","found":false}' },
    ]);

    const most = library.api.services.settings.cardLookUpsPerHour;
    const subject = library.api.services.keys.index('throttle', 'desk card desk-1');
    await library.api.services.database.write(async (tx) => {
      for (let n = 2; n < most; n++) await countTry(tx, subject, 60);
    });
    const over = await lookUp(desk, { card: '29000001' });
    expect([over.status, over.code]).toEqual([429, 'too_many_tries']);
    expect((await lookUp(desk, { alias: 'Heron' })).status).toBe(200);
    library.pass(60);
    expect((await found({ card: '29000001' })).length).toBe(1);
  });

  test('K4 one way of asking at a time, at one’s own branch, by the desk', async () => {
    expect((await lookUp(desk, {})).faults).toEqual([{ path: 'alias', code: 'missing' }]);
    expect((await lookUp(desk, { alias: 'a', card: '1' })).faults).toEqual([{ path: 'card', code: 'not_allowed' }]);
    expect((await lookUp(desk, { alias: 'a' }, 'far')).code).toBe('not_found');
    expect((await lookUp(far, { alias: 'a' })).code).toBe('not_found');
    for (const caller of [visitor, await library.person('counsellor-1'), await library.person('admin-1')]) {
      const refused = [
        await lookUp(caller, { card: '29000001' }),
        await caller.get('/api/desk/patrons/visitor-0?branch=main'),
        await caller.post('/api/desk/patrons', { branch: 'main' }),
      ];
      expect(refused.map((answer) => answer.code)).toEqual(['forbidden', 'forbidden', 'forbidden']);
    }
    expect((await lookUp(library.caller(''), { card: '29000001' })).status).toBe(401);
  });

  test('K4 reading a patron leaves a trace unless they have a visit these days', async () => {
    const read = async (caller: Caller, id: string, branch = 'main') =>
      caller.get(`/api/desk/patrons/${id}?branch=${branch}`);
    const traces = async () => (await audits('desk.patron')).length;
    const before = await traces();

    await visitor.book(TUESDAY_10);
    expect(body<DeskPatron>(await read(desk, 'visitor-0')).rows).toMatchObject([
      { localStart: '2026-11-24T10:00', publicName: { en: 'Appointment 50 min' }, due: { amount: 2000 } },
    ]);
    expect(await traces()).toBe(before);
    expect((await read(desk, 'visitor-1')).status).toBe(200);
    expect((await read(far, 'visitor-0', 'far')).status).toBe(200);
    expect((await audits('desk.patron')).slice(before).map(({ subject }) => subject)).toEqual([
      'visitor-1',
      'visitor-0',
    ]);

    const absent = await read(desk, 'nobody');
    for (const other of [await read(desk, 'desk-1'), await read(desk, 'visitor-0', 'far')]) {
      expect([other.status, other.text]).toEqual([404, absent.text]);
    }
  });

  test('K5 somebody new gets a card to sign in with, and no name', async () => {
    const path = '/api/desk/patrons';
    const answer = await desk.post(path, { branch: 'main', alias: 'Juniper', locale: 'uk' }, 'new-1');
    expect(answer.status, answer.text).toBe(201);
    const { patron, codeCard } = body<NewPatronAnswer>(answer);
    expect(patron).toMatchObject({ alias: 'Juniper', hasCard: true, locale: 'uk', entitlements: [], rows: [] });
    expect(codeCard.card).toMatch(/^8\d{3} \d{4} \d{4}$/);
    expect(codeCard.pin).toMatch(/^\d{6}$/);
    expect((await desk.post(path, { branch: 'main', alias: 'Juniper', locale: 'uk' }, 'new-1')).text).toBe(answer.text);

    const own = library.caller(await library.api.signInCard(codeCard.card, codeCard.pin));
    expect(body(await own.get('/api/me'))).toMatchObject({ id: patron.patron, role: 'patron', name: {}, locale: 'uk' });
    expect((await own.book(WEDNESDAY_9)).alias).toBe('Juniper');
    expect(await found({ card: codeCard.card })).toMatchObject([{ patron: patron.patron }]);
    const kept = JSON.stringify(await rowsOf(library.api, 'select * from card'));
    expect(kept).not.toContain(codeCard.card.replaceAll(' ', ''));
    expect(kept).not.toContain(codeCard.pin);
  });

  test('K3 the desk asks for times of a booking, without its service', async () => {
    const booking = await visitor.book(TUESDAY_10);
    const path = `/api/desk/bookings/${booking.id}/times?from=2026-11-24&days=2`;
    library.clock.now = Date.parse('2026-11-24T08:30:00Z');
    const answer = await desk.get(path);
    const { times } = body<BookingTimes>(answer);
    expect(times[0]).toEqual({
      startsAt: '2026-11-24T09:00:00Z',
      endsAt: '2026-11-24T09:50:00Z',
      localStart: '2026-11-24T10:00',
      localEnd: '2026-11-24T10:50',
      mode: 'room',
      counsellors: ['bor'],
      rooms: 1,
    });
    expect(times.at(-1)?.localStart).toBe('2026-11-25T15:00');
    expect(answer.text).not.toMatch(/talk|service/);
    expect((await desk.get(path.replace('days=2', 'days=22'))).status).toBe(422);
    expect((await far.get(path)).code).toBe('not_found');
    expect((await visitor.get(path)).code).toBe('forbidden');
  });
});
