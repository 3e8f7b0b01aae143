import { describe, expect, test } from 'vitest';
import type { DoorSign, KioskAnswer } from '#contract/desk.ts';
import { cookiesOf } from '../../support/api.ts';
import { rowsOf, WEDNESDAY_10, WEDNESDAY_9, type Caller, type Library } from '../../support/booking-library.ts';
import { at, clockAt, DAY, DESK, itemOf, rowOf, staffedNetwork, tell } from '../../support/check-in-items.ts';
import { ENGINES } from '../../support/engines.ts';
import { keepLibrary } from '../../support/keep-library.ts';
import { raw } from '../../support/raw-statement.ts';

describe.each(ENGINES)('screens that stand in the open on $engine', ({ engine }) => {
  let library: Library;
  let patron: Caller;
  let desk: Caller;
  keepLibrary(
    engine,
    async (opened) => {
      library = opened;
      patron = await library.patron(0);
      desk = await library.person(DESK);
    },
    { file: staffedNetwork() },
  );

  async function screen(json: object, person = 'desk-2'): Promise<{ caller: Caller; cookie: string }> {
    const answer = await library.api.request('/api/desk/screens', { json, cookie: await library.cookieOf(person) });
    if (answer.status !== 204) throw new Error(`the screen was answered ${answer.status}`);
    const cookie = cookiesOf(answer);
    return { caller: library.caller(cookie), cookie };
  }

  const kiosk = () => screen({ branch: 'main', kind: 'kiosk' });
  const checkIn = async (caller: Caller, code: string) => {
    const answer = await caller.post('/api/kiosk/check-in', { code });
    return { ...(JSON.parse(answer.text) as KioskAnswer), status: answer.status };
  };
  const doorOf = async (caller: Caller) => JSON.parse((await caller.get('/api/door')).text) as DoorSign;

  test('D15 the desk’s sign-in ends, and the new one can do nothing but its own', async () => {
    const cookie = await library.cookieOf('desk-2');
    const made = await library.api.request('/api/desk/screens', { json: { branch: 'main', kind: 'kiosk' }, cookie });
    expect([made.status, made.headers.getSetCookie()[0]]).toEqual([204, expect.stringContaining('SameSite=Strict')]);
    expect((await library.api.request('/api/me', { cookie })).status).toBe(401);

    const { id } = await patron.book(WEDNESDAY_9);
    const door = await screen({ branch: 'main', kind: 'door', room: 'room-a' });
    for (const [caller, own] of [
      [library.caller(cookiesOf(made)), '/api/kiosk/check-in'],
      [door.caller, '/api/door'],
    ] as const) {
      const asked = [
        await caller.get(`/api/desk/day?branch=main&date=${DAY}`),
        await caller.get(`/api/desk/cash-up?branch=main&date=${DAY}`),
        await caller.get(`/api/desk/bookings/${id}/receipts`),
        await caller.get(`/api/bookings/${id}`),
        await caller.get('/api/bookings'),
        await caller.post('/api/check-ins', { items: [itemOf(id, 'arrived', at(0))] }),
        await caller.post('/api/desk/screens', { branch: 'main', kind: 'kiosk' }),
        await caller.post(`/api/bookings/${id}/cancel`),
        await caller.post('/api/desk/look-up', { branch: 'main', alias: 'a' }),
        own === '/api/door' ? await caller.post('/api/kiosk/check-in', { code: '1' }) : await caller.get('/api/door'),
      ];
      expect(asked.map(({ status }) => status).filter((status) => status !== 403 && status !== 404)).toEqual([]);
      const me = JSON.parse((await caller.get('/api/me')).text) as object;
      expect(me).toMatchObject({ name: {}, role: own === '/api/door' ? 'door' : 'kiosk', branch: 'main' });
    }
  });

  test('D15 only the desk of the branch makes screens, a door with its room and a kiosk without', async () => {
    const refused = async (json: object, person: string = DESK) => {
      const { status, code, faults } = await (await library.person(person)).post('/api/desk/screens', json);
      return [status, code, ...faults.map(({ path, code: why }) => `${path} ${why}`)];
    };
    expect(await refused({ branch: 'far', kind: 'kiosk' })).toEqual([404, 'not_found']);
    for (const person of ['visitor-0', 'counsellor-1', 'admin-1']) {
      expect(await refused({ branch: 'main', kind: 'kiosk' }, person)).toEqual([403, 'forbidden']);
    }
    expect(await refused({ branch: 'main', kind: 'kiosk', room: 'room-a' })).toEqual([
      422,
      'invalid',
      'room not_allowed',
    ]);
    expect(await refused({ branch: 'main', kind: 'door' })).toEqual([422, 'invalid', 'room missing']);
    expect(await refused({ branch: 'main', kind: 'door', room: 'room-z' })).toEqual([422, 'invalid', 'room unknown']);
  });

  test('D15 a screen ends with its person’s place at the desk', async () => {
    const { caller } = await kiosk();
    const grant = (revoked: string) =>
      library.api.services.database.write((tx) =>
        tx.run(raw(`update role_grant set revoked_at = ${revoked} where person = 'desk-2'`), {}),
      );
    await grant('1');
    expect((await caller.post('/api/kiosk/check-in', { code: '123456' })).status).toBe(401);
    await grant('null');
    expect((await caller.post('/api/kiosk/check-in', { code: '123456' })).status).toBe(200);
  });

  test('D16 checks in by six digits, Persian ones too, or by the token, and names nobody', async () => {
    const one = await patron.book(WEDNESDAY_9);
    const two = await (await library.patron(1)).book(WEDNESDAY_10);
    clockAt(library, WEDNESDAY_9, -5);
    const { caller } = await kiosk();
    const persian = one.ticket!.code.replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)));

    expect(await checkIn(caller, ` ${persian} `)).toEqual({
      status: 200,
      outcome: 'arrived',
      localStart: '2026-11-25T09:00',
      room: 'room-a',
      asOf: '2026-11-25T07:55:00Z',
    });
    expect((await checkIn(caller, one.ticket!.code)).outcome).toBe('already');
    expect((await checkIn(caller, two.ticket!.token)).outcome).toBe('arrived');
    expect(await rowOf(desk, one.id, DAY)).toMatchObject({ state: 'arrived', arrivedAt: '2026-11-25T07:55:00Z' });
    const roles = await rowsOf(
      library.api,
      `select distinct role from audit where action = 'check_in.arrived'
      and subject in ('${one.id}', '${two.id}')`,
    );
    expect(roles).toEqual([{ role: 'kiosk' }]);
  });

  test('D16 unknown codes and all that needs a word are one answer', async () => {
    const booking = await patron.book(WEDNESDAY_9);
    const cancelled = await (await library.patron(1)).book(WEDNESDAY_10);
    await (await library.patron(1)).post(`/api/bookings/${cancelled.id}/cancel`);
    clockAt(library, WEDNESDAY_9, -120);
    const { caller } = await kiosk();
    expect(await checkIn(caller, booking.ticket!.code)).toMatchObject({
      outcome: 'too_early',
      localStart: '2026-11-25T09:00',
    });

    clockAt(library, WEDNESDAY_9);
    const seeDesk = { status: 200, outcome: 'see_desk', asOf: WEDNESDAY_9 };
    for (const code of [cancelled.ticket!.code, cancelled.ticket!.token, 'nonsense', 'x'.repeat(80)]) {
      expect(await checkIn(caller, code)).toEqual(seeDesk);
    }
    clockAt(library, WEDNESDAY_9, 60 * 24);
    expect((await checkIn(caller, booking.ticket!.code)).outcome).toBe('see_desk');
    expect((await checkIn(caller, booking.ticket!.token)).outcome).toBe('see_desk');
    const far = await screen({ branch: 'far', kind: 'kiosk' }, 'desk-far');
    expect((await checkIn(far.caller, booking.ticket!.token)).outcome).toBe('see_desk');
    expect((await caller.post('/api/kiosk/check-in', {})).faults).toEqual([{ path: 'code', code: 'missing' }]);
    await tell(desk, itemOf(booking.id, 'note', library.clock.now, { text: '' }));
  });

  test('D16 guessing is bounded, and good codes do not count', async () => {
    const booking = await patron.book(WEDNESDAY_9);
    clockAt(library, WEDNESDAY_9);
    const { caller } = await kiosk();
    const wrong = booking.ticket!.code === '000000' ? '000001' : '000000';
    for (let n = 0; n < 20; n++) {
      expect((await checkIn(caller, wrong)).outcome).toBe('see_desk');
      await checkIn(caller, booking.ticket!.code);
    }
    const refused = await caller.post('/api/kiosk/check-in', { code: booking.ticket!.code });
    expect([refused.status, refused.code, refused.facts]).toEqual([429, 'too_many_tries', { retryAfterSec: 600 }]);
    library.pass(10);
    expect((await checkIn(caller, booking.ticket!.code)).outcome).toBe('already');
  });

  test('D17 a door says until when, and nothing more', async () => {
    const booking = await patron.book(WEDNESDAY_9);
    const door = await screen({ branch: 'main', kind: 'door', room: booking.room! });
    const sign = { branch: 'main', room: booking.room };
    clockAt(library, WEDNESDAY_9, -30);
    expect(await doorOf(door.caller)).toEqual({ ...sign, freeUntil: '2026-11-25T09:00', asOf: '2026-11-25T07:30:00Z' });
    clockAt(library, WEDNESDAY_9, 10);
    expect(await doorOf(door.caller)).toEqual({
      ...sign,
      inUseUntil: '2026-11-25T09:50',
      asOf: '2026-11-25T08:10:00Z',
    });

    library.pass(10);
    await tell(desk, itemOf(booking.id, 'no_show', library.clock.now));
    expect(await doorOf(door.caller)).toEqual({ ...sign, asOf: '2026-11-25T08:20:00Z' });
  });
});
